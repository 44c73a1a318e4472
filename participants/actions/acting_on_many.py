"""One button for many people: for those ticked at once, for all who match a filter as a job."""

import hashlib
from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from jobs.actions.enqueue import enqueue
from jobs.models import Job
from participants.actions.changing_state import change_state
from participants.actions.deciding import Outcome, for_each
from participants.actions.offering import offer_seat
from participants.actions.reminding_answers import remind_to_answer
from participants.actions.sending_links import send_registration_link
from participants.actions.tagging import add_tag, take_tag
from participants.actions.telling import tell_decision
from participants.actions.vetting import approve
from participants.models import Registration
from participants.models.registration import RegistrationQuerySet
from participants.rules import MoveRefused
from participants.seats import lock_seats
from participants.states import RegistrationState
from workshops.models import Workshop

ACTING = "participants.act_on_many"


class BulkAction(TextChoices):
    APPROVE = "approve", pgettext_lazy("button", "Approve")
    WAITLIST = "waitlist", pgettext_lazy("button", "Put on the waiting list")
    REJECT = "reject", pgettext_lazy("button", "Reject")
    OFFER = "offer", pgettext_lazy("button", "Offer a seat, for some days")
    SEND_LINK = "send-link", pgettext_lazy("button", "Send the registration link")
    REMIND = "remind", pgettext_lazy("button", "Remind of unanswered questions")
    TELL = "tell", pgettext_lazy("button", "Tell the decision")
    TAG = "tag", pgettext_lazy("button", "Add a tag")
    UNTAG = "untag", pgettext_lazy("button", "Take a tag off")


#: What needs no right to decide.
TAGGING = frozenset({BulkAction.TAG, BulkAction.UNTAG})
_STATE_OF = {
    BulkAction.WAITLIST: RegistrationState.WAITLISTED,
    BulkAction.REJECT: RegistrationState.REJECTED,
}


def act_on_each(
    *,
    registrations: Iterable[Registration],
    action: str,
    by: User,
    reason: str = "",
    word: str = "",
) -> Outcome:
    """Do ``action`` to each; somebody for whom it does not work stops nobody else.

    A first of two approvals is not counted as done."""
    return for_each(registrations, _deed(BulkAction(action), by=by, reason=reason, word=word))


@transaction.atomic
def act_on_all(
    *,
    workshop: Workshop,
    pks: Iterable[int],
    query: str,
    action: str,
    by: User,
    reason: str = "",
    word: str = "",
) -> Job:
    """Start the job that does ``action`` to ``pks``, whom the filters of ``query`` had found.

    Whoever does not match any more when the turn comes is left alone; see ``act_if_matching``.
    A second click joins the job that is under way."""
    params = {
        "workshop": workshop.pk,
        "action": str(action),
        "query": query,
        "reason": reason,
        "word": word,
    }
    told = hashlib.sha256(repr((params, by.pk)).encode()).hexdigest()[:32]
    return enqueue(
        kind=ACTING, items=pks, params=params, by=by, dedupe_key=f"{ACTING}:{workshop.pk}:{told}"
    )


@transaction.atomic
def act_if_matching(
    *,
    pk: int,
    matching: RegistrationQuerySet,
    action: str,
    by: User,
    reason: str = "",
    word: str = "",
) -> bool:
    """Do ``action`` to one of many, if the filter still finds it; whether it was done.

    Under the seat lock, so that nobody is rejected who was approved a second ago and whom the
    filter of those waiting would not find any more. Raises MoveRefused and SeatsTaken."""
    found = Registration.objects.filter(pk=pk).values_list("workshop", "delegation").first()
    if found:
        lock_seats(workshop_id=found[0], delegation_id=found[1])
    registration = (
        matching.filter(pk=pk).select_related("person", "delegation", "workshop__project").first()
    )
    if registration is None:
        raise MoveRefused(_("No longer among those who matched, so nothing was done."))
    return _deed(BulkAction(action), by=by, reason=reason, word=word)(registration) is not False


def _deed(
    action: BulkAction, *, by: User, reason: str, word: str
) -> Callable[[Registration], object]:
    if action == BulkAction.APPROVE:
        return lambda each: approve(registration=each, by=by, reason=reason)
    if action == BulkAction.SEND_LINK:
        return lambda each: send_registration_link(registration=each, by=by)
    if action == BulkAction.REMIND:
        return lambda each: remind_to_answer(registration=each, by=by)
    if action == BulkAction.OFFER:
        return lambda each: offer_seat(registration=each, by=by)
    if action == BulkAction.TELL:
        return lambda each: tell_decision(registration=each)
    if action == BulkAction.TAG:
        return lambda each: add_tag(registration=each, word=word)
    if action == BulkAction.UNTAG:
        return lambda each: take_tag(registration=each, word=word)
    facts: dict[str, Any] = {"to": _STATE_OF[action], "by": by, "reason": reason}
    return lambda each: change_state(registration=each, **facts)
