"""The printed list of participants: who stands on it, in what order, and who does not."""

import pypdfium2
import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains

from tests.factories import DelegationFactory, RegistrationFactory, TeamMemberFactory
from workshops.roles import Role

pytestmark = pytest.mark.django_db


def pdf_of(client, workshop, **query):
    return client.get(reverse("certificates:participants_pdf", args=[workshop.slug]), query)


def text_of(response):
    assert response["Content-Type"] == "application/pdf"
    with pypdfium2.PdfDocument(response.content) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return " ".join(" ".join(pages).split())


def in_order(text, *words):
    places = [text.index(word) for word in words]
    return places == sorted(places)


@pytest.fixture
def people(workshop):
    """Two of Spain, the head last by name; one of Germany; all agreed to be listed."""
    rows = []
    for code, name, is_head in (
        ("ES", "Alba", False),
        ("ES", "Zamora", True),
        ("DE", "Kurz", True),
    ):
        delegation = workshop.delegations.filter(country=code).first() or DelegationFactory(
            workshop=workshop, country=code, organisation_name=""
        )
        rows.append(
            RegistrationFactory(
                workshop=workshop,
                delegation=delegation,
                person__family_name=name,
                is_head=is_head,
                consents_to_list=True,
                position=f"Position of {name}",
            )
        )
    return rows


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Germany", "Kurz", "Spain", "Zamora Head of delegation", "Alba")),
        ("fr", ("Allemagne", "Kurz", "Espagne", "Zamora", "Alba")),
        ("ru", ("Германия", "Kurz", "Испания", "Zamora", "Alba")),
    ],
)
def test_order_is_protocol_in_the_language_chosen(
    organiser_client, workshop, people, language, words
):
    text = text_of(pdf_of(organiser_client, workshop, language=language))

    assert in_order(text, *words)
    assert "Position of Alba" in text


def test_circulated_list_holds_only_who_agreed(organiser_client, workshop, people):
    people[0].consents_to_list = False
    people[0].save()

    circulated = text_of(pdf_of(organiser_client, workshop))
    internal = text_of(pdf_of(organiser_client, workshop, **{"for": "internal"}))

    assert "Alba" not in circulated
    assert "Alba" in internal
    assert "Internal: for the organisers only" in internal
    assert "2 participants" in circulated
    assert "3 participants" in internal


def test_protected_people_are_an_alias_inside_and_nobody_outside(
    organiser_client, workshop, people
):
    protected = people[0]
    protected.is_protected, protected.alias = True, "Delegate 7"
    protected.save()

    circulated = text_of(pdf_of(organiser_client, workshop))
    internal = text_of(pdf_of(organiser_client, workshop, **{"for": "internal"}))

    for words in ("Alba", "Position of Alba"):
        assert words not in circulated
        assert words not in internal
    assert "Delegate 7" not in circulated
    assert "Delegate 7" in internal


def test_seats_not_confirmed_are_not_listed(organiser_client, workshop):
    RegistrationFactory(
        workshop=workshop, state="submitted", person__family_name="Early", consents_to_list=True
    )

    assert "Early" not in text_of(pdf_of(organiser_client, workshop))


def test_list_costs_the_same_for_one_row_and_for_three(
    organiser_client, workshop, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    RegistrationFactory(workshop=workshop, consents_to_list=True)
    pdf_of(organiser_client, workshop)
    with CaptureQueriesContext(connection) as one:
        pdf_of(organiser_client, workshop)
    for _n in range(2):
        RegistrationFactory(workshop=workshop, consents_to_list=True)

    with django_assert_max_num_queries(len(one)):
        pdf_of(organiser_client, workshop)


def test_door_staff_do_not_get_the_list(client, workshop):
    client.force_login(TeamMemberFactory(workshop=workshop, role=Role.DOOR_STAFF).user)

    assert pdf_of(client, workshop).status_code == 404


def test_long_list_is_printed_in_the_print_room(organiser_client, workshop, monkeypatch):
    monkeypatch.setattr("certificates.documents.participants.MOST", 1)
    for _n in range(2):
        RegistrationFactory(workshop=workshop, consents_to_list=True)

    response = organiser_client.get(
        reverse("certificates:participants_pdf", args=[workshop.slug]), follow=True
    )

    assert response.request["PATH_INFO"].endswith("/print/participants/")
    assertContains(response, "It is printed here, in the background")
