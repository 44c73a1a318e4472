"""The job that sends messages."""

from django.utils.translation import gettext_lazy as _

from common.rules import RuleBroken
from jobs.claiming import max_attempts
from jobs.kinds import handles
from jobs.models import JobItem
from jobs.working import Work
from mail.delivery import TryLater, deliver, let_go, take_in_hand
from mail.queries import may_read_outbox


@handles(
    "mail.send",
    title=_("Sending a message"),
    permits=lambda job, user: may_read_outbox(user),
)
def send_messages(items: list[JobItem], work: Work) -> None:
    """Send each message whose key is an item's reference; one that waits no more is left alone.

    A temporary error is raised on, so that the job waits and tries again, and is readable on the
    row meanwhile; after the last attempt, or when the server refuses for good, the row is failed
    with the reason in words.
    """
    for item in items:
        with work.on(item):
            _send_one(item)


def _send_one(item: JobItem) -> None:
    message = take_in_hand(item.reference, holder=str(item.pk))
    if message is None:
        return
    is_last = item.attempts >= max_attempts()
    try:
        deliver(message)
    except TryLater as trouble:
        let_go(message, reason=trouble.sentence, for_good=is_last)
        if is_last:
            raise RuleBroken(trouble.sentence) from trouble
        raise
    except RuleBroken as refusal:
        let_go(message, reason=refusal.sentence, for_good=True)
        raise
    except Exception:
        # A mistake of ours, or the time limit: the job logs it; the row must not stay held.
        let_go(message, reason=str(_("Something went wrong on our side.")), for_good=is_last)
        raise
