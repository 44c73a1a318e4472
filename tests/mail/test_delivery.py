"""Messages against a real SMTP server: what travels, what is refused, what is tried again."""

import socket
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.utils import timezone

from jobs.actions.enqueue import enqueue
from jobs.models import JobItem
from mail.delivery import HOLD, take_in_hand
from mail.models import Message
from tests.factories import MessageFactory

pytestmark = pytest.mark.django_db


def queued(**facts):
    message = MessageFactory(**facts)
    enqueue(kind="mail.send", items=[str(message.pk)])
    return message


def received(smtp_server):
    envelope = smtp_server.envelopes[-1]
    return message_from_bytes(envelope.content, policy=policy.default)


def make_due():
    JobItem.objects.filter(finished_at=None).update(due_at=timezone.now())


def test_message_travels_with_its_headers(smtp_server, run_jobs):
    message = queued(
        to="ana@example.org",
        to_name="Բագրատունյան, Անի",
        reply_to="organiser@example.org",
        language="fr",
        subject="Séminaire à Kyiv – Ваша ссылка",
        body="Bonjour Անի,\n\nhttps://example.org/r/abc/\n",
    )

    run_jobs()

    mail = received(smtp_server)
    assert mail["Subject"].strip() == "Séminaire à Kyiv – Ваша ссылка"
    assert mail["To"].addresses[0].display_name == "Բագրատունյան, Անի"
    assert mail["To"].addresses[0].addr_spec == "ana@example.org"
    assert mail["From"] == "Rollcall <rollcall@osce.example>"
    assert mail["Reply-To"] == "organiser@example.org"
    assert mail["Message-ID"] == f"<{message.pk}@osce.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Content-Language"] == "fr"
    assert mail.get_content().splitlines() == message.body.splitlines()
    message.refresh_from_db()
    assert (message.state, message.was_kept) == (Message.State.SENT, False)
    assert message.sent_at is not None


def test_name_cannot_inject_a_header(smtp_server, run_jobs):
    queued(to_name="Ana\r\nBcc: all@example.org", subject="Hello\r\nBcc: all@example.org")

    run_jobs()

    mail = received(smtp_server)
    assert mail["Bcc"] is None
    assert smtp_server.envelopes[-1].rcpt_tos == ["somebody@example.org"]


def test_refused_recipient_fails_with_the_words_of_the_server(smtp_server, run_jobs):
    smtp_server.answers = ["550 5.1.1 No such mailbox here"]
    message = queued()

    run_jobs()

    message.refresh_from_db()
    assert message.state == Message.State.FAILED
    assert "550 5.1.1 No such mailbox here" in message.error
    assert JobItem.objects.get().state == "failed"


def test_busy_server_is_asked_again(smtp_server, run_jobs):
    smtp_server.answers = ["451 4.3.0 Greylisted, try later"]
    message = queued()

    run_jobs()
    message.refresh_from_db()
    after_first = (message.state, message.error)
    make_due()
    run_jobs()

    message.refresh_from_db()
    assert after_first[0] == Message.State.QUEUED
    assert "451 4.3.0 Greylisted" in after_first[1]
    assert (message.state, message.error) == (Message.State.SENT, "")
    assert len(smtp_server.envelopes) == 1


def test_server_that_stays_down_fails_the_message_after_the_last_attempt(use_server, run_jobs):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        use_server(closed.getsockname()[1])
        message = queued()

        run_jobs()
        message.refresh_from_db()
        after_first = message.state
        for _ in range(2):
            make_due()
            run_jobs()

    message.refresh_from_db()
    assert after_first == Message.State.QUEUED
    assert message.state == Message.State.FAILED
    assert "cannot be reached" in message.error


def test_same_row_is_sent_once_however_many_jobs_ask(smtp_server, run_jobs):
    message = queued()
    enqueue(kind="mail.send", items=[str(message.pk)])

    run_jobs()
    run_jobs()

    assert len(smtp_server.envelopes) == 1


def test_message_in_other_hands_is_left_alone_until_the_hold_runs_out():
    message = MessageFactory()
    now = timezone.now()

    first = take_in_hand(str(message.pk), holder="1", now=now)
    second = take_in_hand(str(message.pk), holder="2", now=now)
    again = take_in_hand(str(message.pk), holder="1", now=now)
    later = take_in_hand(str(message.pk), holder="2", now=now + HOLD + timedelta(seconds=1))

    assert [bool(taken) for taken in (first, second, again, later)] == [True, False, True, True]


@pytest.mark.parametrize("state", ["cancelled", "sent", "failed"])
def test_message_that_does_not_wait_is_not_sent(smtp_server, run_jobs, state):
    queued(state=state)

    run_jobs()

    assert smtp_server.envelopes == []


def test_without_a_server_the_message_is_kept_and_says_so(run_jobs, mailoutbox):
    message = queued()

    run_jobs()

    message.refresh_from_db()
    assert (message.state, message.was_kept) == (Message.State.SENT, True)
    assert message.state_words == "Kept here, not sent"
    assert mailoutbox == []


def test_text_of_a_secret_message_is_forgotten_once_it_is_on_its_way(smtp_server, run_jobs):
    message = queued(is_secret=True, body="Your code: 123456")

    run_jobs()

    message.refresh_from_db()
    assert "123456" in received(smtp_server).get_content()
    assert message.body == ""
