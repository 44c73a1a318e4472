"""What anyone may see."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import OrganisationFactory, WorkshopFactory, WorkshopOrganiserFactory
from workshops.states import PUBLIC_STATES, WorkshopState

YESTERDAY = timezone.now().date() - datetime.timedelta(days=2)


def page_of(workshop):
    return reverse("pages:workshop", args=[workshop.slug])


def test_empty_catalogue_says_what_to_do(client, db):
    page = client.get("/").content.decode()

    assert "No workshop is announced yet" in page
    assert reverse("account_login") in page


def test_catalogue_parts_coming_from_past(client, db):
    coming = WorkshopFactory()
    past = WorkshopFactory(starts_on=YESTERDAY, ends_on=YESTERDAY)

    context = client.get("/").context

    assert [entry["workshop"] for entry in context["upcoming"]] == [coming]
    assert [entry["workshop"] for entry in context["past"]] == [past]


@pytest.mark.parametrize("state", WorkshopState)
def test_only_public_states_are_shown(client, db, state):
    workshop = WorkshopFactory(state=state)

    is_listed = workshop.title in client.get("/").content.decode()

    assert is_listed == (state in PUBLIC_STATES)
    assert client.get(page_of(workshop)).status_code == (200 if is_listed else 404)


def test_catalogue_costs_the_same_for_one_and_three(client, db, django_assert_num_queries):
    WorkshopFactory()
    with django_assert_num_queries(1):
        client.get("/")
    WorkshopFactory.create_batch(2)

    with django_assert_num_queries(1):
        assert len(client.get("/").context["upcoming"]) == 3


def test_page_names_organisers_by_their_part(client, workshop):
    for position, (part, name) in enumerate([("lead", "OSCE"), ("donor", "Norway")]):
        WorkshopOrganiserFactory(
            workshop=workshop,
            organisation=OrganisationFactory(name=name),
            part=part,
            position=position,
        )

    page = client.get(page_of(workshop))

    assert page.context["organisers"] == [("Lead organiser", ["OSCE"]), ("Donor", ["Norway"])]
    assert "Europe/Kyiv" in page.content.decode()


def test_page_costs_the_same_for_one_and_three_organisers(
    client, workshop, django_assert_num_queries
):
    WorkshopOrganiserFactory(workshop=workshop)
    with django_assert_num_queries(2):
        client.get(page_of(workshop))
    for _ in range(2):
        WorkshopOrganiserFactory(workshop=workshop)

    with django_assert_num_queries(2):
        client.get(page_of(workshop))


@pytest.mark.parametrize(
    "state, is_open, offered",
    [("published", True, True), ("published", False, False), ("closed", True, False)],
)
def test_registering_is_offered_while_it_is_open(client, db, state, is_open, offered):
    workshop = WorkshopFactory(state=state, open_registration=is_open)

    page = client.get(page_of(workshop)).content.decode()

    assert (reverse("participants:register_openly", args=[workshop.slug]) in page) == offered


@pytest.mark.parametrize("is_public", [True, False])
def test_agenda_is_linked_when_it_is_public(client, db, is_public):
    workshop = WorkshopFactory(agenda_is_public=is_public)

    page = client.get(page_of(workshop)).content.decode()

    assert (reverse("agenda:public", args=[workshop.slug]) in page) == is_public


def test_cancelled_workshop_says_so(client, db):
    workshop = WorkshopFactory(state="cancelled")

    assert "This workshop has been cancelled." in client.get(page_of(workshop)).content.decode()
