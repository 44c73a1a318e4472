"""The outbox: who reads it, what it shows, cancelling and sending again."""

import pytest
from django.urls import reverse

from mail.actions.cancelling import TooLate, cancel
from mail.actions.retrying import NothingToRetry, retry
from mail.models import Message
from tests.factories import MessageFactory, TeamMemberFactory, UserFactory
from workshops.roles import PERMISSIONS, Role

pytestmark = pytest.mark.django_db

OUTBOX = reverse("mail:outbox")


def page_of(message, name="mail:message"):
    return reverse(name, args=[message.pk])


@pytest.fixture
def superuser(db):
    return UserFactory(is_superuser=True)


def test_outbox_lists_newest_first_with_their_state(organiser_client, workshop):
    MessageFactory(workshop=workshop, subject="Older", state="failed", error="No such mailbox")
    MessageFactory(workshop=workshop, subject="Newer", state="sent", was_kept=True)

    text = organiser_client.get(OUTBOX).content.decode()

    assert text.index("Newer") < text.index("Older")
    assert "No such mailbox" in text
    assert "Kept here, not sent" in text
    assert "No mail server is configured" in text


def test_outbox_is_filtered_by_state(organiser_client, workshop):
    MessageFactory(workshop=workshop, subject="Waits")
    MessageFactory(workshop=workshop, subject="Broke", state="failed")

    text = organiser_client.get(OUTBOX, {"state": "failed"}).content.decode()

    assert "Broke" in text
    assert "Waits" not in text


@pytest.mark.parametrize("count", [1, 3])
def test_outbox_asks_as_many_queries_for_three_messages_as_for_one(
    organiser_client, workshop, django_assert_num_queries, count
):
    MessageFactory.create_batch(count, workshop=workshop)

    with django_assert_num_queries(6):
        organiser_client.get(OUTBOX)


def test_message_shows_its_whole_text(organiser_client, workshop):
    message = MessageFactory(workshop=workshop, body="Dear Ana,\n\nhttps://example.org/r/x/\n")

    text = organiser_client.get(page_of(message)).content.decode()

    assert "Dear Ana," in text
    assert 'href="https://example.org/r/x/"' in text


def test_anonymous_is_asked_to_sign_in(client):
    message = MessageFactory()

    for address in (OUTBOX, page_of(message)):
        assert client.get(address).url.startswith("/accounts/login/")


def test_strangers_find_nothing(client, stranger, workshop):
    message = MessageFactory(workshop=workshop, subject="For Ana alone")
    elsewhere = TeamMemberFactory().user

    client.force_login(stranger)
    assert client.get(OUTBOX).status_code == 404
    assert client.get(page_of(message)).status_code == 404

    client.force_login(elsewhere)
    assert message.subject not in client.get(OUTBOX).content.decode()
    assert client.get(page_of(message)).status_code == 404


@pytest.mark.parametrize("role", Role.values)
def test_reading_and_cancelling_follow_the_table(client, workshop, role):
    message = MessageFactory(workshop=workshop)
    client.force_login(TeamMemberFactory(workshop=workshop, role=role).user)

    reads = client.get(page_of(message)).status_code
    cancels = client.post(page_of(message, "mail:cancel")).status_code

    assert reads == (200 if role in PERMISSIONS["mail.view"] else 404)
    assert cancels == (302 if role in PERMISSIONS["mail.cancel"] else 404)


def test_sign_in_code_is_readable_only_where_no_mail_leaves(client, superuser, settings):
    message = MessageFactory(workshop=None, is_secret=True, body="Your code: 123456")
    client.force_login(superuser)

    kept = client.get(page_of(message)).content.decode()
    settings.EMAIL_URL = "smtp://mail.example.org"
    sent = client.get(page_of(message)).content.decode()

    assert "123456" in kept
    assert "123456" not in sent


def test_secret_of_a_workshop_is_hidden_from_its_organiser(organiser_client, workshop):
    message = MessageFactory(workshop=workshop, is_secret=True, body="Your code: 123456")

    assert "123456" not in organiser_client.get(page_of(message)).content.decode()


def test_waiting_message_is_cancelled_once(organiser_client, organiser, workshop):
    message = MessageFactory(workshop=workshop)

    organiser_client.post(page_of(message, "mail:cancel"))
    organiser_client.post(page_of(message, "mail:cancel"))

    message.refresh_from_db()
    assert message.state == Message.State.CANCELLED
    assert str(organiser) in message.error


@pytest.mark.parametrize("facts", [{"state": "sent"}, {"held_by": "7"}])
def test_message_that_has_gone_or_is_going_cannot_be_cancelled(organiser, workshop, facts):
    message = MessageFactory(workshop=workshop, **facts)

    with pytest.raises(TooLate):
        cancel(message=message, by=organiser)


def test_failed_message_is_sent_again_once(organiser_client, workshop, run_jobs):
    message = MessageFactory(workshop=workshop, state="failed", error="No such mailbox")

    organiser_client.post(page_of(message, "mail:retry"))
    organiser_client.post(page_of(message, "mail:retry"))
    run_jobs()

    message.refresh_from_db()
    assert (message.state, message.error) == (Message.State.SENT, "")


@pytest.mark.parametrize("state", ["sent", "queued", "cancelled"])
def test_only_failures_are_sent_again(organiser, workshop, state):
    message = MessageFactory(workshop=workshop, state=state)

    with pytest.raises(NothingToRetry):
        retry(message=message, by=organiser)


def test_all_failures_of_ones_own_workshops_are_sent_again(organiser_client, workshop):
    mine = MessageFactory.create_batch(2, workshop=workshop, state="failed")
    other = MessageFactory(state="failed")

    organiser_client.post(reverse("mail:retry_all"))

    states = dict(Message.objects.values_list("pk", "state"))
    assert [states[message.pk] for message in mine] == ["queued", "queued"]
    assert states[other.pk] == "failed"


@pytest.mark.parametrize("name", ["mail:cancel", "mail:retry"])
def test_changes_need_a_post(organiser_client, workshop, name):
    message = MessageFactory(workshop=workshop)

    assert organiser_client.get(page_of(message, name)).status_code == 405
