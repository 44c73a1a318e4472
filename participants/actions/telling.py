"""Telling people of decisions that were shown to their focal points first."""

from django.db import transaction

from participants.emails import write_decision
from participants.models import Registration
from participants.seats import lock_seats


@transaction.atomic
def tell_decision(*, registration: Registration) -> bool:
    """Show the person the decision and write to them; whether there was one to tell.

    Under the seat lock, so that two clicks write once and nobody is told what has just been
    changed. Of several decisions that were held back, only the last is told.
    """
    seats = lock_seats(
        workshop_id=registration.workshop_id, delegation_id=registration.delegation_id
    )
    current = Registration.objects.select_related("person").get(pk=registration.pk)
    current.workshop, current.delegation = seats.workshop, seats.delegation
    if not current.decision_is_held:
        return False
    change = current.state_changes.filter(is_held=True).first()
    current.decision_is_held = registration.decision_is_held = False
    current.save(update_fields=["decision_is_held"])
    if change:
        change.is_held = False
        change.save(update_fields=["is_held"])
        write_decision(change, current)
    return True
