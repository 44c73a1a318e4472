"""The logos of a workshop's organisers, for letters, agendas and other paper."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from certificates.actions.keeping_logo import NotYours, drop_logo, keep_logo, may_change_logo
from certificates.forms import LogoForm
from common.rules import RuleBroken
from participants.views.files import private
from workshops.models import Workshop
from workshops.permissions import SignedInRequest, requires
from workshops.queries import organisers_of


@requires("workshop.edit")
def logo(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponse:
    """The logo of an organiser as it will be printed; send another one, or take it away."""
    organisation = get_object_or_404(organisers_of(workshop), pk=pk).organisation
    is_drop = "drop" in request.POST
    is_sent = request.method == "POST" and not is_drop
    form = LogoForm(request.POST, request.FILES) if is_sent else LogoForm()
    if is_drop or (is_sent and form.is_valid()):
        try:
            if is_drop:
                drop_logo(organisation=organisation, by=request.user)
                messages.success(request, _("The logo was taken away."))
            else:
                upload = form.cleaned_data["logo"]
                keep_logo(organisation=organisation, upload=upload, by=request.user)
                messages.success(request, _("The logo was stored."))
            return redirect("certificates:logo", workshop.slug, pk)
        except NotYours as refusal:
            messages.error(request, refusal.sentence)
        except RuleBroken as refusal:
            form.add_error("logo", refusal.as_error())
    context = {
        "workshop": workshop,
        "organisation": organisation,
        "organiser_pk": pk,
        "form": form,
        "may_change": may_change_logo(organisation, request.user),
    }
    status = 422 if form.errors else 200
    return render(request, "certificates/logo.html", context, status=status)


@requires("workshop.edit")
@require_safe
def logo_picture(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponseBase:
    """The stored picture, which is a PNG of our own making."""
    organisation = get_object_or_404(organisers_of(workshop), pk=pk).organisation
    if not organisation.logo:
        raise Http404
    try:
        file = organisation.logo.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    return private(FileResponse(file, content_type="image/png"))
