"""The participant's own registration: drafts, sending it, correcting it, and the open form."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from participants.actions.changing_state import change_state
from participants.actions.nominating import enter, refuse_duplicate, registered_with
from participants.actions.sending_links import send_registration_link
from participants.consent import PRIVACY_NOTICE_VERSION
from participants.emails import write_to_participant
from participants.models import Delegation, Registration, StateChange
from participants.rules import EditingClosed, MoveRefused, NominationsClosed
from participants.seats import lock_seats
from participants.states import RegistrationState
from workshops.models import Workshop
from workshops.states import WorkshopState

_S = RegistrationState

NAME_FIELDS = frozenset(
    {"given_names", "family_name", "name_on_certificate", "name_in_own_script", "title"}
)
PERSON_FIELDS = NAME_FIELDS | {"gender", "email", "phone"}
REGISTRATION_FIELDS = frozenset(
    {
        "agency",
        "position",
        "dietary_needs",
        "access_needs",
        "working_language",
        "certificate_language",
        "arrives_on",
        "departs_on",
        "consents_to_list",
        "consents_to_photographs",
    }
)
#: Printed on badge and certificate, or the key to the account: fixed once a seat is confirmed.
FIXED_AFTER_APPROVAL = NAME_FIELDS | {"email"}
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


@transaction.atomic
def save_facts(*, registration: Registration, values: Mapping[str, Any]) -> Registration:
    """Keep what the participant has typed so far; half a form is welcome.

    ``values`` are fields of the person and the registration. Unknown names raise TypeError, names
    after approval EditingClosed, another's e-mail address AlreadyRegistered.
    """
    if unknown := values.keys() - PERSON_FIELDS - REGISTRATION_FIELDS:
        raise TypeError(f"unknown facts: {', '.join(sorted(unknown))}")
    refuse_when_fixed(registration)
    write_facts(registration, values, may_rename=registration.state != _S.APPROVED)
    return registration


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
    save_facts(registration=registration, values=values)
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


def write_facts(registration: Registration, values: Mapping[str, Any], *, may_rename: bool) -> None:
    """Write fields of the person and the registration; the caller has asked who may."""
    person = registration.person
    for_person = [
        name
        for name in sorted(values.keys() & PERSON_FIELDS)
        if getattr(person, name) != values[name]
    ]
    for name in for_person:
        if name in FIXED_AFTER_APPROVAL and not may_rename:
            raise EditingClosed(
                _(
                    "Your seat is confirmed and your name may be in print. Ask the organisers to"
                    " change it."
                ),
                field=name,
            )
    if "email" in for_person:
        refuse_duplicate(
            registration.workshop,
            values["email"],
            for_delegation=None,
            besides=registration,
        )
    for name in for_person:
        setattr(person, name, values[name])
    if for_person:
        person.save(update_fields=for_person)
    for_registration = sorted(values.keys() & REGISTRATION_FIELDS)
    for name in for_registration:
        setattr(registration, name, values[name])
    if for_registration:
        registration.save(update_fields=for_registration)


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
