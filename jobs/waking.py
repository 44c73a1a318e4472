"""Waking workers. A wake-up may be lost at any time: the sweep repeats it."""

import logging
import time
from datetime import datetime

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from jobs.models import Job

logger = logging.getLogger(__name__)

SULK_SECONDS = 15
"""How long a broker that failed is not asked again, so that requests do not wait for it."""

_silent_until = 0.0


def wake_after_commit(job: Job) -> None:
    """Wake a crew for ``job`` when the transaction commits; never raises, never blocks for long."""
    transaction.on_commit(lambda: wake(job), robust=True)


def wake(job: Job, *, crew: int | None = None, now: datetime | None = None) -> bool:
    """Tell ``crew`` workers that there is something to do; False when the broker is away."""
    sent = all(_send(job) for _ in range(crew or settings.JOBS_CREW))
    # The sweep leaves alone what was woken just now, and takes at once what could not be.
    woken_at = (now or timezone.now()) if sent else None
    Job.objects.filter(pk=job.pk).update(woken_at=woken_at)
    return sent


def _send(job: Job) -> bool:
    global _silent_until
    if time.monotonic() < _silent_until:
        return False
    try:
        current_app.send_task("jobs.work", args=[job.pk], retry=False, expires=60)
    except Exception as error:  # whatever a broker's client raises, the rows are safe
        _silent_until = time.monotonic() + SULK_SECONDS
        logger.warning("broker away (%s); the sweep will wake job %s", type(error).__name__, job.pk)
        return False
    return True
