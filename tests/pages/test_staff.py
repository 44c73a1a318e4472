"""Where signing in leads, and a workshop's overview."""

import datetime

import pytest
from django.urls import reverse

from jobs.actions.enqueue import enqueue
from pages.numbers import STEPS, with_numbers
from pages.views.staff import next_sessions
from participants.queries import funnel
from tests.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    CertificateFactory,
    DelegationFactory,
    MessageFactory,
    RegistrationFactory,
    TeamMemberFactory,
    WorkshopFactory,
)
from workshops.models import Workshop
from workshops.roles import Role
from workshops.states import MOVES, WorkshopState

YOURS = "/manage/"


def overview_of(workshop):
    return reverse("pages:overview", args=[workshop.slug])


def fill(workshop):
    """A little of everything that the pages count."""
    delegation = DelegationFactory(workshop=workshop)
    registration = RegistrationFactory(workshop=workshop, delegation=delegation)
    RegistrationFactory(workshop=workshop, delegation=delegation, state="submitted")
    AttendanceFactory(registration=registration)
    AgendaItemFactory(workshop=workshop)
    return registration


def test_anonymous_visitor_is_asked_to_sign_in(client, workshop):
    for path in (YOURS, overview_of(workshop)):
        assert client.get(path).status_code == 302


def test_stranger_sees_an_empty_list_and_no_overview(client, workshop, stranger):
    client.force_login(stranger)

    page = client.get(YOURS)

    assert workshop.title not in page.content.decode()
    assert "You are not in the team of a workshop" in page.content.decode()
    assert client.get(overview_of(workshop)).status_code == 404


def test_list_holds_own_workshops_only(organiser_client, workshop):
    other = WorkshopFactory()

    page = organiser_client.get(YOURS).content.decode()

    assert workshop.title in page
    assert other.title not in page


def test_list_says_what_is_missing(organiser_client, workshop):
    RegistrationFactory.create_batch(2, workshop=workshop, state="submitted")

    page = organiser_client.get(YOURS).content.decode()

    assert "2 registrations wait for your decision." in page
    assert "The agenda is empty." in page


def test_door_staff_is_shown_only_what_it_can_do(client, workshop, member_of):
    RegistrationFactory.create_batch(2, workshop=workshop, state="submitted")
    client.force_login(member_of(workshop, Role.DOOR_STAFF))

    page = client.get(YOURS).content.decode()

    assert workshop.title in page
    assert "wait for your decision" not in page


def test_new_workshop_is_offered_in_ones_project(client, workshop, member_of):
    client.force_login(member_of(workshop, of_project=True))

    page = client.get(YOURS).content.decode()

    assert reverse("workshops:create", args=[workshop.project.code]) in page
    assert reverse("workshops:project_create") not in page


def test_new_project_is_offered_to_whoever_may(client, stranger):
    stranger.may_create_projects = True
    stranger.save(update_fields=["may_create_projects"])
    client.force_login(stranger)

    assert reverse("workshops:project_create") in client.get(YOURS).content.decode()


@pytest.mark.parametrize("role", Role)
def test_each_role_opens_the_list(client, workshop, member_of, role):
    fill(workshop)
    client.force_login(member_of(workshop, role, of_project=True))

    assert client.get(YOURS).status_code == 200


def test_list_costs_the_same_for_one_and_three(
    client, django_assert_max_num_queries, workshop, member_of
):
    fill(workshop)
    user = member_of(workshop)
    client.force_login(user)
    client.get(YOURS)
    with django_assert_max_num_queries(100) as one:
        client.get(YOURS)
    for _ in range(2):
        other = TeamMemberFactory(user=user).workshop
        fill(other)

    with django_assert_max_num_queries(100) as three:
        assert client.get(YOURS).content.decode().count("workshop-card") == 3

    assert len(three) == len(one)


def test_numbers_agree_with_those_of_participants(workshop):
    registration = fill(workshop)
    RegistrationFactory(workshop=workshop, delegation=registration.delegation, reserve_rank=1,
                        state="nominated")  # fmt: skip
    CertificateFactory(registration=registration)

    counted = with_numbers(Workshop.objects).get(pk=workshop.pk)

    numbers = {step: getattr(counted, f"n_{step}") for step in STEPS}
    assert numbers == {**funnel(workshop), "attended": 1, "certified": 1}


