"""The messages of background work. None of them carries anything but a key."""

import logging
import os
from datetime import timedelta
from typing import Any

from celery import Task, shared_task
from celery.signals import worker_process_init, worker_ready, worker_shutting_down
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from jobs import claiming, working
from jobs.heartbeat import beat, is_watched
from jobs.models import Job, JobItem
from jobs.processes import die_with_parent
from jobs.states import ItemState
from jobs.waking import wake

logger = logging.getLogger(__name__)

WAKE_AGAIN_AFTER = timedelta(seconds=2 * settings.JOBS_SWEEP_SECONDS)
"""How long after a wake-up the sweep thinks it lost."""


@shared_task(name="jobs.work", bind=True)
def work(self: Task, job_pk: int) -> None:
    """Work on one job for a slice, then pass the slot on by waking the next."""
    beat()
    job = Job.objects.select_related("requested_by").filter(pk=job_pk, finished_at=None).first()
    if job is None:
        return
    holder = self.request.id
    if self.request.delivery_info.get("redelivered"):
        claiming.release_leases(holder=holder)  # our first reader died over this message
    working.work_slice(job, holder=holder, seconds=settings.JOBS_SLICE_SECONDS)
    if not job.finished_at and job.items.due(timezone.now()).exists():
        wake(job, crew=1)


@shared_task(name="jobs.sweep")
def sweep() -> int:
    """Wake what nobody works on: lost messages, run-out leases, retries that have become due."""
    beat()
    now = timezone.now()
    JobItem.objects.filter(
        state=ItemState.RUNNING, lease_ends_at__lt=now, job__cancelled_at__isnull=False
    ).update(state=ItemState.CANCELLED, token="", lease_ends_at=None, finished_at=now)
    unattended = Job.objects.unattended(now=now, woken_before=now - WAKE_AGAIN_AFTER)
    count = 0
    for job in unattended:
        if not claiming.settle(job):
            wake(job)
            count += 1
    return count


@shared_task(name="jobs.forget")
def forget() -> int:
    """Delete jobs that were finished long ago; what they made is kept elsewhere.

    And sessions that have ended: they may hold notices with names that nobody came to read.
    """
    beat()
    SessionStore.clear_expired()
    before = timezone.now() - timedelta(days=settings.JOBS_KEPT_DAYS)
    return Job.objects.filter(finished_at__lt=before).delete()[0]


@worker_shutting_down.connect
def stop_after_this_item(**_: Any) -> None:
    """Take no further item; idle, end at once instead of after Celery's next look for messages.

    Leaving like that loses nothing but wake-ups, which the next start makes good.
    """
    working.stopping.set()
    if is_watched and not working.in_hand.is_set():
        os._exit(0)


@worker_ready.connect
def look_around(**_: Any) -> None:
    """What a predecessor left is found at once, not at the next sweep."""
    sweep.apply_async(expires=settings.JOBS_SWEEP_SECONDS, retry=False)


@worker_process_init.connect
def end_with_the_worker(**_: Any) -> None:
    """A child of a killed worker must not go on working unseen."""
    die_with_parent()
