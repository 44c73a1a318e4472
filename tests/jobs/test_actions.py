"""Asking for work, joining it, stopping it, trying again; the sweep; what is forgotten."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from jobs import claiming, tasks, waking
from jobs.actions.cancel import cancel
from jobs.actions.enqueue import enqueue
from jobs.actions.retry_failed import CannotRetry, retry_failed
from jobs.models import Job, JobItem
from jobs.queries import progress_of
from jobs.testing import work_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def woken(monkeypatch):
    """The jobs that workers were woken for."""
    woken = []
    monkeypatch.setattr(waking, "_send", lambda job: woken.append(job.pk) or True)
    return woken


def references(job):
    return list(job.items.order_by("position").values_list("reference", flat=True))


def test_second_click_is_the_same_job(recorder):
    first = enqueue(kind="test.note", items=[1, 2], dedupe_key="notes")
    second = enqueue(kind="test.note", items=[1, 2], dedupe_key="notes")

    assert second == first
    assert references(first) == ["1", "2"]


def test_joining_adds_what_the_job_does_not_have(recorder):
    job = enqueue(kind="test.note", items=[1], dedupe_key="notes")
    enqueue(kind="test.note", items=[1, 2], dedupe_key="notes")

    assert references(job) == ["1", "2"]


def test_joining_makes_later_stages_anew(recorder):
    job = enqueue(kind="test.note", items=[1, (1, "merged")], dedupe_key="notes")
    enqueue(kind="test.note", items=[2], dedupe_key="notes")
    work_off()
    assert recorder.batches == [["1", "2"], ["merged"]]
    Job.objects.filter(pk=job.pk).update(finished_at=None)

    enqueue(kind="test.note", items=[3], dedupe_key="notes")
    work_off()

    assert recorder.batches[2:] == [["3"], ["merged"]]


def test_finished_job_is_not_joined(recorder):
    first = enqueue(kind="test.note", items=[1], dedupe_key="notes")
    work_off()

    assert enqueue(kind="test.note", items=[1], dedupe_key="notes") != first


def test_database_refuses_two_unfinished_jobs_of_one_key(recorder):
    first = enqueue(kind="test.note", items=[1], dedupe_key="notes")

    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(kind="test.note", dedupe_key="notes", created_at=first.created_at)


def test_unknown_kind_and_empty_list_are_refused(recorder):
    with pytest.raises(LookupError):
        enqueue(kind="test.unknown", items=[1])
    with pytest.raises(ValueError, match="at least one"):
        enqueue(kind="test.note", items=[])


def test_work_exists_only_when_its_reason_is_committed(recorder):
    with pytest.raises(RuntimeError), transaction.atomic():
        enqueue(kind="test.note", items=[1])
        raise RuntimeError

    assert not Job.objects.exists()


def test_broker_that_is_away_neither_raises_nor_is_asked_again(
    recorder, monkeypatch, django_capture_on_commit_callbacks
):
    asked = []

    def refuse(*args, **kwargs):
        asked.append(args)
        raise ConnectionRefusedError

    monkeypatch.setattr(waking.current_app, "send_task", refuse)
    monkeypatch.setattr(waking, "_silent_until", 0.0)

    with django_capture_on_commit_callbacks(execute=True):
        job = enqueue(kind="test.note", items=[1])
        enqueue(kind="test.note", items=[2])

    job.refresh_from_db()
    assert len(asked) == 1
    assert job.woken_at is None


def test_sweep_wakes_what_nobody_works_on(recorder, woken):
    just_woken = enqueue(kind="test.note", items=[1])
    forgotten = enqueue(kind="test.note", items=[2])
    worked_on = enqueue(kind="test.note", items=[3])
    claiming.claim(worked_on, limit=1, holder="living")
    Job.objects.exclude(pk=just_woken.pk).update(woken_at=None)

    tasks.sweep()

    assert set(woken) == {forgotten.pk}


def test_sweep_wakes_when_a_lease_has_run_out(recorder, woken):
    job = enqueue(kind="test.note", items=[1])
    claiming.claim(job, limit=1, holder="dead")
    Job.objects.update(woken_at=timezone.now() - timedelta(minutes=1))
    tasks.sweep()
    assert woken == []

    claiming.release_leases()
    tasks.sweep()

    assert set(woken) == {job.pk}


def test_sweep_leaves_a_retry_until_it_is_due(recorder, woken):
    job = enqueue(kind="test.note", items=[1])
    Job.objects.update(woken_at=None)
    job.items.update(due_at=timezone.now() + timedelta(seconds=20))

    tasks.sweep()

    assert woken == []


def test_sweep_closes_a_job_whose_worker_died_before_it_could(recorder, woken):
    job = enqueue(kind="test.note", items=[1])
    job.items.update(state="done")
    Job.objects.update(woken_at=None)

    tasks.sweep()

    job.refresh_from_db()
    assert job.finished_at is not None
    assert woken == []


def test_cancelled_job_finishes_what_is_in_hand_only(recorder):
    job = enqueue(kind="test.note", items=[1, 2])
    [in_hand] = claiming.claim(job, limit=1, holder="busy")

    cancel(job)
    claiming.finish(in_hand, {})
    claiming.settle(job)

    assert list(job.items.values_list("state", flat=True)) == ["done", "cancelled"]
    assert job.finished_at is not None


def test_sweep_ends_a_cancelled_job_whose_worker_died(recorder, woken):
    job = enqueue(kind="test.note", items=[1])
    claiming.claim(job, limit=1, holder="dead")
    cancel(job)
    claiming.release_leases()
    Job.objects.update(woken_at=None)

    tasks.sweep()

    job.refresh_from_db()
    assert job.finished_at is not None
    assert job.items.get().state == "cancelled"


def test_retry_does_the_failed_again_and_the_later_stage_anew(recorder):
    recorder.refuses(1, "Not yet.")
    job = enqueue(kind="test.note", items=[1, 2, (1, "merged")])
    work_off()

    retry_failed(job)
    work_off()

    assert recorder.batches == [["1", "2"], ["merged"], ["1"], ["merged"]]
    assert progress_of(job).state == "Finished"


def test_retry_is_refused_while_the_same_work_is_under_way(recorder):
    recorder.refuses(1, "Not yet.")
    job = enqueue(kind="test.note", items=[1], dedupe_key="notes")
    work_off()
    enqueue(kind="test.note", items=[1], dedupe_key="notes")

    with pytest.raises(CannotRetry, match="already under way"):
        retry_failed(job)


def test_progress_is_counted_from_the_rows(recorder):
    recorder.refuses(2, "No.")
    job = enqueue(kind="test.note", items=[1, 2, 3, 4, 5, 6, 7])
    started_at = timezone.now()
    claimed = claiming.claim(job, limit=2, holder="worker")
    claiming.finish(claimed[0], {})
    claiming.refuse(claimed[1], "No.")
    Job.objects.update(started_at=started_at)

    progress = progress_of(job, now=started_at + timedelta(seconds=4))

    assert (progress.total, progress.done, progress.failed, progress.left) == (7, 1, 1, 5)
    assert (progress.percent, progress.seconds_left) == (28, 10)
    assert progress.state == "Under way"


def test_old_finished_jobs_are_forgotten(recorder, settings):
    old = enqueue(kind="test.note", items=[1])
    enqueue(kind="test.note", items=[2])
    Job.objects.filter(pk=old.pk).update(finished_at=timezone.now() - timedelta(days=91))

    tasks.forget()

    assert list(JobItem.objects.values_list("reference", flat=True)) == ["2"]
