"""A seat offered to somebody on the waiting list: accepted, declined, or given back in time."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from jobs.actions.enqueue import enqueue
from jobs.models import JobItem
from participants.actions.changing_state import change_state
from participants.emails import write_offer, write_to_participant
from participants.models import Offer, Registration, StateChange
from participants.rules import MoveRefused
from participants.seats import lock_seats
from participants.states import RegistrationState

EXPIRING = "participants.expire_offer"
USUAL_DAYS = 5

_S = RegistrationState


@transaction.atomic
def offer_seat(
    *,
    registration: Registration,
    by: User,
    days: int = USUAL_DAYS,
    now: datetime.datetime | None = None,
) -> Offer:
    """Hold a free seat for a wait-listed person for ``days`` days, and write to them.

    An open offer counts as a taken seat, so that nobody is promised what is given away meanwhile.
    Raises SeatsTaken, and MoveRefused for somebody who cannot be offered a seat.
    """
    now = now or timezone.now()
    seats = lock_seats(
        workshop_id=registration.workshop_id, delegation_id=registration.delegation_id
    )
    registration.refresh_from_db(fields=["state", "reserve_rank", "submitted_at"])
    if registration.state != _S.WAITLISTED or registration.reserve_rank is not None:
        raise MoveRefused(_("Only somebody on the waiting list can be offered a seat."))
    if registration.submitted_at is None:
        raise MoveRefused(_("The registration has not been sent yet."))
    if not registration.person.email:
        raise MoveRefused(_("There is no e-mail address to send the offer to."))
    # One that has run out, and that the job has not come to yet.
    registration.offers.filter(answer="", expires_at__lte=now).update(
        answer=Offer.Answer.EXPIRED, answered_at=now
    )
    if registration.offers.filter(answer="").exists():
        raise MoveRefused(_("A seat has been offered already, and the answer is awaited."))
    seats.require_one()
    offer = Offer.objects.create(
        registration=registration,
        by=by,
        made_at=now,
        expires_at=now + datetime.timedelta(days=days),
    )
    # The offer tells of the waiting list, too.
    registration.decision_is_held = False
    registration.save(update_fields=["decision_is_held"])
    registration.state_changes.filter(is_held=True, to_state=_S.WAITLISTED).update(is_held=False)
    write_offer(offer)
    job = enqueue(kind=EXPIRING, items=[offer.pk], by=by)
    JobItem.objects.filter(job=job).update(due_at=offer.expires_at)
    return offer


@transaction.atomic
def accept_offer(*, offer: Offer, now: datetime.datetime | None = None) -> Registration:
    """The person takes the seat that is held. Raises MoveRefused when the offer has ended.

    Approved at once; where two people have to approve, their registration waits for them again.
    """
    current = _locked(offer, now)
    registration = current.registration
    _end(current, Offer.Answer.ACCEPTED, now)
    needs_two = registration.workshop.needs_two_approvals
    return change_state(
        registration=registration,
        to=_S.SUBMITTED if needs_two else _S.APPROVED,
        actor=StateChange.Actor.PARTICIPANT,
    )


@transaction.atomic
def decline_offer(*, offer: Offer, now: datetime.datetime | None = None) -> Registration:
    """The person does not come; the seat is free again. Raises MoveRefused."""
    current = _locked(offer, now)
    _end(current, Offer.Answer.DECLINED, now)
    return change_state(
        registration=current.registration, to=_S.DECLINED, actor=StateChange.Actor.PARTICIPANT
    )


@transaction.atomic
def expire_offer(*, pk: int, now: datetime.datetime | None = None) -> bool:
    """End an offer whose time has run out; the person stays on the waiting list and is told.

    Whether it was ended now; an answered one, and one seen to before, is left alone.
    """
    now = now or timezone.now()
    offer = Offer.objects.select_related("registration").filter(pk=pk).first()
    if offer is None:
        return False
    registration = offer.registration
    lock_seats(workshop_id=registration.workshop_id, delegation_id=registration.delegation_id)
    offer.refresh_from_db()
    if offer.answer != Offer.Answer.NONE or offer.expires_at > now:
        return False
    _end(offer, Offer.Answer.EXPIRED, now)
    write_to_participant(
        "registration-offer-expired",
        registration,
        cause=f"registration-offer-expired:{registration.pk}:{offer.pk}",
    )
    return True


def _locked(offer: Offer, now: datetime.datetime | None) -> Offer:
    registration = offer.registration
    seats = lock_seats(
        workshop_id=registration.workshop_id, delegation_id=registration.delegation_id
    )
    offer.refresh_from_db(fields=["answer", "expires_at"])
    if offer.answer != Offer.Answer.NONE or offer.expires_at <= (now or timezone.now()):
        raise MoveRefused(_("This offer has ended. You are on the waiting list as before."))
    registration.workshop = seats.workshop
    return offer


def _end(offer: Offer, answer: str, now: datetime.datetime | None) -> None:
    offer.answer, offer.answered_at = answer, now or timezone.now()
    offer.save(update_fields=["answer", "answered_at"])
