"""Where focal points see decisions first, participants hear of theirs when they are told."""

import re

import pytest
from django.urls import reverse

from mail.models import Message
from participants.actions.changing_state import change_state
from participants.actions.offering import offer_seat
from participants.actions.registering import decline
from participants.actions.telling import tell_decision
from participants.links import token_of
from participants.models import Registration
from participants.rules import MoveRefused
from tests.factories import DelegationFactory, FocalPointFactory, RegistrationFactory

pytestmark = pytest.mark.django_db

TICKET = re.compile(r'value="\w{64}"')
REASON = "The seats are kept for investigators."


@pytest.fixture
def held(workshop):
    workshop.holds_decisions = True
    workshop.save()
    return workshop


@pytest.fixture
def delegation(workshop):
    return DelegationFactory(workshop=workshop, quota=8)


@pytest.fixture
def registration(held, delegation):
    return RegistrationFactory(
        workshop=held,
        delegation=delegation,
        state="submitted",
        submitted_at="2030-10-01T08:00Z",
    )


def own_page(client, registration):
    return client.get(reverse("pages:personal", args=[token_of(registration)]))


def kinds():
    return list(Message.objects.order_by("pk").values_list("kind", flat=True))


def test_decision_is_told_at_once_where_nothing_is_held(workshop, organiser):
    registration = RegistrationFactory(workshop=workshop, state="submitted")

    change_state(registration=registration, to="approved", by=organiser)

    assert kinds() == ["registration-approved"]
    assert not registration.decision_is_held


@pytest.mark.parametrize(
    ("to", "tells"),
    [
        ("approved", "Your seat is confirmed."),
        ("waitlisted", "You are on the waiting list."),
        ("rejected", REASON),
    ],
)
def test_own_page_and_mail_wait_until_the_person_is_told(
    client, registration, organiser, to, tells
):
    change_state(registration=registration, to=to, by=organiser, reason=REASON)
    before, mail_before = own_page(client, registration), kinds()
    tell_decision(registration=registration)
    after = own_page(client, registration)

    assert "Your registration is being decided." in before.text
    assert tells not in before.text
    assert mail_before == []
    assert tells in after.text
    assert kinds() == [f"registration-{to}"]


def test_own_page_is_the_same_whatever_was_decided(client, registration, organiser):
    pages = []
    for to in ("approved", "waitlisted", "rejected"):
        Registration.objects.filter(pk=registration.pk).update(state="submitted")
        change_state(registration=registration, to=to, by=organiser, reason=REASON)
        pages.append(TICKET.sub("", own_page(client, registration).text))

    assert pages[0] == pages[1] == pages[2]


def test_form_and_answers_do_not_tell_the_decision(client, registration, organiser):
    change_state(registration=registration, to="rejected", by=organiser, reason=REASON)
    token = token_of(registration)

    form = client.get(reverse("participants:form", args=[token]))
    sent = client.post(reverse("participants:form", args=[token]), {"family_name": "New"})

    for answer in (form, sent):
        assert "is being decided" in answer.text
        assert "Rejected" not in answer.text
    with pytest.raises(MoveRefused, match="being decided"):
        decline(registration=registration)


def test_export_does_not_tell_the_decision(client, registration, organiser):
    change_state(registration=registration, to="rejected", by=organiser, reason=REASON)
    address = reverse("pages:export", args=[token_of(registration)])
    before = client.get(address)
    tell_decision(registration=registration)
    after = client.get(address)

    assert before.json()["registration"]["state"] == "being-decided"
    assert (REASON in before.text, "rejected" in before.text) == (False, False)
    assert after.json()["registration"]["state"] == "rejected"
    assert after.json()["history"][-1]["reason"] == REASON


def test_only_the_last_of_several_held_decisions_is_told(client, registration, organiser):
    change_state(registration=registration, to="waitlisted", by=organiser)
    change_state(registration=registration, to="approved", by=organiser)
    told = [tell_decision(registration=registration) for _click in range(2)]

    assert told == [True, False]
    assert kinds() == ["registration-approved"]
    history = client.get(reverse("pages:export", args=[token_of(registration)])).json()["history"]
    assert [change["to"] for change in history] == ["approved"]


def test_decision_taken_back_leaves_nothing_to_tell(registration, organiser):
    change_state(registration=registration, to="approved", by=organiser)
    change_state(registration=registration, to="submitted", by=organiser)

    assert tell_decision(registration=registration) is False
    assert kinds() == []


def test_offer_of_a_seat_tells_of_the_waiting_list(registration, organiser):
    change_state(registration=registration, to="waitlisted", by=organiser)
    offer_seat(registration=registration, by=organiser)

    registration.refresh_from_db()
    assert not registration.decision_is_held
    assert kinds() == ["registration-offer"]


def test_focal_point_sees_the_decision_at_once_and_the_reason_where_it_is_shown(
    client, held, registration, organiser, delegation
):
    portal = reverse(
        "participants:portal", args=[token_of(FocalPointFactory(delegation=delegation))]
    )
    change_state(registration=registration, to="rejected", by=organiser, reason=REASON)

    plain = client.get(portal).text
    held.shows_reasons_to_focal_points = True
    held.save()
    with_reason = client.get(portal).text

    assert ("Rejected" in plain, REASON in plain) == (True, False)
    assert REASON in with_reason


def test_organiser_tells_one_and_then_all(
    organiser_client, held, registration, organiser, run_jobs
):
    others = [RegistrationFactory(workshop=held, state="submitted") for _each in range(2)]
    for each in (registration, *others):
        change_state(registration=each, to="approved", by=organiser)
    one = reverse("participants:tell", args=[held.slug, registration.pk])
    everybody = reverse("participants:tell_all", args=[held.slug])
    listing = reverse("participants:registrations", args=[held.slug])

    organiser_client.post(one)
    first = kinds()
    page = organiser_client.get(listing, {"told": "no"})
    organiser_client.post(everybody)
    run_jobs()
    again = organiser_client.post(everybody, follow=True)

    assert first == ["registration-approved"]
    assert set(page.context["page"].object_list) == set(others)
    assert page.context["untold"] == 2
    assert kinds() == ["registration-approved"] * 3
    assert "Everybody has been told." in again.text
    assert not Registration.objects.filter(decision_is_held=True).exists()


def test_overview_says_that_decisions_have_not_been_told(organiser_client, registration, organiser):
    change_state(registration=registration, to="approved", by=organiser)

    page = organiser_client.get(reverse("pages:overview", args=[registration.workshop.slug]))

    assert "1 decision has not been told to the participant." in page.text
