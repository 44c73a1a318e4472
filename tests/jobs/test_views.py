"""The page of a job: for whom it is, what it says, when it stops asking."""

import pytest
from django.urls import reverse

from jobs.actions.enqueue import enqueue
from jobs.testing import work_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def asker(stranger, client):
    client.force_login(stranger)
    return stranger


def address(job, name="detail"):
    return reverse(f"jobs:{name}", args=[job.public_id])


def test_page_shows_how_far_the_job_is(recorder, asker, client):
    recorder.refuses(2, "This person has no seat.")
    job = enqueue(kind="test.note", items=[1, 2, 3], by=asker)
    before = client.get(address(job))
    work_off()

    after = client.get(address(job))

    assert "Waiting to start" in before.content.decode()
    assert 'http-equiv="refresh"' in before.content.decode()
    page = after.content.decode()
    assert "Finished, with failures" in page
    assert "3 of 3" in page
    assert "This person has no seat." in page
    assert address(job, "retry") in page
    assert 'http-equiv="refresh"' not in page


def test_fragment_asks_again_until_the_job_is_finished(recorder, asker, client):
    job = enqueue(kind="test.note", items=[1], by=asker)
    under_way = client.get(address(job, "progress"))
    work_off()

    finished = client.get(address(job, "progress"))

    assert (under_way.status_code, finished.status_code) == (200, 286)
    assert "hx-trigger" in under_way.content.decode()
    assert "hx-trigger" not in finished.content.decode()
    assert finished["HX-Retarget"] == f"#job-{job.public_id}"


def test_retry_does_the_failed_ones_again_and_returns_to_where_it_stood(recorder, asker, client):
    recorder.refuses(1, "No.")
    job = enqueue(kind="test.note", items=[1], by=asker)
    work_off()

    answer = client.post(address(job, "retry"), {"next": "/manage/"})
    work_off()

    assert answer["Location"] == "/manage/"
    assert job.items.get().state == "done"


def test_retry_does_not_lead_to_other_sites(recorder, asker, client):
    job = enqueue(kind="test.note", items=[1], by=asker)

    answer = client.post(address(job, "retry"), {"next": "https://elsewhere.example/"})

    assert answer["Location"] == address(job)


def test_stop_cancels_what_was_not_begun(recorder, asker, client):
    job = enqueue(kind="test.note", items=[1], by=asker)

    client.post(address(job, "cancel"))

    assert job.items.get().state == "cancelled"


@pytest.mark.parametrize("name", ["detail", "progress", "retry", "cancel"])
def test_stranger_finds_nothing(recorder, asker, client, django_user_model, name):
    owner = django_user_model.objects.create_user("owner@example.org")
    job = enqueue(kind="test.note", items=[1], by=owner)
    ask = client.post if name in ("retry", "cancel") else client.get

    assert ask(address(job, name)).status_code == 404


@pytest.mark.parametrize("name", ["detail", "progress", "retry", "cancel"])
def test_anonymous_is_asked_to_sign_in(recorder, client, name):
    job = enqueue(kind="test.note", items=[1])
    ask = client.post if name in ("retry", "cancel") else client.get

    assert ask(address(job, name)).status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_page_takes_the_same_queries_however_many_items(
    recorder, asker, client, count, django_assert_num_queries
):
    references = range(count)
    for reference in references:
        recorder.refuses(reference, "No.")
    job = enqueue(kind="test.note", items=references, by=asker)
    work_off()

    with django_assert_num_queries(4):  # session, user, job with counts, failures
        client.get(address(job))
