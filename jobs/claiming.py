"""Taking items under a lease and giving them back: every statement that changes an item's state.

A claim is one short transaction. What is done under it is written only while the lease's token
still stands in the row (fencing): a worker that was thought dead and wakes up writes nothing.
"""

import logging
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Min
from django.utils import timezone

from jobs.models import Job, JobItem
from jobs.states import ItemState

logger = logging.getLogger(__name__)


def max_attempts() -> int:
    return len(settings.JOBS_BACKOFF_SECONDS) + 1


@transaction.atomic
def claim(job: Job, *, limit: int, holder: str, now: datetime | None = None) -> list[JobItem]:
    """Take up to ``limit`` items that were never tried, or one that was; [] when nothing is due.

    The attempt is counted before the work, so that an item that kills its worker is given up
    after the last one. ``holder`` (the Celery message's id) begins the token: a message that is
    delivered again proves its first reader dead.
    """
    now = now or timezone.now()
    if Job.objects.filter(pk=job.pk).exclude(cancelled_at=None).exists():
        return []
    stage = job.items.open().aggregate(stage=Min("stage"))["stage"]
    due = job.items.filter(stage=stage).due(now).order_by("position", "pk")
    found = list(due.select_for_update(skip_locked=True, of=("self",))[:limit])
    tired = [item for item in found if item.attempts >= max_attempts()]
    for item in tired:
        _give_up(item, now=now, why="its worker died each time")
    found = [item for item in found if item not in tired]
    if not found:
        # All that was found was given up; what lies behind it is the next claim's.
        return claim(job, limit=limit, holder=holder, now=now) if tired else []

    taken = found[:1] if found[0].attempts else [item for item in found if not item.attempts]
    token = f"{holder}:{secrets.token_hex(8)}"
    lease_ends_at = now + timedelta(seconds=settings.JOBS_LEASE_SECONDS)
    JobItem.objects.filter(pk__in=[item.pk for item in taken]).update(
        state=ItemState.RUNNING,
        attempts=F("attempts") + 1,
        token=token,
        lease_ends_at=lease_ends_at,
    )
    for item in taken:
        item.state, item.token, item.lease_ends_at = ItemState.RUNNING, token, lease_ends_at
        item.attempts += 1
    return taken


def finish(item: JobItem, result: dict[str, Any]) -> bool:
    """Write the item down as done; False when its lease was lost meanwhile."""
    return _write(item, state=ItemState.DONE, result=result, error="", incident="", ended=True)


def refuse(item: JobItem, sentence: str) -> bool:
    """A rule said no: trying again would not help."""
    return _write(item, state=ItemState.FAILED, error=sentence, incident="", ended=True)


def put_back(item: JobItem, *, incident: str, now: datetime | None = None) -> bool:
    """An attempt went wrong: wait and try again, or give up after the last one."""
    if item.attempts >= max_attempts():
        return _write(item, state=ItemState.FAILED, error="", incident=incident, ended=True)
    wait = timedelta(seconds=settings.JOBS_BACKOFF_SECONDS[item.attempts - 1])
    due_at = (now or timezone.now()) + wait
    return _write(item, state=ItemState.PENDING, due_at=due_at, incident=incident)


def release_leases(*, holder: str = "") -> int:
    """Free what ``holder`` held, or everything: for when its owners are known to be dead."""
    held = JobItem.objects.filter(state=ItemState.RUNNING)
    if holder:
        held = held.filter(token__startswith=f"{holder}:")
    # The lease ends now instead of the state changing here: the next claim judges the attempts.
    return held.update(lease_ends_at=timezone.now() - timedelta(seconds=1))


@transaction.atomic
def settle(job: Job, *, now: datetime | None = None) -> bool:
    """Close the job when nothing of it is open; True when it is finished.

    Locks the job's row, as joining, cancelling and retrying do, so that none of them adds work
    to a job that is being closed.
    """
    locked = Job.objects.select_for_update().get(pk=job.pk)
    if locked.finished_at is None and not locked.items.open().exists():
        locked.finished_at = now or timezone.now()
        locked.save(update_fields=["finished_at"])
    job.finished_at = locked.finished_at
    return locked.finished_at is not None


def _give_up(item: JobItem, *, now: datetime, why: str) -> None:
    incident = new_incident()
    logger.error("job %s item %s given up: %s [%s]", item.job_id, item.pk, why, incident)
    JobItem.objects.filter(pk=item.pk).update(
        state=ItemState.FAILED, incident=incident, token="", lease_ends_at=None, finished_at=now
    )


def _write(item: JobItem, *, ended: bool = False, **fields: Any) -> bool:
    """Change the item while its lease's token stands, and give the lease up."""
    fields |= {"token": "", "lease_ends_at": None}
    if ended:
        fields["finished_at"] = timezone.now()
    is_ours = bool(JobItem.objects.filter(pk=item.pk).held_by(item.token).update(**fields))
    if not is_ours:
        logger.warning("job %s item %s: lease lost, nothing written", item.job_id, item.pk)
    return is_ours


def new_incident() -> str:
    """What the page shows and the log repeats."""
    return secrets.token_hex(4)
