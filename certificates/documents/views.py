"""Documents that are read as pages are: at once, by whoever may see what they say."""

from uuid import UUID

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from certificates.documents import agenda, invitation, long_list, participants
from common.access import public
from common.throttling import throttled
from jobs.models import Job
from participants.models import FocalPoint
from participants.permissions import by_focal_point_link
from sessions.permissions import is_open_to_all, sees_drafts, workshop_with_agenda
from workshops.models import Workshop
from workshops.permissions import SignedInRequest, requires


@public
def agenda_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The agenda as PDF: for everyone where it is public, else for the workshop's staff.

    ``?draft=1`` is the draft: staff alone may print it."""
    workshop = workshop_with_agenda(slug, request.user)
    if workshop is None:
        raise Http404(_("There is no such page."))
    language = _chosen_language(request)
    is_draft = "draft" in request.GET
    if is_draft and not sees_drafts(workshop, request.user):
        raise Http404(_("There is no such page."))
    pdf = agenda.agenda_pdf(workshop, language=language, is_draft=is_draft)
    response = HttpResponse(pdf, content_type="application/pdf")
    name = f"agenda-{workshop.slug}-{language}{'-draft' if is_draft else ''}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    if is_draft:
        response["Cache-Control"] = "no-store"
    elif is_open_to_all(workshop) and "language" in request.GET:
        response["Cache-Control"] = "public, max-age=300"
    return response


@requires("delegation.invite")
@require_safe
def invitation_pdf(
    request: SignedInRequest, workshop: Workshop, pk: int, focal_point_pk: int
) -> HttpResponse:
    """One focal point's letter. It holds the personal link, so only who may invite may read it."""
    focal_point = get_object_or_404(
        FocalPoint.objects.select_related("delegation__workshop__project"),
        pk=focal_point_pk,
        delegation=pk,
        delegation__workshop=workshop,
    )
    return _letter(focal_point)


@by_focal_point_link
@require_safe
@throttled("invitation-pdf", limit="30/m")
def own_invitation_pdf(request: HttpRequest, focal_point: FocalPoint) -> HttpResponse:
    """The focal point's own letter, by the personal link that stands in it."""
    return _letter(focal_point)


def _letter(focal_point: FocalPoint) -> HttpResponse:
    delegation = focal_point.delegation
    number = f"{delegation.letter_number:03d}" if delegation.letter_number else "draft"
    response = HttpResponse(invitation.invitation_pdf(focal_point), content_type="application/pdf")
    name = f"invitation-{delegation.workshop.slug}-{number}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@requires("registration.view")
@require_http_methods(["GET", "HEAD", "POST"])
def participants_pdf(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    """The list of participants, for circulation unless the internal one is asked for.

    A long one is made as a job, once the button of its page was pressed."""
    language = _chosen_language(request)
    for_circulation = request.GET.get("for") != "internal"
    if request.method == "POST":
        job = long_list.start_long_list(
            workshop=workshop, language=language, for_circulation=for_circulation, by=request.user
        )
        return redirect("jobs:detail", job.public_id)
    try:
        pdf = participants.participants_pdf(
            workshop, language=language, for_circulation=for_circulation
        )
    except participants.TooLong:
        here = request.get_full_path()
        context = {"workshop": workshop, "here": here}
        return render(request, "certificates/long_list.html", context)
    response = HttpResponse(pdf, content_type="application/pdf")
    name = f"participants-{workshop.slug}-{language}{'' if for_circulation else '-internal'}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@requires("registration.view")
@require_safe
def participants_file(request: SignedInRequest, workshop: Workshop, job: UUID) -> HttpResponseBase:
    """A long list that a job has made; only while it says what is true, and to who asked."""
    found = get_object_or_404(
        Job.objects.visible_to(request.user), public_id=job, kind=long_list.KIND
    )
    if found.params["workshop"] != workshop.pk:
        raise Http404(_("There is no such page."))
    name = long_list.file_of(found)
    if not name:
        raise Http404(_("This file is gone or out of date. Make the list again."))
    return FileResponse(
        default_storage.open(name),
        as_attachment=True,
        filename=long_list.download_name(found, workshop),
    )


def _chosen_language(request: HttpRequest) -> str:
    language = request.GET.get("language", "")
    if language in dict(settings.LANGUAGES):
        return language
    return get_language() or settings.LANGUAGE_CODE
