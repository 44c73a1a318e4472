"""REQUIRE_SECOND_FACTOR stands before everything that staff see, superusers included."""

import uuid

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from certificates.actions.issuing import JOB_KIND
from jobs.actions.enqueue import enqueue
from tests.factories import TeamMemberFactory, UserFactory
from tests.test_every_url import example_for, ours
from workshops.models import TeamMember
from workshops.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.once]

STAFF_PAGES = [
    (name, entry)
    for name, entry in ours()
    if str(entry.pattern).startswith("manage/")
    # A page of one row is guarded by the same decorator as that row's workshop.
    and not set(entry.pattern.converters) - {"slug", "code", "public_id"}
]


@pytest.fixture(autouse=True)
def _demanded(settings):
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.fixture
def job(workshop, organiser):
    return enqueue(kind=JOB_KIND, params={"workshop": workshop.pk}, items=["1"], by=organiser)


@pytest.mark.parametrize("is_superuser", [False, True])
@pytest.mark.parametrize(("name", "entry"), STAFF_PAGES, ids=[name for name, _ in STAFF_PAGES])
def test_staff_without_it_are_sent_to_set_it_up(
    name, entry, is_superuser, client, workshop, organiser, job
):
    organiser.is_superuser = is_superuser
    organiser.may_create_projects = True
    organiser.save()
    TeamMember.objects.update(workshop=None)
    client.force_login(organiser)
    known = {"slug": workshop.slug, "code": workshop.project.code, "public_id": job.public_id}
    path = reverse(name, kwargs=example_for(entry, **known))

    answers = [client.get(path), client.post(path)]

    opened = [answer for answer in answers if answer.status_code != 405]
    assert {(answer.status_code, answer.headers.get("Location")) for answer in opened} == {
        (302, reverse("mfa_index"))
    }


def test_donor_sees_numbers_with_it_only(client, workshop):
    donor = TeamMemberFactory(workshop=None, project=workshop.project, role=Role.DONOR).user
    client.force_login(donor)
    refused = client.get(reverse("pages:your_workshops"))
    Authenticator.objects.create(user=donor, type=Authenticator.Type.TOTP, data={})

    shown = client.get(reverse("pages:your_workshops"))

    assert (refused.status_code, shown.status_code) == (302, 200)


@pytest.mark.parametrize("name", ["agenda:public", "agenda:calendar", "certificates:agenda_pdf"])
def test_hidden_agenda_stays_hidden_from_staff_without_it(client, workshop, organiser, name):
    client.force_login(organiser)

    assert client.get(reverse(name, args=[workshop.slug])).status_code == 404


def test_account_without_a_role_is_left_alone(client):
    client.force_login(UserFactory())

    assert client.get(reverse("pages:your_workshops")).status_code == 200
    assert client.get(reverse("pages:mine")).status_code == 200


def test_job_closes_with_the_role_that_asked_for_it(client, workshop, organiser, job, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    client.force_login(organiser)
    page = reverse("jobs:detail", args=[job.public_id])
    retry = reverse("jobs:retry", args=[job.public_id])
    before = client.get(page).status_code

    TeamMember.objects.update(role=Role.DOOR_STAFF)

    assert before == 200
    assert (client.get(page).status_code, client.post(retry).status_code) == (404, 404)
    assert client.get(reverse("jobs:detail", args=[uuid.uuid4()])).status_code == 404
