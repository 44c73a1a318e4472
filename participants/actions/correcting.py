"""Correcting facts about somebody else: by staff, and by the delegation's focal point."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from participants.actions.answering import (
    Written,
    changes_in,
    lock_answers,
    write_answers,
    write_nominee,
)
from participants.actions.nominating import refuse_when_closed
from participants.links import new_link
from participants.models import FocalPoint, Registration, StateChange
from participants.rules import EditingClosed
from participants.seats import lock_seats
from participants.states import RegistrationState
from workshops.states import WorkshopState

#: Until the person has sent the registration, the delegation words it; then the person does.
_STILL_THE_DELEGATIONS = frozenset({RegistrationState.NOMINATED, RegistrationState.INVITED})


@transaction.atomic
def correct(
    *,
    registration: Registration,
    values: Mapping[str, Any],
    by: User,
    seen: Mapping[str, str] | None = None,
) -> Written:
    """Staff put facts right, names of approved people included; ``values`` are answers by key.

    With ``seen``, the marks of what the page showed, an answer that somebody else gave meanwhile
    is kept and returned as newer. Raises AlreadyRegistered for an address in use, EditingClosed
    once the workshop is archived."""
    if registration.workshop.state == WorkshopState.ARCHIVED:
        raise EditingClosed(_("This workshop is archived: its records are closed."))
    sheet = lock_answers(registration)
    written = changes_in(sheet, values, seen)
    write_answers(
        sheet=sheet,
        values={key: values[key] for key in written.changed},
        actor=StateChange.Actor.USER,
        by=by,
    )
    return written


@transaction.atomic
def correct_nominee(
    *, registration: Registration, values: Mapping[str, Any], focal_point: FocalPoint
) -> Registration:
    """The focal point puts a nominee right, until the person has sent the registration.

    Raises NominationsClosed, EditingClosed, AlreadyRegistered."""
    seats = lock_seats(
        workshop_id=registration.workshop_id, delegation_id=registration.delegation_id
    )
    refuse_when_closed(seats, focal_point=focal_point)
    registration.refresh_from_db(fields=["state", "opened_at"])
    if registration.state not in _STILL_THE_DELEGATIONS:
        raise EditingClosed(
            _("%(name)s has sent the registration and corrects it on the own page.")
            % {"name": registration.listed_name}
        )
    if values.get("email", registration.person.email) != registration.person.email:
        _refuse_once_opened(registration)
        # Whoever reads the mistyped address must not keep a working link.
        new_link(registration)
    write_nominee(registration, values)
    return registration


def _refuse_once_opened(registration: Registration) -> None:
    """What somebody has begun to write is not redirected to another address."""
    if registration.opened_at is not None:
        raise EditingClosed(
            _(
                "%(name)s has opened the link already and changes the address on the own page."
                " For another person, use “Substitute”."
            )
            % {"name": registration.listed_name},
            field="email",
        )


def may_correct(registration: Registration) -> bool:
    """Whether the focal point may still word this nominee, the deadline aside."""
    return registration.state in _STILL_THE_DELEGATIONS and not registration.is_protected
