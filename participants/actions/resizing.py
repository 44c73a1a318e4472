"""Changing a delegation's number of seats."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from participants.models import Delegation
from participants.rules import SeatsTaken
from participants.seats import lock_seats


@transaction.atomic
def resize(*, delegation: Delegation, quota: int, reserves: int, by: User) -> Delegation:
    """Give ``delegation`` another number of seats and reserves.

    Locks the delegation, so that nobody takes a seat that is just going away.
    Raises SeatsTaken when more people than ``quota`` hold a seat already."""
    seats = lock_seats(workshop_id=delegation.workshop_id, delegation_id=delegation.pk)
    taken = seats.taken
    locked = seats.delegation or delegation
    if quota < min(taken, locked.quota):
        raise SeatsTaken(
            _(
                "%(taken)d seats of %(delegation)s are taken. Free some first, or keep at least"
                " that many."
            )
            % {"taken": taken, "delegation": locked},
            field="quota",
        )
    locked.quota, locked.reserves = quota, reserves
    locked.save(update_fields=["quota", "reserves"])
    delegation.quota, delegation.reserves = quota, reserves
    return delegation
