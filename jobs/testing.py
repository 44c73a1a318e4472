"""For tests: do the background work here and now."""

from django.utils import timezone

from jobs.models import Job
from jobs.working import work_slice


def work_off() -> None:
    """Work on every unfinished job until nothing is due; work asked for meanwhile is done, too.

    Items that wait for their next attempt stay waiting, as they would for a worker.
    """
    while due := [job for job in Job.objects.unfinished() if _is_due(job)]:
        for job in due:
            work_slice(job, holder="test", seconds=60)


def _is_due(job: Job) -> bool:
    return job.items.due(timezone.now()).exists()
