import re

import pytest

from mail.models import Message
from participants.models import Registration
from tests.factories import RegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop(workshop):
    workshop.open_registration = True
    workshop.save()
    return workshop


@pytest.fixture
def url(workshop):
    return f"/workshops/{workshop.slug}/register/"


def typed(**changes):
    return {
        "given_names": "Olena",
        "family_name": "Bondar",
        "email": "olena@example.org",
        "agency": "Cyber Police",
        "delegation": "",
        **changes,
    }


def answer(client, message):
    """Open the link of ``message`` and send the form there."""
    path = re.search(r"(/r/\S+/)", message.body)[1]
    return client.post(
        f"{path}registration/",
        {
            "submit": "1",
            "given_names": "Olena",
            "family_name": "Bondar",
            "email": "olena@example.org",
            "agency": "Cyber Police",
            "position": "Analyst",
            "accepts_privacy_notice": "on",
        },
    )


def test_nobody_takes_a_seat_before_the_address_is_proved(client, url, delegation):
    client.post(url, typed(delegation=delegation.pk))

    registration = Registration.objects.get()
    assert (registration.holds_seat, registration.is_awaiting_confirmation) == (False, True)
    assert Message.objects.get().kind == "registration-confirm"

    answer(client, Message.objects.get())

    registration.refresh_from_db()
    assert (registration.state, registration.delegation) == ("submitted", delegation)


def test_last_seat_goes_to_waiting_list_when_taken(client, url, delegation):
    delegation.quota = 1
    delegation.save()
    RegistrationFactory(workshop=delegation.workshop, delegation=delegation)
    client.post(url, typed(delegation=delegation.pk))

    answer(client, Message.objects.get())

    registration = Registration.objects.get(came_openly=True)
    assert (registration.state, registration.submitted_at is None) == ("waitlisted", False)
    assert Message.objects.filter(kind="registration-waitlisted").count() == 1


def test_known_and_unknown_addresses_get_the_same_answer(client, url, workshop):
    known = RegistrationFactory(workshop=workshop, person__email="known@example.org")

    first = client.post(url, typed(email="KNOWN@example.org"))
    second = client.post(url, typed(email="new@example.org"))

    assert (first.status_code, first.url) == (second.status_code, second.url)
    assert Message.objects.get(to="known@example.org").kind == "registration-link"
    assert Registration.objects.filter(person__family_name="Bondar").count() == 1
    known.refresh_from_db()
    assert known.person.family_name != "Bondar"
    page = client.get(first.url).content.decode()
    assert "If this address is already registered, its link was sent again." in page


def test_rejected_person_gets_no_error_that_tells(client, url, workshop):
    RegistrationFactory(workshop=workshop, state="rejected", person__email="olena@example.org")

    assert client.post(url, typed()).status_code == 302


def test_programs_that_fill_in_everything_are_ignored(client, url):
    response = client.post(url, typed(website="https://spam.example"))

    assert response.status_code == 302
    assert not Registration.objects.exists()


def test_one_address_gets_few_messages(client, url):
    for n in range(7):
        client.post(url, typed(family_name=f"Bondar {n}"))

    assert Message.objects.count() <= 5
    assert Registration.objects.count() == 1


def test_delegations_past_their_deadline_are_not_offered(client, url, delegation):
    delegation.deadline = "2020-01-01"
    delegation.save()

    response = client.post(url, typed(delegation=delegation.pk))

    assert response.status_code == 422
    assert "delegation" in response.context["form"].errors


@pytest.mark.parametrize(
    ("opened", "state", "status"),
    [(False, "published", 200), (True, "closed", 200), (True, "draft", 404)],
)
def test_closed_registration_says_so(client, url, workshop, opened, state, status):
    workshop.open_registration, workshop.state = opened, state
    workshop.save()

    response = client.post(url, typed())

    assert response.status_code == status
    assert not Registration.objects.exists()
