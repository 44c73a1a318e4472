"""The focal point's portal: the own delegation, and nothing else."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from common.rules import RuleBroken
from common.throttling import throttled
from participants.actions.correcting import may_correct
from participants.actions.deciding import for_each
from participants.actions.nominating import refuse_when_closed
from participants.actions.promoting import promote_next
from participants.actions.sending_links import send_registration_link
from participants.actions.uploading import keep_note
from participants.forms.delegation import NoteForm
from participants.models import FocalPoint, StateChange
from participants.permissions import LinkRequest, by_focal_point_link
from participants.protocol import registrations_in_protocol_order
from participants.queries import delegations_with_seats
from participants.rules import NominationsClosed
from participants.seats import Seats
from participants.states import RegistrationState
from participants.views.answers import act_and_return
from workshops.states import WorkshopState


@by_focal_point_link
@require_safe
def portal(request: LinkRequest, focal_point: FocalPoint) -> HttpResponse:
    return _page(request, focal_point)


@by_focal_point_link
@require_POST
@throttled("note-upload", limit="20/h")
def upload_note(request: LinkRequest, focal_point: FocalPoint) -> HttpResponse:
    form = NoteForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            keep_note(
                delegation=focal_point.delegation,
                upload=form.cleaned_data["file"],
                focal_point=focal_point,
            )
        except RuleBroken as refused:
            form.add_error("file", refused.sentence)
        else:
            messages.success(request, _("Thank you. The note has arrived."))
            return redirect("participants:portal", request.link_token)
    return _page(request, focal_point, note_form=form)


@by_focal_point_link
@require_POST
def promote(request: LinkRequest, focal_point: FocalPoint) -> HttpResponse:
    def act() -> None:
        refuse_closed(focal_point)
        promote_next(
            delegation=focal_point.delegation,
            focal_point=focal_point,
            actor=StateChange.Actor.FOCAL_POINT,
        )

    return act_and_return(
        request,
        act,
        done=_("The next reserve has moved up to a seat."),
        back="participants:portal",
        token=request.link_token,
    )


@by_focal_point_link
@require_POST
def send_links(request: LinkRequest, focal_point: FocalPoint) -> HttpResponse:
    """The registration link to all nominees who have none yet."""
    waiting = focal_point.delegation.registrations.filter(
        state=RegistrationState.NOMINATED, reserve_rank=None
    )
    outcome = for_each(
        waiting.select_related("person", "delegation", "workshop__project"),
        lambda each: send_registration_link(registration=each, focal_point=focal_point),
    )
    for _registration, sentence in outcome.refused:
        messages.warning(request, sentence)
    sentence = ngettext("%(n)d link is on its way.", "%(n)d links are on their way.", outcome.done)
    messages.success(request, sentence % {"n": outcome.done})
    return redirect("participants:portal", request.link_token)


def refuse_closed(focal_point: FocalPoint) -> None:
    """Raise NominationsClosed when the portal can only be read."""
    delegation = focal_point.delegation
    refuse_when_closed(Seats(delegation.workshop, delegation), focal_point=focal_point)
    if delegation.workshop.state == WorkshopState.COMPLETED:
        raise NominationsClosed(_("The workshop is over. Ask the organisers if a name is wrong."))


def why_closed(focal_point: FocalPoint) -> str:
    try:
        refuse_closed(focal_point)
    except NominationsClosed as closed:
        return closed.sentence
    return ""


def _page(
    request: LinkRequest, focal_point: FocalPoint, *, note_form: NoteForm | None = None
) -> HttpResponse:
    workshop = focal_point.delegation.workshop
    found = delegations_with_seats(workshop).get(pk=focal_point.delegation_id)
    rows = list(found.registrations.select_related("person"))
    for row in rows:
        row.delegation = found
        row.may_correct = may_correct(row)
    language = get_language() or "en"
    in_reserve = sorted(
        (row for row in rows if row.reserve_rank is not None and not row.is_over),
        key=lambda row: row.reserve_rank or 0,
    )
    people = [row for row in rows if row.reserve_rank is None and not row.is_over]
    context = {
        "focal_point": focal_point,
        "delegation": found,
        "workshop": workshop,
        "token": request.link_token,
        "closed": why_closed(focal_point),
        "people": registrations_in_protocol_order(people, language),
        "reserves": in_reserve,
        "gone": registrations_in_protocol_order([r for r in rows if r.is_over], language),
        "notes": found.notes_sent.all(),
        "free": max(0, found.quota - found.seats_taken),
        "free_reserves": max(0, found.reserves - len(in_reserve)),
        "without_link": sum(
            row.state == RegistrationState.NOMINATED and row.reserve_rank is None for row in rows
        ),
        "note_form": note_form or NoteForm(),
    }
    status = 422 if note_form else 200
    return render(request, "participants/portal.html", context, status=status)
