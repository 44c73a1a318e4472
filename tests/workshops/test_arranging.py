"""Rooms, organisers and the team: add, order, remove, and the refusals."""

import pytest
from django.urls import reverse

from tests.factories import (
    AgendaItemFactory,
    OrganisationFactory,
    RoomFactory,
    TeamMemberFactory,
    UserFactory,
    WorkshopFactory,
    WorkshopOrganiserFactory,
)
from workshops.actions.staffing import StaffingRefused, add_member, remove_member
from workshops.models import Organisation, Room, TeamMember
from workshops.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(organiser_client, workshop):
    def send(page, /, *rows, **form):
        keys = [row.pk for row in rows]
        address = reverse(f"workshops:{page}", args=[workshop.slug, *keys])
        return organiser_client.post(address, form, follow=True)

    return send


def names(workshop):
    return [room.name for room in workshop.rooms.order_by("position")]


# --- Rooms --------------------------------------------------------------------------------------


def test_rooms_are_added_in_their_order(post, workshop):
    post("rooms", name="Plenary", seats="60")
    post("rooms", name=" Lobby ", seats="")

    assert names(workshop) == ["Plenary", "Lobby"]
    assert [room.seats for room in workshop.rooms.all()] == [60, None]


def test_name_of_a_room_is_taken_once_in_any_case(post, workshop):
    RoomFactory(workshop=workshop, name="Plenary")

    answer = post("rooms", name="plenary", seats="77")

    assert answer.status_code == 422
    assert answer.context["form"].errors["name"] == ["There is already a room of this name."]
    assert 'value="77"' in answer.content.decode()


def test_room_is_edited_and_its_name_kept(post, workshop):
    room = RoomFactory(workshop=workshop, name="Plenary")

    post("room", room, name="Plenary", seats="80")

    assert Room.objects.get().seats == 80


def test_rooms_are_moved_and_stay_at_the_ends(post, workshop):
    first, second, third = (RoomFactory(workshop=workshop, name=name) for name in "ABC")

    post("move_room", third, to="up")
    post("move_room", first, to="up")
    post("move_room", second, to="down")

    assert names(workshop) == ["A", "C", "B"]


def test_room_in_use_is_not_deleted(post, workshop):
    room = RoomFactory(workshop=workshop, name="Plenary")
    AgendaItemFactory(workshop=workshop).rooms.add(room)

    answer = post("delete_room", room)

    assert Room.objects.count() == 1
    assert "“Plenary” is in use." in answer.content.decode()


def test_room_that_is_not_used_is_deleted(post, workshop):
    post("delete_room", RoomFactory(workshop=workshop))

    assert Room.objects.count() == 0


# --- Organisers ---------------------------------------------------------------------------------


def test_new_name_makes_an_organisation_and_a_known_one_is_found(post, workshop):
    known = OrganisationFactory(name="OSCE Secretariat")

    post("organisers", organisation="osce secretariat", part="lead")
    post("organisers", organisation="National Police of Ukraine", part="host")

    parts = [(o.organisation.name, o.part) for o in workshop.organisers.order_by("position")]
    assert parts == [(known.name, "lead"), ("National Police of Ukraine", "host")]
    assert Organisation.objects.count() == 2


def test_organisation_has_a_part_once(post, workshop):
    organiser = WorkshopOrganiserFactory(workshop=workshop, part="lead")

    answer = post("organisers", organisation=organiser.organisation.name, part="lead")

    assert answer.status_code == 422
    assert "already has this part" in answer.context["form"].errors["organisation"][0]


def test_organisers_are_moved(post, workshop):
    first = WorkshopOrganiserFactory(workshop=workshop)
    second = WorkshopOrganiserFactory(workshop=workshop)

    post("move_organiser", first, to="down")

    assert list(workshop.organisers.order_by("position")) == [second, first]


def test_last_organiser_of_a_published_workshop_stays(post, workshop):
    first = WorkshopOrganiserFactory(workshop=workshop)
    second = WorkshopOrganiserFactory(workshop=workshop)

    post("remove_organiser", first)
    answer = post("remove_organiser", second)

    assert list(workshop.organisers.all()) == [second]
    assert "A published workshop needs an organiser." in answer.content.decode()


# --- Team ---------------------------------------------------------------------------------------


def test_account_is_added_by_its_address(post, workshop):
    user = UserFactory(email="Ana@example.org")

    post("team", email="ana@example.org", role="door")

    assert TeamMember.objects.filter(user=user, workshop=workshop, role="door").exists()


@pytest.mark.parametrize(
    ("form", "field", "sentence"),
    [
        ({"email": "nobody@example.org", "role": "door"}, "email", "There is no account"),
        ({"email": "known@example.org", "role": "door"}, "role", "already has this role"),
        ({"email": "known@example.org", "role": "king"}, "role", "Select a valid choice."),
    ],
)
def test_bad_addition_is_refused_beside_its_field(post, workshop, form, field, sentence):
    TeamMemberFactory(
        workshop=workshop, user=UserFactory(email="known@example.org"), role=Role.DOOR_STAFF
    )

    answer = post("team", **form)

    assert answer.status_code == 422
    assert sentence in answer.context["form"].errors[field][0]
    assert form["email"] in answer.content.decode()


def test_role_for_the_whole_project_is_given_by_its_organisers_only(workshop, organiser):
    user = UserFactory()
    facts = {"workshop": workshop, "email": user.email, "role": "organiser"}

    with pytest.raises(StaffingRefused):
        add_member(**facts, in_whole_project=True, by=organiser)

    TeamMemberFactory(workshop=None, project=workshop.project, user=organiser)
    member = add_member(**facts, in_whole_project=True, by=organiser)
    assert member.workshop is None


def test_last_organiser_of_a_workshop_stays(post, workshop, organiser):
    answer = post("remove_member", TeamMember.objects.get(user=organiser))

    assert TeamMember.objects.count() == 1
    assert "A workshop needs at least one organiser." in answer.content.decode()


def test_last_organiser_of_a_project_stays():
    first = TeamMemberFactory(workshop=None, project=WorkshopFactory().project)
    second = TeamMemberFactory(workshop=None, project=first.project)

    remove_member(member=first, by=second.user)

    with pytest.raises(StaffingRefused, match="A project needs"):
        remove_member(member=second, by=second.user)


def test_who_leaves_the_team_lands_on_a_page_they_may_see(
    organiser_client, workshop, organiser, settings
):
    TeamMemberFactory(workshop=workshop)
    member = TeamMember.objects.get(user=organiser)

    answer = organiser_client.post(
        reverse("workshops:remove_member", args=[workshop.slug, member.pk])
    )

    assert answer.url == settings.LOGIN_REDIRECT_URL


# --- Lists --------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("name", "factory", "queries"),
    [
        ("rooms", RoomFactory, 5),
        ("organisers", WorkshopOrganiserFactory, 6),
        ("team", TeamMemberFactory, 6),
    ],
)
def test_lists_ask_as_many_queries_for_three_rows_as_for_one(
    organiser_client, workshop, django_assert_num_queries, name, factory, queries, count
):
    factory.create_batch(count, workshop=workshop)

    with django_assert_num_queries(queries):
        organiser_client.get(reverse(f"workshops:{name}", args=[workshop.slug]))
