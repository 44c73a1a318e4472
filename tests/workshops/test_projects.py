"""Projects: created by the few, edited by their organisers, with donors by name."""

import pytest
from django.urls import reverse

from tests.factories import (
    OrganisationFactory,
    ProjectFactory,
    TeamMemberFactory,
    UserFactory,
    WorkshopFactory,
)
from workshops.models import Organisation, Project, TeamMember

pytestmark = pytest.mark.django_db

CREATE = reverse("workshops:project_create")


def typed(**changes):
    return {
        "title": "Combating human trafficking along migration routes",
        "code": "UK-2019-17",
        "starts_on": "2019-01-01",
        "ends_on": "2020-12-31",
        "funding": "",
        "description": "Typed with care",
        "donors": "Home Office\n\n  United   Kingdom ",
        **changes,
    }


@pytest.fixture
def founder(client):
    user = UserFactory(may_create_projects=True)
    client.force_login(user)
    return user


@pytest.fixture
def member(client):
    member = TeamMemberFactory(workshop=None, project=ProjectFactory())
    client.force_login(member.user)
    return member


def test_founder_becomes_the_organiser(client, founder):
    answer = client.post(CREATE, typed())

    project = Project.objects.get()
    assert answer.url == reverse("workshops:project", args=["UK-2019-17"])
    assert TeamMember.objects.get().user == founder
    assert (TeamMember.objects.get().workshop, TeamMember.objects.get().role) == (None, "organiser")
    assert [donor.name for donor in project.donors.order_by("name")] == [
        "Home Office",
        "United Kingdom",
    ]


def test_known_donor_is_found_in_any_case_and_by_short_name(client, founder):
    known = OrganisationFactory(name="Home Office of the United Kingdom", short_name="Home Office")

    client.post(CREATE, typed(donors="home office"))

    assert list(Project.objects.get().donors.all()) == [known]
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"ends_on": "2018-12-31"}, "ends_on", "The last day is before the first day."),
        ({"code": "NEW"}, "code", "used by Rollcall itself"),
        ({"code": "UK 2019"}, "code", "letters, digits and hyphens"),
        ({"code": "taken"}, "code", "already a project with this code"),
        ({"title": "x" * 251}, "title", "at most 250 characters"),
        ({"donors": "x" * 251}, "donors", "at most 250 characters"),
    ],
)
def test_bad_input_is_refused_beside_its_field(client, founder, changes, field, sentence):
    ProjectFactory(code="TAKEN")

    answer = client.post(CREATE, typed(**changes))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert sentence in answer.context["form"].errors[field][0]
    assert "Typed with care" in answer.content.decode()
    assert Project.objects.count() == 1
    assert Organisation.objects.count() == 0


def test_project_is_edited(client, member):
    answer = client.post(
        reverse("workshops:project", args=[member.project.code]), typed(title="Second phase")
    )

    member.project.refresh_from_db()
    assert answer.status_code == 302
    assert member.project.title == "Second phase"


def test_project_cannot_leave_its_workshops_outside(client, member):
    WorkshopFactory(
        project=member.project, title="Kyiv", starts_on="2019-12-12", ends_on="2019-12-13"
    )

    answer = client.post(
        reverse("workshops:project", args=[member.project.code]), typed(ends_on="2019-11-30")
    )

    assert answer.context["form"].errors["ends_on"] == [
        "The workshop “Kyiv” (12–13 December 2019) would lie outside the project."
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_project_page_asks_as_many_queries_for_three_workshops_as_for_one(
    client, member, django_assert_num_queries, count
):
    WorkshopFactory.create_batch(count, project=member.project)

    with django_assert_num_queries(5):
        client.get(reverse("workshops:project", args=[member.project.code]))
