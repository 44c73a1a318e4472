"""Ask for background work, in the transaction of the change that needs it."""

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from jobs.actions.reopen import reopen_later_stages
from jobs.kinds import kind_named
from jobs.models import Job, JobItem
from jobs.waking import wake_after_commit

Reference = str | int
Items = Iterable[Reference | tuple[int, Reference]]


@transaction.atomic
def enqueue(
    *,
    kind: str,
    items: Items,
    params: dict[str, Any] | None = None,
    by: User | None = None,
    dedupe_key: str = "",
) -> Job:
    """Write a job with its items and wake a worker after the commit.

    ``items`` are references (primary keys as a rule, never names), or pairs ``(stage, reference)``:
    a later stage waits until all earlier ones are done, failed or cancelled. With a
    ``dedupe_key``, an unfinished job of the same key is joined and returned instead: references
    it does not have yet are added to it, those it has are not done a second time.

    Inside the caller's transaction, so that work exists exactly when its reason does; a broker
    that is away delays it by seconds. Raises LookupError for a kind that nobody handles and
    ValueError for an empty list of items.
    """
    kind_named(kind)
    wanted = _staged(items)
    if not wanted:
        raise ValueError("a job needs at least one item")

    job, is_new = _open_job(kind, params or {}, by, dedupe_key)
    _add(job, wanted, is_new)
    wake_after_commit(job)
    return job


def _staged(items: Items) -> list[tuple[int, str]]:
    pairs = (item if isinstance(item, tuple) else (0, item) for item in items)
    return list(dict.fromkeys((stage, str(reference)) for stage, reference in pairs))


def _open_job(
    kind: str, params: dict[str, Any], by: User | None, dedupe_key: str
) -> tuple[Job, bool]:
    now = timezone.now()
    while True:
        if dedupe_key:
            joined = Job.objects.joinable(dedupe_key).select_for_update().first()
            if joined:
                return joined, False
        fresh = Job(
            kind=kind,
            params=params,
            requested_by=by,
            dedupe_key=dedupe_key,
            created_at=now,
            woken_at=now,
        )
        try:
            with transaction.atomic():
                fresh.save(force_insert=True)
        except IntegrityError:
            # Somebody else's click was committed between the look and the insert: join that one.
            if not dedupe_key or not Job.objects.joinable(dedupe_key).exists():
                raise
        else:
            return fresh, True


def _add(job: Job, wanted: list[tuple[int, str]], is_new: bool) -> None:
    now = timezone.now()
    known = set() if is_new else set(job.items.values_list("stage", "reference"))
    missing = [pair for pair in wanted if pair not in known]
    JobItem.objects.bulk_create(
        JobItem(job=job, position=position, stage=stage, reference=reference, due_at=now)
        for position, (stage, reference) in enumerate(missing, start=len(known))
    )
    if known and missing:
        reopen_later_stages(job, min(stage for stage, _ in missing), now=now)
