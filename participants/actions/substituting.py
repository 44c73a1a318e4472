"""Replacing a person by another one, who takes the seat over."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from participants.actions.changing_state import change_state
from participants.actions.nominating import enter, refuse_duplicate, refuse_when_closed
from participants.links import new_link
from participants.models import FocalPoint, Registration, StateChange
from participants.rules import MoveRefused
from participants.seats import lock_seats
from participants.states import RegistrationState


@transaction.atomic
def substitute(
    *,
    registration: Registration,
    given_names: str,
    family_name: str,
    email: str,
    by: User | None = None,
    focal_point: FocalPoint | None = None,
    reason: str = "",
    **facts: Any,
) -> Registration:
    """Put a successor into the place of ``registration``; returns the successor's registration.

    The seat (or the place among the reserves) passes on without becoming free in between, so a
    full delegation can be changed and no reserve moves up. Being head passes on, too. The old
    personal link stops working. Raises MoveRefused, NominationsClosed, AlreadyRegistered.
    """
    seats = lock_seats(
        workshop_id=registration.workshop_id, delegation_id=registration.delegation_id
    )
    refuse_when_closed(seats, focal_point=focal_point)
    registration.refresh_from_db()
    if registration.is_over or registration.state == RegistrationState.WAITLISTED:
        raise MoveRefused(
            _("%(name)s holds no seat that somebody could take over.")
            % {"name": registration.listed_name}
        )
    refuse_duplicate(seats.workshop, email, for_delegation=seats.delegation, besides=registration)
    change_state(
        registration=registration,
        to=RegistrationState.SUBSTITUTED,
        by=by,
        focal_point=focal_point,
        actor=StateChange.Actor.FOCAL_POINT if focal_point else StateChange.Actor.USER,
        reason=reason,
    )
    successor = enter(
        workshop=seats.workshop,
        delegation=seats.delegation,
        given_names=given_names,
        family_name=family_name,
        email=email,
        reserve_rank=registration.reserve_rank,
        is_head=registration.is_head,
        by=by,
        focal_point=focal_point,
        facts=facts,
    )
    successor.rank_order = registration.rank_order
    successor.save(update_fields=["rank_order"])
    registration.successor = successor
    registration.save(update_fields=["successor"])
    new_link(registration)
    return successor
