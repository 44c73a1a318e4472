"""Send a failed message once more."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common.rules import RuleBroken
from jobs.actions.enqueue import enqueue
from mail.models import Message

STUCK = timedelta(minutes=10)
"""After this a waiting message has lost its job: every attempt killed the worker, or a cancel."""


class NothingToRetry(RuleBroken):
    """The message did not fail."""


@transaction.atomic
def retry(*, message: Message, by: User, now: datetime | None = None) -> Message:
    """Queue a failed message again, with all attempts anew.

    Raises NothingToRetry for one that was sent, was cancelled, or waits for its turn; so a second
    click sends nothing twice.
    """
    if not _requeue(Message.objects.filter(pk=message.pk), by=by, now=now):
        raise NothingToRetry(_("Only a message that failed can be sent again."))
    message.refresh_from_db()
    return message


@transaction.atomic
def retry_all(*, messages: QuerySet[Message], by: User, now: datetime | None = None) -> int:
    """Queue again whatever of ``messages`` failed; how many that were."""
    return _requeue(messages, by=by, now=now)


def _requeue(messages: QuerySet[Message], *, by: User, now: datetime | None) -> int:
    now = now or timezone.now()
    stuck = Q(state=Message.State.QUEUED, created_at__lt=now - STUCK) & (
        Q(held_since=None) | Q(held_since__lt=now - STUCK)
    )
    failed = messages.filter(Q(state=Message.State.FAILED) | stuck)
    keys = list(failed.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True))
    if keys:
        Message.objects.filter(pk__in=keys).update(
            state=Message.State.QUEUED, error="", held_by="", held_since=None
        )
        enqueue(kind="mail.send", items=[str(key) for key in keys], by=by)
    return len(keys)