def test_overview_shows_the_funnel_and_the_seats(organiser_client, workshop):
    registration = fill(workshop)

    page = organiser_client.get(overview_of(workshop)).content.decode()

    assert str(registration.delegation) in page
    assert "2 of 8" in page
    assert "1 registration waits for your decision." in page


def test_overview_costs_the_same_for_one_and_three_delegations(
    organiser_client, django_assert_max_num_queries, workshop
):
    fill(workshop)
    organiser_client.get(overview_of(workshop))
    with django_assert_max_num_queries(100) as one:
        organiser_client.get(overview_of(workshop))
    fill(workshop)
    fill(workshop)

    with django_assert_max_num_queries(100) as three:
        organiser_client.get(overview_of(workshop))

    assert len(three) == len(one)


@pytest.mark.parametrize("state", WorkshopState)
def test_overview_offers_the_legal_moves_and_no_other(organiser_client, workshop, state):
    workshop.state = state
    workshop.save(update_fields=["state"])

    page = organiser_client.get(overview_of(workshop))

    offered = {move.to for move in page.context["moves"]}
    assert offered == MOVES[state] - {WorkshopState.CANCELLED}


def test_assistant_sees_the_state_but_cannot_move_it(client, workshop, member_of):
    client.force_login(member_of(workshop, Role.ASSISTANT))

    page = client.get(overview_of(workshop))

    assert page.context["moves"] == []


def test_door_staff_sees_no_delegations(client, workshop, member_of):
    registration = fill(workshop)
    client.force_login(member_of(workshop, Role.DOOR_STAFF))

    page = client.get(overview_of(workshop)).content.decode()

    assert str(registration.delegation) not in page


def test_overview_names_messages_that_failed(organiser_client, workshop):
    MessageFactory(workshop=workshop, state="failed", error="The mailbox is full.")

    assert "The mailbox is full." in organiser_client.get(overview_of(workshop)).content.decode()


def test_demonstration_says_so(organiser_client, client, workshop):
    workshop.contains_invented_people = True
    workshop.save(update_fields=["contains_invented_people"])

    for path in (overview_of(workshop), f"/workshops/{workshop.slug}/"):
        assert "Demonstration." in organiser_client.get(path).content.decode()


def test_next_sessions_are_those_not_over_on_the_workshops_own_clock(workshop):
    # 08:30 UTC is 10:30 in Kyiv in December.
    now = datetime.datetime(2030, 12, 12, 8, 30, tzinfo=datetime.UTC)
    AgendaItemFactory(workshop=workshop, title="Over", start_minute=9 * 60)
    AgendaItemFactory(workshop=workshop, title="Running", start_minute=10 * 60)
    AgendaItemFactory(workshop=workshop, title="Tomorrow", day=workshop.ends_on, start_minute=480)

    coming = next_sessions(workshop, now=now)

    assert [item.title for item in coming] == ["Running", "Tomorrow"]


def test_overview_shows_ones_running_jobs(organiser_client, organiser, workshop):
    job = enqueue(kind="mail.send", items=["1"], by=organiser)
    others = enqueue(kind="mail.send", items=["2"])

    page = organiser_client.get(overview_of(workshop)).content.decode()

    assert str(job.public_id) in page
    assert str(others.public_id) not in page


def test_overview_of_a_draft_says_what_keeps_it_from_being_published(organiser_client, workshop):
    workshop.state, workshop.venue = WorkshopState.DRAFT, ""
    workshop.save(update_fields=["state", "venue"])

    page = organiser_client.get(overview_of(workshop)).content.decode()

    assert "Its venue is not set." in page


@pytest.mark.parametrize("role, offered", [(Role.ORGANISER, True), (Role.DOOR_STAFF, False)])
def test_outbox_is_offered_to_those_who_read_mail(client, workshop, member_of, role, offered):
    client.force_login(member_of(workshop, role))

    assert (reverse("mail:outbox") in client.get(YOURS).content.decode()) == offered
