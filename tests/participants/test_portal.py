import pytest
from django.utils import timezone

from participants.links import LinkRefused, registration_for, token_of
from participants.models import Registration
from tests.factories import DelegationFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


def typed(**changes):
    return {
        "given_names": "Nino",
        "family_name": "Kobakhidze",
        "email": "nino@example.org",
        "title": "",
        "agency": "",
        "position": "",
        **changes,
    }


def test_own_delegation_and_nothing_else(client, portal, registration, workshop):
    other = RegistrationFactory(workshop=workshop, delegation=DelegationFactory(workshop=workshop))

    text = client.get(portal).content.decode()

    assert registration.person.family_name in text
    assert other.person.family_name not in text
    for action in ("", "withdrawal/", "head/", "order/", "substitute/", "link/"):
        assert client.post(f"{portal}people/{other.pk}/{action}").status_code == 404


def test_person_is_named_and_written_to(client, portal, delegation, workshop):
    response = client.post(f"{portal}people/new/", typed(send_link="on"))

    named = delegation.registrations.get()
    assert response.status_code == 302
    assert (named.state, workshop.messages.get().to) == ("invited", "nino@example.org")


def test_full_delegation_is_a_sentence_and_nothing_is_lost(client, portal, delegation):
    delegation.quota = 0
    delegation.save()

    response = client.post(f"{portal}people/new/", typed())

    text = response.content.decode()
    assert response.status_code == 422
    assert f"{delegation} has no seats. You can name this person as a reserve." in text
    assert 'value="Kobakhidze"' in text


def test_nominee_is_edited_until_submitted(client, portal, registration):
    url = f"{portal}people/{registration.pk}/"
    client.post(url, typed(given_names="Nina"))
    Registration.objects.update(state="submitted")
    client.post(url, typed(given_names="Too late"))

    registration.refresh_from_db()
    assert registration.person.given_names == "Nina"


def test_begun_registration_is_not_redirected_to_another_address(client, portal, registration):
    url, old = f"{portal}people/{registration.pk}/", token_of(registration)
    client.post(url, typed(email="right@example.org"))
    with pytest.raises(LinkRefused):
        registration_for(old)

    Registration.objects.update(opened_at=timezone.now())
    response = client.post(url, typed(email="mine@example.org"))

    registration.refresh_from_db()
    assert "email" in response.context["form"].errors
    assert registration.person.email == "right@example.org"


def test_withdrawing_lets_the_reserve_move_up(client, portal, delegation, registration):
    delegation.quota = 1
    delegation.save()
    reserve = RegistrationFactory(
        workshop=delegation.workshop, delegation=delegation, state="nominated", reserve_rank=1
    )

    client.post(f"{portal}people/{registration.pk}/withdrawal/")

    registration.refresh_from_db()
    reserve.refresh_from_db()
    assert (registration.state, reserve.reserve_rank) == ("withdrawn", None)
    assert registration.state_changes.get().actor == "focal-point"


def test_reserves_change_places(client, portal, delegation):
    first, second = (
        RegistrationFactory(
            workshop=delegation.workshop, delegation=delegation, state="nominated", reserve_rank=n
        )
        for n in (1, 2)
    )

    client.post(f"{portal}people/{second.pk}/order/", {"to": "up"})

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.reserve_rank, second.reserve_rank) == (2, 1)


def test_substitute_takes_over(client, portal, registration, delegation):
    client.post(f"{portal}people/{registration.pk}/substitute/", typed())

    registration.refresh_from_db()
    assert registration.state == "substituted"
    assert registration.successor.person.family_name == "Kobakhidze"


def test_after_the_deadline_the_page_says_why_and_nothing_changes(
    client, portal, delegation, registration
):
    delegation.deadline = "2020-01-31"
    delegation.save()

    page = client.get(portal).content.decode()
    client.post(f"{portal}people/new/", typed())
    for action in ("withdrawal/", "head/", "order/"):
        client.post(f"{portal}people/{registration.pk}/{action}")
    client.post(f"{portal}people/{registration.pk}/substitute/", typed())
    client.post(f"{portal}people/{registration.pk}/", typed())

    registration.refresh_from_db()
    assert "Nominations ended on 31 January 2020. Ask the organisers" in page
    assert "Name a person" not in page
    assert (registration.state, registration.is_head) == ("invited", False)
    assert delegation.registrations.count() == 1


def test_portal_costs_the_same_for_one_person_and_for_three(
    client, portal, delegation, registration, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(portal)
    with CaptureQueriesContext(connection) as one:
        client.get(portal)
    for _each in range(2):
        RegistrationFactory(workshop=delegation.workshop, delegation=delegation)

    with django_assert_num_queries(len(one)):
        client.get(portal)
