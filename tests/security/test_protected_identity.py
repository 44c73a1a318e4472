"""Where the name or address of a protected person could come through by a back door."""

import smtplib

import pytest
from django.urls import reverse

from mail import delivery
from mail.models import Message
from participants.actions.protecting import protect
from participants.actions.sending_links import send_registration_link
from tests.factories import PersonFactory, RegistrationFactory, TeamMemberFactory
from workshops.roles import Role

pytestmark = pytest.mark.django_db

ALIAS = "Delegate 7"


@pytest.fixture
def registration(workshop):
    person = PersonFactory(
        given_names="Zviad", family_name="Qipiani", email="zviad.qipiani@police.example"
    )
    return RegistrationFactory(workshop=workshop, person=person, state="invited")


@pytest.fixture
def assistant_client(client, workshop):
    client.force_login(TeamMemberFactory(workshop=workshop, role=Role.ASSISTANT).user)
    return client


def gives_away(answer):
    page = answer.content.decode().lower()
    return [part for part in ("zviad", "qipiani") if part in page]


@pytest.mark.parametrize("is_protected_first", [True, False])
def test_outbox_shows_neither_name_nor_address(
    assistant_client, organiser, registration, is_protected_first
):
    if is_protected_first:
        protect(registration=registration, alias=ALIAS, by=organiser)
        send_registration_link(registration=registration)
    else:
        send_registration_link(registration=registration)
        Message.objects.update(subject="To Zviad Qipiani")
        protect(registration=registration, alias=ALIAS, by=organiser)
    message = Message.objects.get()

    listed = assistant_client.get(reverse("mail:outbox"))
    page = assistant_client.get(reverse("mail:message", args=[message.pk]))

    assert (gives_away(listed), gives_away(page)) == ([], [])
    assert ALIAS in listed.content.decode()
    assert ALIAS in page.content.decode()


def test_reason_of_a_failure_repeats_no_address(registration, settings, monkeypatch):
    settings.EMAIL_URL = "smtp://x"
    send_registration_link(registration=registration)
    words = b"<Zviad.Qipiani@police.example>: no such user"
    refusal = smtplib.SMTPRecipientsRefused({"x": (550, words)})
    monkeypatch.setattr(
        "django.core.mail.EmailMessage.send", lambda self: (_ for _ in ()).throw(refusal)
    )

    with pytest.raises(delivery.Refused) as refused:
        delivery.deliver(Message.objects.get())

    assert "iani" not in refused.value.sentence
    assert "no such user" in refused.value.sentence
