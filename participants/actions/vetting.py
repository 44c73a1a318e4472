"""Approving where a workshop asks for the yes of two people."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from participants.actions.changing_state import change_state, refuse_illegal
from participants.models import FirstApproval, Registration
from participants.rules import MoveRefused
from participants.seats import lock_seats
from participants.states import RegistrationState


@transaction.atomic
def approve(
    *, registration: Registration, by: User, reason: str = "", override: bool = False
) -> bool:
    """Approve, or note the first of two approvals; whether the person is approved now.

    Under the seat lock, so that two people who press at once are first and second. Raises
    MoveRefused when the same person presses twice, and what change_state raises.
    """
    seats = lock_seats(
        workshop_id=registration.workshop_id, delegation_id=registration.delegation_id
    )
    first = FirstApproval.objects.filter(registration=registration).first()
    if seats.workshop.needs_two_approvals and first is None:
        registration.refresh_from_db(fields=["state", "reserve_rank"])
        refuse_illegal(registration, RegistrationState.APPROVED, reason)
        FirstApproval.objects.create(registration=registration, by=by)
        return False
    if seats.workshop.needs_two_approvals and first and first.by_id == by.pk:
        raise MoveRefused(_("You have approved already. Now somebody else has to."))
    change_state(
        registration=registration,
        to=RegistrationState.APPROVED,
        by=by,
        reason=reason,
        override=override,
    )
    return True
