"""The participant's own registration: drafts, sending it, correcting it, and the open form."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from common.dates import date_range
from participants.actions.answering import Written, changes_in, lock_answers, write_answers
from participants.actions.changing_state import change_state
from participants.actions.nominating import enter, registered_with
from participants.actions.sending_links import send_registration_link
from participants.actions.uploading import delete_file_after_commit
from participants.consent import PRIVACY_NOTICE_VERSION
from participants.emails import write_to_participant
from participants.models import Delegation, Question, Registration, StateChange
from participants.questions.answers import sheet_of
from participants.questions.asking import is_shown
from participants.questions.catalogue import CRITICAL_ANYWHERE
from participants.rules import EditingClosed, MoveRefused, NominationsClosed
from participants.seats import lock_seats
from participants.states import RegistrationState
from workshops.models import Workshop
from workshops.states import WorkshopState

_S = RegistrationState

#: What the participant may still do by the personal link.
EDITABLE = frozenset(
    {_S.NOMINATED, _S.INVITED, _S.SUBMITTED, _S.APPROVED, _S.WAITLISTED, _S.DECLINED}
)


def refuse_when_fixed(registration: Registration) -> None:
    """Raise EditingClosed when the participant can change nothing any more."""
    workshop = registration.workshop
    if workshop.state == WorkshopState.CANCELLED:
        raise EditingClosed(_("This workshop has been cancelled."))
    if workshop.state == WorkshopState.ARCHIVED:
        raise EditingClosed(_("This workshop is over, and its records are closed."))
    if registration.decision_is_held:
        raise EditingClosed(_being_decided())
    if registration.state not in EDITABLE:
        raise EditingClosed(
            _("Your registration is “%(state)s”. If that is a mistake, ask the organisers.")
            % {"state": registration.get_state_display()}
        )
    last_day = workshop.corrections_until
    if registration.state == _S.APPROVED and last_day and workshop.today() > last_day:
        raise EditingClosed(
            _("Corrections were possible until %(day)s. If something is wrong, ask the organisers.")
            % {"day": date_range(last_day)}
        )


@transaction.atomic
def save_facts(
    *,
    registration: Registration,
    values: Mapping[str, Any],
    seen: Mapping[str, str] | None = None,
    now: datetime.datetime | None = None,
) -> Written:
    """Keep what the participant has typed so far; half a form is welcome.

    ``values`` are answers by the key of their question. ``seen`` are the marks of what the page
    showed: with them an answer that somebody else gave meanwhile is kept and returned as newer.
    A critical answer that changes after approval asks for a new approval where the workshop
    allows it; the seat is kept meanwhile. Unknown keys raise TypeError, critical ones that are
    fixed EditingClosed, another's e-mail address AlreadyRegistered.
    """
    if values.keys() & CRITICAL_ANYWHERE or registration.state == _S.APPROVED:
        # Seats before the registration, as everywhere: a new approval may be asked for.
        lock_seats(workshop_id=registration.workshop_id, delegation_id=registration.delegation_id)
    sheet = lock_answers(registration)
    refuse_when_fixed(registration)
    written = changes_in(sheet, values, seen)
    critical = [key for key in written.changed if sheet.form.is_critical(key)]
    asks_again = bool(critical) and registration.state == _S.APPROVED
    if asks_again and not registration.workshop.reapproves_changes:
        raise EditingClosed(
            _(
                "Your seat is confirmed and your name may be in print. Ask the organisers to"
                " change it."
            ),
            field=critical[0],
        )
    write_answers(
        sheet=sheet,
        values={key: values[key] for key in written.changed},
        actor=StateChange.Actor.PARTICIPANT,
        now=now,
    )
    if asks_again:
        ask_again(registration=registration, questions=[sheet.form.by_key[key] for key in critical])
    return written


@transaction.atomic
def submit(
    *,
    registration: Registration,
    values: Mapping[str, Any],
    now: datetime.datetime | None = None,
) -> Registration:
    """Save ``values`` and send the registration in; the consent is stored with version and time.

    Nominees become submitted. Whoever came by the open form takes a seat if one is free, else
    stays on the waiting list and is told so. Sent registrations are merely corrected.
    Raises what save_facts raises, and SeatsTaken for somebody who had declined.
    """
    now = now or timezone.now()
    lock_seats(workshop_id=registration.workshop_id, delegation_id=registration.delegation_id)
    registration.refresh_from_db(fields=["state", "submitted_at", "reserve_rank"])
    save_facts(registration=registration, values=values, now=now)
    _drop_what_is_not_shown(registration, now)
    was_confirmed = not registration.is_awaiting_confirmation
    first_time = registration.submitted_at is None
    registration.submitted_at = registration.submitted_at or now
    registration.consent_version = PRIVACY_NOTICE_VERSION
    registration.consented_at = now
    registration.save(update_fields=["submitted_at", "consent_version", "consented_at"])
    if registration.state in (_S.NOMINATED, _S.INVITED, _S.DECLINED):
        _move(registration, _S.SUBMITTED)
    elif first_time and not was_confirmed:
        _give_seat_or_wait(registration)
    return registration


@transaction.atomic
def ask_again(*, registration: Registration, questions: list[Question]) -> Registration:
    """An approved person has changed answers that decide: approve anew, and keep the seat.

    Raises MoveRefused for somebody who is not approved."""
    with translation.override(settings.LANGUAGE_CODE):  # for staff, not for who has written
        reason = _("Changed after approval: %(questions)s") % {
            "questions": ", ".join(question.words for question in questions)
        }
    return _move(registration, _S.SUBMITTED, reason=reason)


@transaction.atomic
def decline(*, registration: Registration, reason: str = "") -> Registration:
    """The participant does not come; the seat goes to the next reserve. Raises MoveRefused.

    Not while a decision is held back: an answer would tell which one it is."""
    if registration.decision_is_held:
        raise MoveRefused(_being_decided())
    return _move(registration, _S.DECLINED, reason=reason)


@transaction.atomic
def register_openly(
    *,
    workshop: Workshop,
    given_names: str,
    family_name: str,
    email: str,
    delegation: Delegation | None = None,
    language: str = "",
    **facts: Any,
) -> Registration:
    """Note somebody of the public form and send the link that proves the address.

    No seat is taken before the person has opened the link and sent the form, so that strangers
    cannot use up the seats. An address that is in use gets its own link once more, and whoever
    filled the form sees the same page: the form tells nobody who is registered.
    Raises NominationsClosed when the workshop is not open to all.
    """
    seats = lock_seats(workshop_id=workshop.pk, delegation_id=delegation.pk if delegation else None)
    refuse_unless_open(seats.workshop)
    registration = registered_with(seats.workshop, email)
    if registration is None:
        registration = enter(
            workshop=seats.workshop,
            delegation=seats.delegation,
            given_names=given_names,
            family_name=family_name,
            email=email,
            state=_S.WAITLISTED,
            came_openly=True,
            facts={"certificate_language": language, **facts},
        )
    send_registration_link(registration=registration)
    return registration


def refuse_unless_open(workshop: Workshop) -> None:
    """Raise NominationsClosed unless anyone may register now."""
    if not workshop.open_registration or workshop.state != WorkshopState.PUBLISHED:
        raise NominationsClosed(_("Registration for this workshop is not open to everyone."))


def _drop_what_is_not_shown(registration: Registration, now: datetime.datetime) -> None:
    """An answer whose condition is no longer met was given to a question that is not asked."""
    sheet = sheet_of(registration)
    hidden = [
        key
        for key, row in sheet.rows.items()
        if not row.question.is_for_staff and not is_shown(row.question, sheet.answers)
    ]
    for key in hidden:
        delete_file_after_commit(sheet.rows[key])
    write_answers(
        sheet=sheet,
        values=dict.fromkeys(hidden),
        actor=StateChange.Actor.PARTICIPANT,
        now=now,
    )


def _give_seat_or_wait(registration: Registration) -> None:
    seats = lock_seats(
        workshop_id=registration.workshop_id, delegation_id=registration.delegation_id
    )
    if seats.refusal() is None:
        _move(registration, _S.SUBMITTED)
        return
    write_to_participant(
        "registration-waitlisted",
        registration,
        cause=f"registration-waitlisted:{registration.pk}:open",
    )


def _being_decided() -> str:
    return _(
        "Your registration is being decided, so nothing can be changed here just now. If something"
        " has changed, write to the organisers or to your delegation's focal point."
    )


def _move(registration: Registration, to: RegistrationState, *, reason: str = "") -> Registration:
    try:
        return change_state(
            registration=registration,
            to=to,
            actor=StateChange.Actor.PARTICIPANT,
            reason=reason,
        )
    except MoveRefused:
        raise MoveRefused(
            _("Your registration is “%(state)s”, so this is not possible. Ask the organisers.")
            % {"state": registration.get_state_display()}
        ) from None
