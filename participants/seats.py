"""Taking a seat, so that neither the quota nor the capacity is exceeded by accident.

Everybody who gives a seat locks first and counts then: the delegation's row, then the workshop's,
always in this order. On SQLite the immediate transaction does the same. There is no counter that
could drift.
"""

from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participants.models import Delegation, Offer, Registration
from participants.rules import SeatsTaken
from workshops.models import Workshop


@dataclass
class Seats:
    """The seats of a workshop and of one delegation, locked until the transaction ends."""

    workshop: Workshop
    delegation: Delegation | None

    @property
    def taken(self) -> int:
        """Seats that the delegation holds; those of the workshop for somebody without one."""
        return self._of_delegation() if self.delegation else self._of_workshop()

    def refusal(self) -> SeatsTaken | None:
        """Why one more seat cannot be given, or None when it can."""
        if self.delegation and self._of_delegation() >= self.delegation.quota:
            return SeatsTaken(
                ngettext(
                    "The %(seats)d seat of %(delegation)s is taken.",
                    "All %(seats)d seats of %(delegation)s are taken.",
                    self.delegation.quota,
                )
                % {"seats": self.delegation.quota, "delegation": self.delegation}
                if self.delegation.quota
                else _("%(delegation)s has no seats.") % {"delegation": self.delegation},
                field="delegation",
            )
        if self._of_workshop() >= self.workshop.capacity:
            return SeatsTaken(
                ngettext(
                    "The %(seats)d seat of the workshop is taken.",
                    "All %(seats)d seats of the workshop are taken.",
                    self.workshop.capacity,
                )
                % {"seats": self.workshop.capacity}
            )
        return None

    def require_one(self) -> None:
        """Raise SeatsTaken unless one more seat is free."""
        if refusal := self.refusal():
            raise refusal

    # An open offer holds its seat: what was promised is not given to somebody else.
    def _of_delegation(self) -> int:
        held = Offer.objects.open().filter(registration__delegation=self.delegation)
        seated = Registration.objects.seated().filter(delegation=self.delegation)
        return seated.count() + held.count()

    def _of_workshop(self) -> int:
        held = Offer.objects.open().filter(registration__workshop=self.workshop)
        seated = Registration.objects.seated().filter(workshop=self.workshop)
        return seated.count() + held.count()


def lock_seats(*, workshop_id: int, delegation_id: int | None) -> Seats:
    """Lock the delegation, then the workshop, and read both afresh. Needs a transaction.

    FOR NO KEY UPDATE: rows that merely point to the workshop may go on being written.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("seats are locked inside a transaction only")
    delegation = None
    if delegation_id:
        delegation = Delegation.objects.select_for_update(no_key=True).get(pk=delegation_id)
    workshop = Workshop.objects.select_for_update(no_key=True).get(pk=workshop_id)
    if delegation:
        delegation.workshop = workshop
    return Seats(workshop, delegation)
