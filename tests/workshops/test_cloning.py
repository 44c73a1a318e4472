"""A clone: a draft with its dates shifted, and of the parts what was ticked."""

import datetime

import pytest
from django.urls import reverse

from mail.models import MessageTemplate
from tests.factories import (
    ProjectFactory,
    RoomFactory,
    TeamMemberFactory,
    WorkshopFactory,
    WorkshopOrganiserFactory,
)
from workshops.models import Workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def source():
    source = WorkshopFactory(
        starts_on=datetime.date(2019, 12, 12),
        ends_on=datetime.date(2019, 12, 13),
        nominations_until=datetime.date(2019, 11, 12),
        venue="Hotel Dnipro",
        agenda_is_public=True,
        contains_invented_people=True,
        interpretation_languages=["ru"],
    )
    RoomFactory(workshop=source, name="Plenary")
    WorkshopOrganiserFactory(workshop=source, part="host")
    TeamMemberFactory(workshop=source, role="door")
    MessageTemplate.objects.create(
        workshop=source, kind="any", language="en", subject="Own", body="words"
    )
    return source


@pytest.fixture
def clone(client, source):
    client.force_login(TeamMemberFactory(workshop=None, project=source.project).user)
    address = reverse("workshops:clone", args=[source.slug])

    def send(**changes):
        form = {
            "title": "Second workshop",
            "slug": "second",
            "starts_on": "2020-03-02",
            "project": source.project_id,
            "parts": ["place", "rooms", "organisers", "languages", "team", "wordings"],
            **changes,
        }
        return client.post(address, form)

    return send


def test_clone_is_a_draft_with_shifted_dates_and_all_parts(clone, source):
    answer = clone()

    made = Workshop.objects.get(slug="second")
    assert answer.url == reverse("workshops:edit", args=["second"])
    assert (made.state, made.title) == ("draft", "Second workshop")
    assert (made.starts_on, made.ends_on) == (
        datetime.date(2020, 3, 2),
        datetime.date(2020, 3, 3),
    )
    assert made.nominations_until == datetime.date(2020, 2, 1)
    assert (made.venue, made.country, made.time_zone) == ("Hotel Dnipro", "UA", "Europe/Kyiv")
    assert [room.name for room in made.rooms.all()] == ["Plenary"]
    assert [organiser.part for organiser in made.organisers.all()] == ["host"]
    assert [member.role for member in made.team.all()] == ["door"]
    assert made.interpretation_languages == ["ru"]
    assert made.message_templates.get().subject == "Own"
    assert not made.agenda_is_public
    assert not made.contains_invented_people


def test_parts_that_are_not_ticked_stay_behind(clone):
    clone(parts=["rooms"])

    made = Workshop.objects.get(slug="second")
    assert made.rooms.count() == 1
    assert made.organisers.count() == made.team.count() == made.message_templates.count() == 0
    assert (made.venue, made.working_languages) == ("", [])


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"starts_on": "2018-01-01"}, "starts_on"),
        ({"starts_on": "2020-12-31"}, "ends_on"),
        ({"slug": "new"}, "slug"),
        ({"title": ""}, "title"),
        ({"parts": ["nonsense"]}, "parts"),
        ({"project": "0"}, "project"),
    ],
)
def test_bad_input_makes_nothing(clone, changes, field):
    answer = clone(**changes)

    expected = field if field in answer.context["form"].fields else "__all__"
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [expected]
    assert Workshop.objects.count() == 1


def test_clone_goes_only_into_projects_that_one_organises(clone):
    answer = clone(project=ProjectFactory().pk)

    assert answer.status_code == 422
    assert "project" in answer.context["form"].errors
