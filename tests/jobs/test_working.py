"""Claiming, fencing, backing off: what one worker does with a job's rows."""

import pytest
from django.utils import timezone

from jobs import claiming, working
from jobs.actions.enqueue import enqueue
from jobs.models import JobItem
from jobs.states import ItemState

pytestmark = pytest.mark.django_db


def work(job):
    working.work_slice(job, holder="test", seconds=5)
    job.refresh_from_db()


def make_due(job):
    job.items.filter(state=ItemState.PENDING).update(due_at=timezone.now())


def states(job):
    return {item.reference: item.state for item in job.items.all()}


def test_items_tried_first_come_in_batches_and_the_job_finishes(recorder):
    job = enqueue(kind="test.note", items=[1, 2, 3, 4])

    work(job)

    assert recorder.batches == [["1", "2", "3"], ["4"]]
    assert set(states(job).values()) == {"done"}
    assert job.items.first().result == {"noted": "1"}
    assert job.finished_at is not None


def test_broken_rule_fails_the_item_with_its_sentence_at_once(recorder):
    recorder.refuses(2, "This person has no seat.")
    job = enqueue(kind="test.note", items=[1, 2, 3])

    work(job)

    refused = job.items.get(reference="2")
    assert states(job) == {"1": "done", "2": "failed", "3": "done"}
    assert refused.reason == "This person has no seat."
    assert refused.attempts == 1


def test_other_error_backs_off_twice_then_fails_with_an_incident(recorder, caplog):
    recorder.fails(1, *(ValueError("anna@example.org") for _ in range(3)))
    job = enqueue(kind="test.note", items=[1])
    item = job.items.get()

    waits = []
    for _ in range(3):
        make_due(job)
        before = timezone.now()
        work(job)
        item.refresh_from_db()
        waits.append(round((item.due_at - before).total_seconds()))

    assert waits[:2] == [5, 20]
    assert (item.state, item.attempts) == ("failed", 3)
    assert item.incident in item.reason
    assert item.incident in caplog.text
    assert "anna@example.org" not in caplog.text
    assert job.finished_at is not None


def test_retried_item_is_claimed_alone(recorder):
    recorder.fails(2, ValueError())
    job = enqueue(kind="test.note", items=[1, 2, 3])

    work(job)
    make_due(job)
    work(job)

    assert recorder.batches == [["1", "2", "3"], ["2"]]
    assert set(states(job).values()) == {"done"}


def test_batch_that_fails_as_a_whole_is_tried_item_by_item(recorder):
    def fall_over(items):
        if len(items) > 1:
            raise ValueError

    recorder.during = fall_over
    job = enqueue(kind="test.note", items=[1, 2, 3])

    work(job)
    make_due(job)
    work(job)

    assert recorder.batches == [["1", "2", "3"], ["1"], ["2"], ["3"]]
    assert set(states(job).values()) == {"done"}


def test_item_under_a_living_lease_is_not_claimed(recorder):
    job = enqueue(kind="test.note", items=[1])
    claiming.claim(job, limit=1, holder="first")

    assert claiming.claim(job, limit=1, holder="second") == []


def test_stale_token_writes_nothing(recorder):
    job = enqueue(kind="test.note", items=[1])
    [slow] = claiming.claim(job, limit=1, holder="slow")
    claiming.release_leases()
    [quick] = claiming.claim(job, limit=1, holder="quick")

    late = claiming.finish(slow, {"by": "slow"})
    in_time = claiming.finish(quick, {"by": "quick"})

    assert (late, in_time) == (False, True)
    assert job.items.get().result == {"by": "quick"}


def test_released_by_holder_leaves_other_leases_alone(recorder):
    job = enqueue(kind="test.note", items=[1, 2])
    claiming.claim(job, limit=1, holder="dead")
    claiming.claim(job, limit=1, holder="living")

    assert claiming.release_leases(holder="dead") == 1
    assert [item.reference for item in claiming.claim(job, limit=5, holder="next")] == ["1"]


def test_item_that_kills_its_worker_is_given_up_and_its_neighbours_are_done(recorder):
    job = enqueue(kind="test.note", items=[1, 2, 3])
    claiming.claim(job, limit=3, holder="killed")
    JobItem.objects.filter(reference="2").update(attempts=3)
    claiming.release_leases()

    work(job)

    assert recorder.batches == [["1"], ["3"]]
    assert states(job) == {"1": "done", "2": "failed", "3": "done"}
    assert job.items.get(reference="2").incident


def test_later_stage_waits_for_the_earlier(recorder):
    recorder.fails(1, ValueError())
    job = enqueue(kind="test.note", items=[(1, "merged"), 1, 2])

    work(job)
    waiting = states(job)
    make_due(job)
    work(job)

    assert waiting == {"1": "pending", "2": "done", "merged": "pending"}
    assert recorder.batches == [["1", "2"], ["1"], ["merged"]]


def test_lease_is_longer_than_the_hard_time_limit(settings):
    assert settings.CELERY_TASK_SOFT_TIME_LIMIT < settings.CELERY_TASK_TIME_LIMIT
    assert settings.CELERY_TASK_TIME_LIMIT < settings.JOBS_LEASE_SECONDS


def test_claim_of_a_lease_that_has_run_out_counts_the_attempt(recorder):
    job = enqueue(kind="test.note", items=[1])
    claiming.claim(job, limit=1, holder="dead")
    claiming.release_leases()

    [item] = claiming.claim(job, limit=1, holder="next")

    assert item.attempts == 2
    assert job.items.get().attempts == 2


def test_handler_may_return_results_by_reference(recorder, monkeypatch):
    from jobs import kinds

    def handle(items, work):
        return {item.reference: {"length": len(items)} for item in items}

    monkeypatch.setitem(kinds._kinds, "test.sum", kinds.Kind("test.sum", handle, "Sums", 2))
    job = enqueue(kind="test.sum", items=["a", "b"])

    work(job)

    assert [item.result for item in job.items.all()] == [{"length": 2}, {"length": 2}]
