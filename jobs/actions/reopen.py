"""What was made from an earlier stage is made again when that stage gets more work."""

from datetime import datetime

from jobs.models import Job
from jobs.states import ItemState


def reopen_later_stages(job: Job, stage: int, *, now: datetime) -> None:
    """Put items after ``stage`` back to waiting, since their material changes (a merged file).

    Whoever holds one loses it: its token is taken away, so that the outdated result is not
    written. Call with the job's row locked.
    """
    later = job.items.filter(stage__gt=stage).exclude(state=ItemState.CANCELLED)
    later.update(
        state=ItemState.PENDING,
        attempts=0,
        due_at=now,
        lease_ends_at=None,
        token="",
        error="",
        incident="",
        finished_at=None,
    )
