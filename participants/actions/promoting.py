"""Reserves move up to seats, the first of the ranking first."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from participants.emails import write_to_participant
from participants.models import Delegation, FocalPoint, Registration, StateChange
from participants.queries import reserves
from participants.rules import MoveRefused
from participants.seats import Seats, lock_seats
from participants.states import RegistrationState
from workshops.states import WorkshopState

# After the workshop nobody moves up by itself.
_STILL_COMING = frozenset({WorkshopState.DRAFT, WorkshopState.PUBLISHED, WorkshopState.CLOSED})
# Whoever has never heard of the workshop gets the registration link later, like all nominees.
_KNOW_OF_IT = frozenset({RegistrationState.INVITED, RegistrationState.SUBMITTED})


@transaction.atomic
def promote_next(
    *,
    delegation: Delegation,
    by: User | None = None,
    focal_point: FocalPoint | None = None,
    actor: str = StateChange.Actor.USER,
) -> Registration:
    """Give a free seat of ``delegation`` to its next reserve, and tell the person.

    Locks the delegation, so that two clicks move up one reserve per free seat and no more.
    Raises SeatsTaken, and MoveRefused when nobody is in reserve."""
    seats = lock_seats(workshop_id=delegation.workshop_id, delegation_id=delegation.pk)
    reserve = _next_reserve(seats)
    if reserve is None:
        raise MoveRefused(_("%(delegation)s has no reserve.") % {"delegation": delegation})
    seats.require_one()
    return _give_seat(reserve, seats, by=by, focal_point=focal_point, actor=actor)


def fill_freed_seat(seats: Seats) -> Registration | None:
    """Let the next reserve move up, where there is one and a seat; ``seats`` are locked."""
    if seats.delegation is None or seats.workshop.state not in _STILL_COMING:
        return None
    if seats.workshop.confirms_promotions:
        return None  # the overview tells the organiser, who presses the button
    reserve = _next_reserve(seats)
    if reserve is None or seats.refusal():
        return None
    return _give_seat(reserve, seats, actor=StateChange.Actor.SYSTEM)


def _next_reserve(seats: Seats) -> Registration | None:
    return (
        reserves()
        .exclude(state=RegistrationState.WAITLISTED)
        .filter(delegation=seats.delegation)
        .select_related("person")
        .select_for_update(of=("self",))
        .first()
    )


def _give_seat(
    reserve: Registration,
    seats: Seats,
    *,
    by: User | None = None,
    focal_point: FocalPoint | None = None,
    actor: str,
) -> Registration:
    reserve.workshop, reserve.delegation = seats.workshop, seats.delegation
    reserve.reserve_rank = None
    reserve.save(update_fields=["reserve_rank"])
    change = StateChange.objects.create(
        registration=reserve,
        from_state=reserve.state,
        to_state=reserve.state,
        actor=actor,
        by=by,
        focal_point=focal_point,
    )
    if reserve.state in _KNOW_OF_IT:
        write_to_participant(
            "registration-promoted", reserve, cause=f"registration-promoted:{change.pk}"
        )
    return reserve
