"""allauth's mail becomes queued rows, the same for known and unknown addresses."""

import pytest
from django.core import mail as django_mail
from django.urls import reverse

from mail.models import Message
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def ask_for_code(client, address):
    return client.post(reverse("account_request_login_code"), {"email": address})


def test_sign_in_code_is_queued_and_secret(client):
    user = UserFactory(language="fr")

    ask_for_code(client, user.email)

    message = Message.objects.get()
    assert (message.to, message.kind) == (user.email, "account-login-code")
    assert message.language == "fr"
    assert message.is_secret
    assert message.state == Message.State.QUEUED
    assert django_mail.outbox == []


def test_page_does_not_tell_whether_an_account_exists(client):
    user = UserFactory()

    known = ask_for_code(client, user.email)
    client.cookies.clear()
    unknown = ask_for_code(client, "nobody@example.org")

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert Message.objects.count() == 2


def test_host_of_the_request_does_not_reach_the_text(client, settings):
    settings.ALLOWED_HOSTS = ["*"]

    client.post(
        reverse("account_request_login_code"),
        {"email": "nobody@example.org"},
        headers={"host": "evil.example"},
    )

    assert "evil.example" not in Message.objects.get().body
