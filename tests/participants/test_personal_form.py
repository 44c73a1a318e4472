import datetime

import pytest

from participants.consent import PRIVACY_NOTICE_VERSION
from participants.models import Registration
from tests.factories import RegistrationFactory
from workshops.states import WorkshopState

pytestmark = pytest.mark.django_db


def whole(**changes):
    return {
        "submit": "1",
        "given_names": "Ana",
        "family_name": "Beridze",
        "name_in_own_script": "ანა ბერიძე",
        "email": "ana@example.org",
        "agency": "Patrol Police",
        "position": "Head of unit",
        "certificate_language": "fr",
        "accepts_privacy_notice": "on",
        **changes,
    }


def sentences(response):
    return {name: list(errors) for name, errors in response.context["form"].errors.items()}


def test_sent_form_is_stored_with_consent(client, form_url, registration):
    response = client.post(form_url, whole(consents_to_list="on"))

    registration.refresh_from_db()
    assert response.status_code == 302
    assert (registration.state, registration.agency) == ("submitted", "Patrol Police")
    assert registration.person.name_in_own_script == "ანა ბერიძე"
    assert registration.consent_version == PRIVACY_NOTICE_VERSION
    assert (registration.consents_to_list, registration.consents_to_photographs) == (True, False)
    assert registration.state_changes.get().actor == "participant"


def test_half_a_form_is_saved_and_asks_for_nothing(client, form_url, registration):
    response = client.post(form_url, {"save": "1", "agency": "Patrol Police", "family_name": ""})

    registration.refresh_from_db()
    assert response.status_code == 302
    assert (registration.state, registration.agency) == ("invited", "Patrol Police")
    assert registration.person.family_name != ""


def test_what_is_missing_is_said_and_what_is_right_is_kept(client, form_url, registration):
    response = client.post(form_url, whole(position="", dietary_needs="No nuts"))

    registration.refresh_from_db()
    assert response.status_code == 422
    assert list(sentences(response)) == ["position"]
    assert (registration.state, registration.dietary_needs) == ("invited", "No nuts")


def test_overlong_name_is_a_sentence_and_stays_typed(client, form_url):
    long_name = "Anastasia-" * 20

    response = client.post(form_url, whole(given_names=long_name))

    assert sentences(response) == {
        "given_names": ["Ensure this value has at most 120 characters (it has 200)."]
    }
    assert long_name in response.content.decode()


def test_without_consent_nothing_is_sent(client, form_url, registration):
    response = client.post(form_url, whole(accepts_privacy_notice=""))

    assert "accepts_privacy_notice" in sentences(response)
    registration.refresh_from_db()
    assert registration.state == "invited"


def test_journey_in_the_wrong_year_is_noticed(client, form_url, workshop):
    response = client.post(form_url, whole(arrives_on="2029-12-11", departs_on="2030-12-14"))

    assert sentences(response)["arrives_on"] == [
        "11 December 2029 is far from the workshop, which is on 12–13 December 2030."
        " Is the year right?"
    ]


def test_departure_before_arrival_is_noticed_also_in_a_draft(client, form_url, registration):
    Registration.objects.update(departs_on=datetime.date(2030, 12, 14))

    response = client.post(
        form_url, {"save": "1", "arrives_on": "2030-12-13", "departs_on": "2030-12-12"}
    )

    assert sentences(response)["departs_on"] == ["The departure is before the arrival."]


def test_address_of_somebody_else_is_refused_and_the_rest_kept(
    client, form_url, registration, workshop
):
    RegistrationFactory(workshop=workshop, delegation=None, person__email="taken@example.org")

    response = client.post(form_url, whole(email="Taken@example.org", agency="Border Police"))

    registration.refresh_from_db()
    assert response.status_code == 422
    assert sentences(response)["email"] == [
        "This e-mail address is already in use in this workshop."
    ]
    assert registration.agency == "Border Police"


def test_sent_registration_is_corrected_until_approval(client, form_url, registration):
    client.post(form_url, whole())
    client.post(form_url, whole(given_names="Anna"))

    registration.refresh_from_db()
    assert registration.person.given_names == "Anna"
    assert registration.state_changes.count() == 1


def test_after_approval_names_are_fixed_and_the_rest_is_not(client, form_url, registration):
    client.post(form_url, whole())
    Registration.objects.update(state="approved")

    page = client.get(form_url)
    client.post(form_url, whole(given_names="Changed", dietary_needs="Vegetarian"))

    registration.refresh_from_db()
    assert "ask the organisers to change them" in page.content.decode()
    assert registration.person.given_names == "Ana"
    assert (registration.dietary_needs, registration.state) == ("Vegetarian", "approved")


@pytest.mark.parametrize("state", ["rejected", "withdrawn", "cancelled"])
def test_who_is_out_reads_why(client, form_url, registration, state):
    Registration.objects.update(state=state)

    response = client.post(form_url, whole())

    registration.refresh_from_db()
    assert "ask the organisers" in response.content.decode()
    assert registration.state == state


def test_cancelled_workshop_takes_no_form(client, form_url, workshop):
    workshop.state = WorkshopState.CANCELLED
    workshop.save()

    assert "This workshop has been cancelled." in client.get(form_url).content.decode()


def test_who_was_put_on_the_waiting_list_stays_there(client, form_url, registration):
    Registration.objects.update(state="waitlisted")

    client.post(form_url, whole())

    registration.refresh_from_db()
    assert registration.state == "waitlisted"
