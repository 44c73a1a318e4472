"""How far a job is, counted from its rows."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from jobs.kinds import kind_named
from jobs.models import Job, JobItem
from jobs.states import ItemState

FAILURES_SHOWN = 50


@dataclass(frozen=True)
class Progress:
    """A job's state for a page. ``seconds_left`` is None while nothing can be said about it."""

    total: int
    done: int
    failed: int
    cancelled: int
    left: int
    seconds_left: int | None
    is_finished: bool
    state: str

    @property
    def over(self) -> int:
        """Items that need no more work, whatever became of them."""
        return self.total - self.left

    @property
    def percent(self) -> int:
        return 100 * self.over // self.total if self.total else 100


def progress_of(job: Job, *, now: datetime | None = None) -> Progress:
    """Count how far ``job`` is; one query, none when it comes from ``with_progress()``."""
    if not hasattr(job, "items_total"):
        job = Job.objects.with_progress().get(pk=job.pk)
    left = job.items_total - job.items_done - job.items_failed - job.items_cancelled
    return Progress(
        total=job.items_total,
        done=job.items_done,
        failed=job.items_failed,
        cancelled=job.items_cancelled,
        left=left,
        seconds_left=_seconds_left(job, left, now or timezone.now()),
        is_finished=job.finished_at is not None,
        state=_in_words(job),
    )


@dataclass(frozen=True)
class Failure:
    """An item that needs somebody's attention: what it is called, and why it failed."""

    label: str
    reason: str


def failures_of(job: Job) -> list[Failure]:
    """The first failed items of ``job``, with names that its kind gives them."""
    failed = list(JobItem.objects.filter(job=job, state=ItemState.FAILED)[:FAILURES_SHOWN])
    labels = kind_named(job.kind).labels_of(job, [item.reference for item in failed])
    return [Failure(labels.get(item.reference, item.reference), item.reason) for item in failed]


def _seconds_left(job: Job, left: int, now: datetime) -> int | None:
    """As fast as since the start; the first answers come after the first items."""
    if job.finished_at or not left:
        return 0
    if not job.started_at or not job.items_lately:
        return None
    elapsed = (now - job.started_at).total_seconds()
    return max(1, round(elapsed / job.items_lately * left))


def _in_words(job: Job) -> str:
    if job.finished_at is None:
        if job.cancelled_at:
            return _("Stopping after the items in hand")
        return _("Under way") if job.started_at else _("Waiting to start")
    if job.cancelled_at:
        return _("Stopped")
    return _("Finished, with failures") if job.items_failed else _("Finished")
