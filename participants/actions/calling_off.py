"""Calling a workshop off: it is cancelled, and everybody who was to come is told."""

from django.db import transaction

from accounts.models import User
from participants.actions.changing_state import change_state
from participants.emails import write_to_participant
from participants.models import Delegation
from participants.states import RegistrationState
from workshops.actions.changing_state import change_state as change_workshop
from workshops.models import Workshop
from workshops.states import WorkshopState

_S = RegistrationState

#: Whoever has heard of it; mere nominees have not been written to.
_TO_BE_TOLD = frozenset({_S.INVITED, _S.SUBMITTED, _S.APPROVED, _S.WAITLISTED})


@transaction.atomic
def call_off(*, workshop: Workshop, by: User, reason: str) -> int:
    """Cancel ``workshop`` and its registrations; returns the number of people written to.

    All or nothing. The reason goes into the message. Raises what changing the workshop's state
    raises: a completed workshop is not called off.
    """
    # The same order of locks as wherever seats are given: delegations first.
    list(Delegation.objects.select_for_update(no_key=True).filter(workshop=workshop).order_by("pk"))
    change_workshop(workshop=workshop, to=WorkshopState.CANCELLED, by=by, reason=reason)
    told = 0
    for registration in workshop.registrations.current().for_list().order_by("pk"):
        knew_of_it = registration.state in _TO_BE_TOLD and not registration.is_awaiting_confirmation
        registration.workshop = workshop
        change_state(registration=registration, to=_S.CANCELLED, by=by, reason=reason)
        if knew_of_it:
            message = write_to_participant(
                "workshop-cancelled",
                registration,
                cause=f"workshop-cancelled:{registration.pk}",
                reason=reason,
            )
            told += message is not None
    return told
