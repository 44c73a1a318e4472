"""What a workshop's messages say: the kinds, each language's wording, a preview."""

from http import HTTPStatus

from django.conf import settings
from django.contrib import messages as notices
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mail.actions.rewording import restore_standard_wording, reword
from mail.forms import WordingForm
from mail.kinds import Kind, kind_named
from mail.models import MessageTemplate
from mail.queries import wordings_of
from mail.wording import preview, standard_wording
from workshops.models import Workshop
from workshops.permissions import SignedInRequest, requires


@requires("workshop.edit")
def wordings(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    context = {"workshop": workshop, "wordings": wordings_of(workshop)}
    return render(request, "mail/wordings.html", context)


@requires("workshop.edit")
def wording(request: SignedInRequest, workshop: Workshop, kind: str, language: str) -> HttpResponse:
    """Word one kind in one language; "Preview" shows it filled in and saves nothing."""
    declared, language_name = _known(kind, language)
    own = MessageTemplate.objects.filter(workshop=workshop, kind=kind, language=language).first()
    start = own or standard_wording(declared, language)
    form = WordingForm(
        request.POST if request.method == "POST" else None,
        kind=declared,
        initial={"subject": start.subject, "body": start.body},
    )

    shown = start
    if form.is_valid():
        typed = form.cleaned_data
        if "preview" not in request.POST:
            reword(workshop=workshop, kind=declared, language=language, by=request.user, **typed)
            notices.success(request, _("The wording was saved. It is used from now on."))
            return redirect("mail:wording", workshop.slug, kind, language)
        shown = MessageTemplate(**typed)

    is_refused = form.is_bound and not form.is_valid()
    context = {
        "workshop": workshop,
        "kind": declared,
        "language": language,
        "language_name": language_name,
        "form": form,
        "is_own": own is not None,
        "preview": None
        if is_refused
        else preview(declared, workshop, language, subject=shown.subject, body=shown.body),
        "is_unsaved": form.is_bound,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_refused else HTTPStatus.OK
    return render(request, "mail/wording.html", context, status=status)


@requires("workshop.edit")
@require_POST
def restore(request: SignedInRequest, workshop: Workshop, kind: str, language: str) -> HttpResponse:
    declared, _name = _known(kind, language)
    restore_standard_wording(workshop=workshop, kind=declared, language=language, by=request.user)
    notices.success(request, _("The standard wording is used again."))
    return redirect("mail:wording", workshop.slug, kind, language)


def _known(kind: str, language: str) -> tuple[Kind, str]:
    try:
        return kind_named(kind), str(dict(settings.LANGUAGES)[language])
    except LookupError:
        raise Http404(_("There is no such page.")) from None
