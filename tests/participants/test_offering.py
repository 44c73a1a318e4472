"""A seat offered to the waiting list is held, answered, or given back in time."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from mail.models import Message
from participants.actions.changing_state import change_state
from participants.actions.nominating import nominate
from participants.actions.offering import accept_offer, decline_offer, expire_offer, offer_seat
from participants.links import token_of
from participants.models import Offer
from participants.rules import MoveRefused, SeatsTaken
from tests.factories import DelegationFactory, RegistrationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def delegation(workshop):
    return DelegationFactory(workshop=workshop, quota=1)


@pytest.fixture
def waiting(workshop, delegation):
    return RegistrationFactory(
        workshop=workshop,
        delegation=delegation,
        state="waitlisted",
        submitted_at=timezone.now(),
    )


@pytest.fixture
def offer(waiting):
    return offer_seat(registration=waiting, by=UserFactory())


def later(offer):
    return offer.expires_at + datetime.timedelta(seconds=1)


def test_offer_is_written_with_the_link_to_answer(offer, waiting):
    message = Message.objects.get()

    assert (message.kind, message.to) == ("registration-offer", waiting.person.email)
    assert f"/r/{token_of(waiting)}/offer/" in message.body
    assert "(Europe/Kyiv)" in message.body


def test_held_seat_is_given_to_nobody_else(offer, delegation):
    with pytest.raises(SeatsTaken):
        nominate(delegation=delegation, given_names="A", family_name="B", email="b@example.org")


def test_no_seat_no_offer(workshop, delegation, waiting):
    RegistrationFactory(workshop=workshop, delegation=delegation)

    with pytest.raises(SeatsTaken):
        offer_seat(registration=waiting, by=UserFactory())


def test_accepting_gives_the_seat(offer, waiting):
    accept_offer(offer=offer)

    waiting.refresh_from_db()
    assert (waiting.state, Offer.objects.get().answer) == ("approved", "accepted")


def test_accepting_where_two_must_approve_waits_for_them(offer, waiting, workshop):
    workshop.needs_two_approvals = True
    workshop.save()

    accept_offer(offer=offer)

    waiting.refresh_from_db()
    assert waiting.state == "submitted"


def test_declining_frees_the_seat(offer, waiting, delegation):
    decline_offer(offer=offer)

    waiting.refresh_from_db()
    assert waiting.state == "declined"
    assert nominate(delegation=delegation, given_names="A", family_name="B", email="b@x.org")


def test_late_answer_is_refused(offer):
    for answer in (accept_offer, decline_offer):
        with pytest.raises(MoveRefused, match="has ended"):
            answer(offer=offer, now=later(offer))


def test_expired_offer_is_told_once_and_the_person_goes_on_waiting(offer, waiting):
    assert expire_offer(pk=offer.pk) is False
    assert expire_offer(pk=offer.pk, now=later(offer)) is True
    assert expire_offer(pk=offer.pk, now=later(offer)) is False

    waiting.refresh_from_db()
    assert waiting.state == "waitlisted"
    assert Message.objects.filter(kind="registration-offer-expired").count() == 1


def test_job_ends_the_offer_when_its_time_has_come(offer, run_jobs):
    run_jobs()
    assert Offer.objects.get().answer == ""

    Offer.objects.update(expires_at=timezone.now())
    from jobs.models import JobItem

    JobItem.objects.update(due_at=timezone.now())
    run_jobs()

    assert Offer.objects.get().answer == "expired"


def test_organisers_decision_ends_the_offer(offer, waiting):
    change_state(registration=waiting, to="rejected", by=UserFactory(), reason="Full")

    assert Offer.objects.get().answer == "withdrawn"


def test_one_open_offer_at_a_time(offer, waiting):
    with pytest.raises(MoveRefused, match="already"):
        offer_seat(registration=waiting, by=UserFactory())


@pytest.mark.parametrize(
    "changes", [{"state": "submitted"}, {"reserve_rank": 1}, {"submitted_at": None}]
)
def test_only_who_waits_and_has_registered_is_offered_a_seat(waiting, changes):
    for name, value in changes.items():
        setattr(waiting, name, value)
    waiting.save()

    with pytest.raises(MoveRefused):
        offer_seat(registration=waiting, by=UserFactory())


def test_person_answers_on_the_own_page(client, offer, waiting):
    url = reverse("participants:offer", args=[token_of(waiting)])

    assert "Yes, I take the seat" in client.get(url).content.decode()
    client.post(url, {"accept": "1"})

    waiting.refresh_from_db()
    assert waiting.state == "approved"
    assert "You have taken this seat." in client.get(url).content.decode()


def test_without_an_offer_there_is_no_page(client, waiting):
    assert client.get(reverse("participants:offer", args=[token_of(waiting)])).status_code == 404


def test_organiser_offers_singly_and_in_bulk(organiser_client, workshop, waiting):
    organiser_client.post(
        reverse("participants:decide_many", args=[workshop.slug]),
        {"chosen": [waiting.pk], "action": "offer"},
    )
    again = organiser_client.post(
        reverse("participants:offer_seat", args=[workshop.slug, waiting.pk]), follow=True
    )

    assert Offer.objects.count() == 1
    assert "A seat has been offered already" in again.content.decode()


def test_held_seat_is_the_first_thing_on_the_own_page(client, offer, waiting):
    page = reverse("pages:personal", args=[token_of(waiting)])

    held = client.get(page)
    main = held.text.partition("<main")[2]
    client.post(reverse("participants:offer", args=[token_of(waiting)]), {"accept": "1"})
    taken = client.get(page)

    assert held.context["until"].endswith("(Europe/Kyiv)")
    assert main.index("A seat for you") < main.index(held.context["until"])
    assert main.index('name="decline"') < main.index("The workshop")
    assert "on the waiting list" not in main.partition("The workshop")[0]
    assert 'name="accept"' not in taken.text
    waiting.refresh_from_db()
    assert waiting.state == "approved"


def test_offer_that_has_run_out_holds_the_own_page_no_more(client, offer, waiting):
    Offer.objects.update(expires_at=timezone.now())

    page = client.get(reverse("pages:personal", args=[token_of(waiting)]))

    assert page.context["until"] == ""
    assert "You are on the waiting list." in page.text
