"""Stop a job: what is in hand is finished, the rest is not begun."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from jobs.claiming import settle
from jobs.models import Job
from jobs.states import ItemState


@transaction.atomic
def cancel(job: Job, *, now: datetime | None = None) -> Job:
    """Cancel everything of ``job`` that nobody has begun; without effect on a finished job."""
    now = now or timezone.now()
    locked = Job.objects.select_for_update().get(pk=job.pk)
    if locked.finished_at is None and locked.cancelled_at is None:
        locked.cancelled_at = now
        locked.save(update_fields=["cancelled_at"])
        waiting = locked.items.filter(state=ItemState.PENDING)
        waiting.update(state=ItemState.CANCELLED, finished_at=now)
        settle(locked, now=now)
    return locked
