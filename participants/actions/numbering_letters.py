"""The reference numbers of letters of invitation: one series per workshop, without gaps."""

from django.db import transaction
from django.db.models import Max

from participants.models import Delegation
from participants.seats import lock_seats


@transaction.atomic
def number_letter(*, delegation: Delegation) -> int:
    """Give the delegation's letter the next number of its workshop; it keeps the one it has.

    Locks the delegation and then the workshop, as everybody does, so that two letters written at
    once get two numbers. ``delegation`` is brought up to date with what the lock shows."""
    locked = lock_seats(workshop_id=delegation.workshop_id, delegation_id=delegation.pk).delegation
    assert locked is not None  # a delegation was asked for  # noqa: S101
    if locked.letter_number is None:
        last = Delegation.objects.filter(workshop=locked.workshop_id).aggregate(
            n=Max("letter_number")
        )["n"]
        locked.letter_number = (last or 0) + 1
        locked.save(update_fields=["letter_number"])
    delegation.letter_number = locked.letter_number
    delegation.invited_at = locked.invited_at
    return locked.letter_number
