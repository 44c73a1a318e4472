"""A kind of message that exists in these tests only, and a real mail server."""

import datetime
import socket

import pytest
from aiosmtpd.controller import Controller

from mail import kinds

LINK = "https://example.org/r/abc/"


@pytest.fixture
def kind(monkeypatch, tmp_path, settings):
    """A kind of message that exists in these tests only."""
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "test-link.txt").write_text(
        "Subject: {{ workshop_title }}: your link\n\n"
        "Dear {{ name }},\n\n{{ link }}\n\n\n\nUntil {{ until }}.\n"
    )
    settings.TEMPLATES = [
        {**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}
    ]
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    return kinds.declare(
        "test-link",
        description="A link",
        placeholders={"link": "The link.", "until": "The last day."},
        samples={"link": LINK, "until": datetime.date(2019, 11, 30)},
        required={"link"},
    )


class Postmaster:
    """What an SMTP server on loopback received, and what it shall answer instead."""

    def __init__(self):
        self.envelopes = []
        self.answers = []  # to the next RCPT commands, instead of "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if self.answers:
            return self.answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.envelopes.append(envelope)
        return "250 Message accepted for delivery"


@pytest.fixture
def use_server(settings):
    """Configure SMTP as EMAIL_URL does, at a port of loopback."""

    def use(port):
        settings.EMAIL_URL = f"smtp://127.0.0.1:{port}"
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.DEFAULT_FROM_EMAIL = "Rollcall <rollcall@osce.example>"
        settings.EMAIL_TIMEOUT = 5

    return use


@pytest.fixture
def smtp_server(use_server):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    postmaster = Postmaster()
    controller = Controller(postmaster, hostname="127.0.0.1", port=port)
    controller.start()
    use_server(port)
    yield postmaster
    controller.stop()
