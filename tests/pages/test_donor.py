"""A donor sees numbers of a project, never names."""

import pytest
from django.urls import reverse

from tests.factories import DelegationFactory, RegistrationFactory, WorkshopFactory
from workshops.roles import Role


@pytest.fixture
def registration(workshop):
    return RegistrationFactory(
        workshop=workshop,
        delegation=DelegationFactory(workshop=workshop, organisation_name="", country="GE"),
        person__given_names="Zurab",
        person__family_name="Gogichaishvili",
        person__name_in_own_script="ზურაბ",
        person__email="zurab@example.org",
    )


@pytest.fixture
def donor_client(client, workshop, member_of):
    client.force_login(member_of(workshop, Role.DONOR, of_project=True))
    return client


def numbers_of(workshop):
    return reverse("pages:numbers", args=[workshop.project.code])


def test_numbers_hold_counts_and_no_name(donor_client, workshop, registration):
    page = donor_client.get(numbers_of(workshop))

    text = page.content.decode()
    assert page.context["by_state"] == [("Georgia", 1)]
    for name in ("Zurab", "Gogichaishvili", "ზურაბ", "zurab@example.org"):
        assert name not in text


def test_landing_page_of_a_donor_holds_no_name_and_no_way_to_one(
    donor_client, workshop, registration
):
    text = donor_client.get("/manage/").content.decode()

    assert workshop.title in text
    assert "Gogichaishvili" not in text
    assert reverse("pages:overview", args=[workshop.slug]) not in text


def test_donor_finds_nobody(donor_client, registration):
    page = donor_client.post(reverse("pages:search"), {"q": "Gogichaishvili"})

    assert page.context["found"].total == 0


def test_donor_cannot_open_the_overview(donor_client, workshop):
    assert donor_client.get(reverse("pages:overview", args=[workshop.slug])).status_code == 404


def test_drafts_are_no_numbers_yet(donor_client, workshop):
    draft = WorkshopFactory(project=workshop.project, state="draft", title="Not decided")

    assert draft.title not in donor_client.get(numbers_of(workshop)).content.decode()
    assert draft.title not in donor_client.get("/manage/").content.decode()


@pytest.mark.parametrize("role", [Role.CERTIFICATE_STAFF, Role.DOOR_STAFF])
def test_numbers_are_404_without_the_permission(client, workshop, member_of, role):
    client.force_login(member_of(workshop, role, of_project=True))

    assert client.get(numbers_of(workshop)).status_code == 404


def test_numbers_of_another_project_are_404(donor_client):
    assert donor_client.get(numbers_of(WorkshopFactory())).status_code == 404


def test_numbers_ask_anonymous_visitors_to_sign_in(client, workshop):
    assert client.get(numbers_of(workshop)).status_code == 302


def test_numbers_cost_the_same_for_one_and_three_workshops(
    donor_client, django_assert_max_num_queries, workshop, registration
):
    donor_client.get(numbers_of(workshop))
    with django_assert_max_num_queries(50) as one:
        donor_client.get(numbers_of(workshop))
    for _ in range(2):
        RegistrationFactory(workshop=WorkshopFactory(project=workshop.project))

    with django_assert_max_num_queries(50) as three:
        donor_client.get(numbers_of(workshop))

    assert len(three) == len(one)
