"""Documents that are read as pages are: at once, by whoever may see what they say."""

from collections.abc import Sequence

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from certificates.documents import agenda, invitation, participants
from certificates.printroom.agenda import Layout
from certificates.printroom.paper import Paper
from common.access import public
from common.throttling import throttled
from participants.models import FocalPoint
from participants.permissions import by_focal_point_link
from sessions.permissions import is_open_to_all, sees_drafts, workshop_with_agenda
from workshops.models import Workshop
from workshops.permissions import SignedInRequest, requires


@public
def agenda_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The agenda as PDF: for everyone where it is public, else for the workshop's staff.

    ``?layout=`` and ``?paper=`` choose among the ways to lay it out. ``?draft=1`` is the draft:
    staff alone may print it."""
    workshop = workshop_with_agenda(slug, request.user)
    if workshop is None:
        raise Http404(_("There is no such page."))
    language = _chosen_language(request)
    is_draft = "draft" in request.GET
    if is_draft and not sees_drafts(workshop, request.user):
        raise Http404(_("There is no such page."))
    layout = _one_of(Layout.values, request.GET.get("layout"))
    paper = _one_of(Paper.values, request.GET.get("paper"))
    pdf = agenda.agenda_pdf(
        workshop, language=language, layout=layout, paper=paper, is_draft=is_draft
    )
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
@require_safe
def participants_pdf(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    """The list of participants, for circulation unless the internal one is asked for.

    A long one takes longer than a page waits: the print room makes it in the background."""
    language = _chosen_language(request)
    for_circulation = request.GET.get("for") != "internal"
    try:
        pdf = participants.participants_pdf(
            workshop, language=language, for_circulation=for_circulation
        )
    except participants.TooLong as refused:
        messages.info(request, refused.sentence)
        return redirect("certificates:print_document", workshop.slug, "participants")
    response = HttpResponse(pdf, content_type="application/pdf")
    name = f"participants-{workshop.slug}-{language}{'' if for_circulation else '-internal'}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def _one_of(known: Sequence[str], chosen: str | None) -> str:
    """What was chosen; what nobody knows is the first of ``known``."""
    return chosen if chosen and chosen in known else known[0]


def _chosen_language(request: HttpRequest) -> str:
    language = request.GET.get("language", "")
    if language in dict(settings.LANGUAGES):
        return language
    return get_language() or settings.LANGUAGE_CODE
