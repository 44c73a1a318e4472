"""Who may do what: the table of permissions, walked through real requests for every page."""

import pytest
from django.urls import reverse

from tests.factories import (
    ProjectFactory,
    RoomFactory,
    TeamMemberFactory,
    UserFactory,
    WorkshopFactory,
    WorkshopOrganiserFactory,
)
from workshops.roles import PERMISSIONS, Role

pytestmark = [pytest.mark.django_db, pytest.mark.once]

PAGES = {
    "workshops:edit": "workshop.edit",
    "workshops:rooms": "workshop.edit",
    "workshops:organisers": "workshop.edit",
    "workshops:team": "workshop.team",
    "workshops:change_state": "workshop.publish",
    "workshops:clone": "workshop.create",
}
ROWS = {
    "workshops:room": "workshop.edit",
    "workshops:move_room": "workshop.edit",
    "workshops:delete_room": "workshop.delete",
    "workshops:move_organiser": "workshop.edit",
    "workshops:remove_organiser": "workshop.delete",
    "workshops:remove_member": "workshop.team",
}
PROJECT_PAGES = {"workshops:project": "project.edit", "workshops:create": "workshop.create"}


def row_of(name, workshop):
    if "room" in name:
        return RoomFactory(workshop=workshop)
    if "member" in name:
        return TeamMemberFactory(workshop=workshop, role=Role.DONOR)
    return WorkshopOrganiserFactory(workshop=workshop)


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize(("name", "permission"), PAGES.items())
@pytest.mark.parametrize("whole_project", [True, False])
def test_pages_of_a_workshop_follow_the_table(
    client, workshop, role, name, permission, whole_project
):
    where = (
        {"workshop": None, "project": workshop.project} if whole_project else {"workshop": workshop}
    )
    client.force_login(TeamMemberFactory(role=role, **where).user)

    status = client.get(reverse(name, args=[workshop.slug])).status_code

    may = role in PERMISSIONS[permission]
    if name == "workshops:clone":
        may = may and whole_project  # a clone is a new workshop of the project
    assert status == (200 if may else 404)


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize(("name", "permission"), ROWS.items())
def test_changes_of_rows_follow_the_table(client, workshop, role, name, permission):
    client.force_login(TeamMemberFactory(workshop=workshop, role=role).user)
    row = row_of(name, workshop)

    status = client.post(reverse(name, args=[workshop.slug, row.pk])).status_code

    allowed = 422 if name == "workshops:room" else 302
    assert status == (allowed if role in PERMISSIONS[permission] else 404)


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize(("name", "permission"), PROJECT_PAGES.items())
def test_pages_of_a_project_follow_the_table(client, role, name, permission):
    member = TeamMemberFactory(workshop=None, project=ProjectFactory(), role=role)
    client.force_login(member.user)

    status = client.get(reverse(name, args=[member.project.code])).status_code

    assert status == (200 if role in PERMISSIONS[permission] else 404)


@pytest.mark.parametrize("name", [*PAGES, *PROJECT_PAGES])
def test_anonymous_is_asked_to_sign_in(client, workshop, name):
    argument = workshop.project.code if name in PROJECT_PAGES else workshop.slug

    answer = client.get(reverse(name, args=[argument]))

    assert answer.url.startswith("/accounts/login/")


@pytest.mark.parametrize("name", [*PAGES, *PROJECT_PAGES])
def test_strangers_and_other_workshops_organisers_find_nothing(client, workshop, stranger, name):
    argument = workshop.project.code if name in PROJECT_PAGES else workshop.slug
    elsewhere = TeamMemberFactory(workshop=WorkshopFactory()).user
    sibling = TeamMemberFactory(workshop=WorkshopFactory(project=workshop.project)).user

    statuses = []
    for user in (stranger, elsewhere, sibling):
        client.force_login(user)
        statuses.append(client.get(reverse(name, args=[argument])).status_code)

    assert statuses == [404, 404, 404]


@pytest.mark.parametrize("name", ROWS)
def test_rows_of_another_workshop_are_not_reached(organiser_client, workshop, name):
    foreign = row_of(name, WorkshopFactory())

    status = organiser_client.post(reverse(name, args=[workshop.slug, foreign.pk])).status_code

    assert status == 404


@pytest.mark.parametrize("name", [name for name in ROWS if name != "workshops:room"])
def test_changes_need_a_post(organiser_client, workshop, name):
    row = row_of(name, workshop)

    assert organiser_client.get(reverse(name, args=[workshop.slug, row.pk])).status_code == 405


def test_projects_are_begun_by_the_few(client, stranger):
    answers = []
    for user in (stranger, UserFactory(may_create_projects=True), UserFactory(is_superuser=True)):
        client.force_login(user)
        answers.append(client.get(reverse("workshops:project_create")).status_code)

    assert answers == [404, 200, 200]


def test_second_factor_is_demanded_where_it_is_set(organiser_client, workshop, settings):
    settings.REQUIRE_SECOND_FACTOR = True

    answer = organiser_client.get(reverse("workshops:edit", args=[workshop.slug]))

    assert answer.url == reverse("mfa_index")
