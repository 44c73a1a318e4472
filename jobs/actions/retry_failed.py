"""Try the failed items of a job once more, all attempts anew."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _

from common.rules import RuleBroken
from jobs.actions.reopen import reopen_later_stages
from jobs.models import Job
from jobs.states import ItemState
from jobs.waking import wake_after_commit


class CannotRetry(RuleBroken):
    """The job was stopped, or the same work is under way in another job."""


@transaction.atomic
def retry_failed(job: Job, *, now: datetime | None = None) -> Job:
    """Put the failed items of ``job`` back to waiting; later stages are made again from them.

    Without effect when nothing failed: a second click. Raises CannotRetry for a job that was
    stopped, and while the same work is under way in a newer job."""
    now = now or timezone.now()
    locked = Job.objects.select_for_update().get(pk=job.pk)
    if locked.cancelled_at:
        raise CannotRetry(_("This work was stopped. Please start it anew."))
    failed = locked.items.filter(state=ItemState.FAILED)
    stage = failed.aggregate(stage=Min("stage"))["stage"]
    if stage is None:
        return locked

    failed.update(
        state=ItemState.PENDING, attempts=0, due_at=now, error="", incident="", finished_at=None
    )
    reopen_later_stages(locked, stage, now=now)
    locked.finished_at, locked.started_at, locked.woken_at = None, None, now
    try:
        with transaction.atomic():
            locked.save(update_fields=["finished_at", "started_at", "woken_at"])
    except IntegrityError:
        raise CannotRetry(_("The same work is already under way.")) from None
    wake_after_commit(locked)
    return locked
