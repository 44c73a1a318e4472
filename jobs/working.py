"""What a worker does between two messages: claim, hand to the kind's function, write down."""

import logging
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.utils import timezone, translation

from common.rules import RuleBroken
from jobs import claiming
from jobs.heartbeat import beat
from jobs.kinds import Kind, kind_named
from jobs.models import Job, JobItem

logger = logging.getLogger(__name__)

stopping = threading.Event()
"""Set when this process was told to stop: the item in hand is finished, no other is taken."""


in_hand = threading.Event()
"""Set while this process holds items."""


class Work:
    """The handler's view of its batch: the job, and a place to write each item's outcome."""

    def __init__(self, job: Job, items: list[JobItem]) -> None:
        self.job = job
        self._unrecorded = {item.pk: item for item in items}

    @property
    def params(self) -> dict[str, Any]:
        return self.job.params

    @contextmanager
    def on(self, item: JobItem) -> Iterator[dict[str, Any]]:
        """Do one item; what the block puts into the dict becomes its result.

        An exception of the block is written to the item and goes no further, so that the loop
        over the batch continues; only the time limit does, for there is no time left.
        """
        result: dict[str, Any] = {}
        try:
            yield result
        except Exception as error:
            self.record_error(item, error)
            if isinstance(error, SoftTimeLimitExceeded):
                raise
        else:
            self.record(item, result)

    def record(self, item: JobItem, result: dict[str, Any]) -> None:
        if self._unrecorded.pop(item.pk, None):
            claiming.finish(item, result)
            beat()

    def record_error(self, item: JobItem, error: Exception) -> None:
        if not self._unrecorded.pop(item.pk, None):
            return
        if isinstance(error, RuleBroken):
            claiming.refuse(item, error.sentence)
        else:
            claiming.put_back(item, incident=_log(item, error))
        beat()

    @property
    def unrecorded(self) -> list[JobItem]:
        return list(self._unrecorded.values())


def work_slice(job: Job, *, holder: str, seconds: float) -> None:
    """Work on ``job`` until nothing of it is due, ``seconds`` are over or the process stops."""
    if job.finished_at:
        return
    kind = kind_named(job.kind)
    Job.objects.filter(pk=job.pk, started_at=None).update(started_at=timezone.now())
    ends_at = time.monotonic() + seconds
    while time.monotonic() < ends_at and not stopping.is_set():
        beat()
        in_hand.set()
        try:
            items = claiming.claim(job, limit=kind.batch_size, holder=holder)
            if not items:
                break
            _do(kind, job, items)
        finally:
            in_hand.clear()
    claiming.settle(job)


def work_off(job: Job, *, patience: float = 600, tell: Callable[[Job], None] | None = None) -> Job:
    """Do the whole job in this process: for the command line and for tests, beside any workers.

    Waits for retries and for items that others hold, up to ``patience`` seconds; calls ``tell``
    between slices.
    """
    holder = f"here-{claiming.new_incident()}"
    ends_at = time.monotonic() + patience
    while True:
        work_slice(job, holder=holder, seconds=1)
        job.refresh_from_db()
        if tell:
            tell(job)
        if job.finished_at or time.monotonic() > ends_at:
            return job
        if not job.items.due(timezone.now()).exists():
            time.sleep(0.2)


def _do(kind: Kind, job: Job, items: list[JobItem]) -> None:
    work = Work(job, items)
    by = job.requested_by
    try:
        with translation.override((by and by.language) or settings.LANGUAGE_CODE):
            returned = kind.handler(items, work) or {}
    except Exception as error:
        for item in work.unrecorded:
            # One sentence cannot be about many items: apart, each will get its own.
            is_alone = len(items) == 1
            work.record_error(item, error if is_alone else _NotAlone.of(error))
        if isinstance(error, SoftTimeLimitExceeded):
            logger.warning("job %s: time limit reached", job.pk)
    else:
        for item in work.unrecorded:
            work.record(item, returned.get(item.reference, {}))


class _NotAlone(Exception):
    """A batch failed as a whole; its items are tried alone after the first back-off."""

    @classmethod
    def of(cls, error: Exception) -> "_NotAlone":
        return cls(type(error).__name__).with_traceback(error.__traceback__)


def _log(item: JobItem, error: Exception) -> str:
    """Log where it happened but not the exception's message, which may quote personal data."""
    incident = claiming.new_incident()
    where = "".join(traceback.format_tb(error.__traceback__))
    logger.error(
        "job %s item %s attempt %s: %s [%s]\n%s",
        item.job_id,
        item.pk,
        item.attempts,
        type(error).__name__,
        incident,
        where,
    )
    return incident
