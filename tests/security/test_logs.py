"""What the log holds when something goes wrong: where, never who."""

import io
import logging

import pytest
from django.conf import settings as installed
from django.db import IntegrityError

from common.logging import LineFormatter, RequestIdFilter
from participants.links import token_of
from tests.factories import RegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def written():
    """The log as the console gets it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(RequestIdFilter())
    handler.setFormatter(LineFormatter("{levelname} {name} {message}", style="{"))
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)


def test_console_uses_this_formatter():
    assert installed.LOGGING["formatters"]["line"]["class"] == "common.logging.LineFormatter"


def test_error_of_a_page_is_logged_without_what_the_exception_quotes(client, written, monkeypatch):
    name = "".join(["zviad", ".", "qipiani"])  # a traceback shows the lines of the source

    def broken(*args, **kwargs):
        try:
            raise IntegrityError(f"Key (email)=({name}@police.example) already exists.")
        except IntegrityError as error:
            raise RuntimeError(f"about {name}") from error

    monkeypatch.setattr("pages.views.public.place_of", broken)
    registration = RegistrationFactory()
    client.raise_request_exception = False

    answer = client.get(f"/workshops/{registration.workshop.slug}/")

    assert answer.status_code == 500
    log = written.getvalue()
    assert "RuntimeError" in log
    assert "IntegrityError" in log
    assert "in broken" in log
    assert name not in log


@pytest.mark.parametrize("tail", ["", "»/", "%20/", "\n/"])
def test_personal_link_with_something_behind_it_stays_out(client, written, tail):
    token = token_of(RegistrationFactory())

    client.get(f"/r/{token[:-1]}{tail}/x")

    assert token[:-1] not in written.getvalue()
    assert "Not Found" in written.getvalue()


def test_search_and_refused_forms_leave_no_name(client, written, workshop, organiser):
    client.force_login(organiser)

    client.post("/manage/search/", {"q": "Qipiani"})
    client.post(f"/manage/workshops/{workshop.slug}/participants/new/", {"email": "qipiani"})
    client.post(f"/manage/workshops/{workshop.slug}/participants/", {"search": "Qipiani"})

    assert "qipiani" not in written.getvalue().lower()
