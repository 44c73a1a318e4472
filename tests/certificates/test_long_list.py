"""A list too long for a page is made by a job, in parts, and handed out while it is true."""

import os
import time

import pypdfium2
import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from certificates.documents import long_list, participants
from jobs.models import Job
from tests.factories import DelegationFactory, RegistrationFactory, TeamMemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _short(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path / "files"
    monkeypatch.setattr(participants, "MOST", 2)
    monkeypatch.setattr(long_list, "PER_PART", 2)


@pytest.fixture
def people(workshop):
    delegation = DelegationFactory(workshop=workshop, country="DE", organisation_name="")
    return [
        RegistrationFactory(
            workshop=workshop,
            delegation=delegation,
            person__family_name=name,
            consents_to_list=True,
        )
        for name in ("Albers", "Bauer", "Conrad", "Dietz", "Ehlers")
    ]


@pytest.fixture
def url(workshop):
    return reverse("certificates:participants_pdf", args=[workshop.slug])


@pytest.fixture
def made(organiser_client, url, people, run_jobs):
    """The address of the finished file."""
    organiser_client.post(url)
    run_jobs()
    return Job.objects.get(kind=long_list.KIND).result_url


def pages_of(response):
    content = response.getvalue()
    response.close()
    with pypdfium2.PdfDocument(content) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def test_long_list_is_offered_as_a_job_and_not_refused(organiser_client, url, people):
    page = organiser_client.get(url, {"for": "internal"})

    assert page.status_code == 200
    assert "Make the list" in page.text
    assert f'action="{url}?for=internal"' in page.text
    assert not Job.objects.exists()


def test_parts_are_merged_in_order_with_page_numbers_that_go_on(organiser_client, made):
    pages = pages_of(organiser_client.get(made))

    assert len(pages) == 3
    for number, (page, names) in enumerate(
        zip(pages, (("Albers", "Bauer"), ("Conrad", "Dietz"), ("Ehlers",)), strict=True), start=1
    ):
        assert f"Page {number}" in page
        assert all(name in page for name in names)
        assert "Germany" in page
    assert "5 participants" in pages[0]
    assert "5 participants" not in pages[1]


def test_parts_are_gone_and_the_job_shows_its_progress(organiser_client, made):
    job = Job.objects.get(kind=long_list.KIND)
    page = organiser_client.get(reverse("jobs:detail", args=[job.public_id]))

    assert default_storage.listdir("lists")[1] == [f"{job.public_id}.pdf"]
    assert page.context["progress"].done == 4
    assert made in page.text


def test_second_click_joins_the_job(organiser_client, url, people):
    for _click in range(2):
        organiser_client.post(url)

    assert Job.objects.filter(kind=long_list.KIND).count() == 1


@pytest.mark.parametrize(
    "change",
    [{"is_protected": True, "alias": "Delegate 7"}, {"consents_to_list": False},
     {"state": "declined"}],
)  # fmt: skip
def test_list_that_is_no_longer_true_is_not_handed_out(organiser_client, made, people, change):
    type(people[0]).objects.filter(pk=people[0].pk).update(**change)

    assert organiser_client.get(made).status_code == 404


def test_internal_list_with_a_name_that_is_protected_now_is_not_handed_out(
    organiser_client, url, people, run_jobs
):
    organiser_client.post(f"{url}?for=internal")
    run_jobs()
    made = Job.objects.get(kind=long_list.KIND).result_url
    before = len(pages_of(organiser_client.get(made)))
    type(people[0]).objects.filter(pk=people[0].pk).update(is_protected=True, alias="Delegate 7")

    assert (before, organiser_client.get(made).status_code) == (3, 404)


def test_file_is_for_who_asked_for_it(client, workshop, made):
    client.force_login(TeamMemberFactory(workshop=workshop).user)

    assert client.get(made).status_code == 404


def test_file_of_another_workshop_is_not_found(organiser, organiser_client, made):
    other = TeamMemberFactory(user=organiser).workshop
    job = Job.objects.get(kind=long_list.KIND)
    address = reverse("certificates:participants_file", args=[other.slug, job.public_id])

    assert organiser_client.get(address).status_code == 404


def test_files_go_after_a_day(made):
    job = Job.objects.get(kind=long_list.KIND)
    path = default_storage.path(f"lists/{job.public_id}.pdf")
    fresh = long_list.forget_long_lists()
    yesterday = time.time() - long_list.KEPT.total_seconds() - 60
    os.utime(path, (yesterday, yesterday))

    assert (fresh, long_list.forget_long_lists()) == (0, 1)
    assert not default_storage.exists(f"lists/{job.public_id}.pdf")
