"""Calendars behind a personal link: what a participant goes to, and a speaker's own sessions."""

import pytest
from django.utils import timezone
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar
from pytest_django.asserts import assertContains

from participants.links import new_link, token_of
from sessions.actions.choosing import choose_session
from tests.factories import (
    AgendaItemFactory,
    AppearanceFactory,
    RegistrationFactory,
    SpeakerFactory,
    WorkshopFactory,
    released,
)
from workshops.states import WorkshopState

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_workshop():
    return WorkshopFactory(agenda_is_public=True, working_languages=["en"])


@pytest.fixture
def agenda(open_workshop):
    facts = {
        "Opening": {"start_minute": 540, "in_all_rooms": True, "kind": "opening"},
        "Italy": {"start_minute": 600, "translations": {"fr": {"title": "Italie"}}},
        "Spain": {"start_minute": 600},
    }
    items = {
        title: AgendaItemFactory(workshop=open_workshop, title=title, **more)
        for title, more in facts.items()
    }
    released(open_workshop)
    return items


@pytest.fixture
def registration(open_workshop):
    return RegistrationFactory(
        workshop=open_workshop, state="approved", submitted_at=timezone.now()
    )


def address(holder):
    kind = "s" if hasattr(holder, "biography") else "r"
    return f"/{kind}/{token_of(holder)}/agenda.ics"


def events(client, holder, **query):
    """Title and status of each event as one parser reads them, after both agreed."""
    content = client.get(address(holder), query).content
    found = [
        (str(event["SUMMARY"]), str(event["STATUS"]), event.start)
        for event in Calendar.from_ical(content).walk("VEVENT")
    ]
    again = IcsCalendarStream.calendar_from_ics(content.decode()).events
    assert sorted(found) == sorted((e.summary, e.status.value, e.dtstart) for e in again)
    return {title: status for title, status, _start in found}


def test_participant_gets_plenaries_and_what_they_chose(client, registration, agenda):
    assert set(events(client, registration)) == {"Opening", "Italy", "Spain"}

    choose_session(registration=registration, uid=str(agenda["Spain"].uid))

    assert set(events(client, registration)) == {"Opening", "Spain"}


def test_speaker_gets_the_own_sessions_alone_even_when_protected(client, open_workshop, agenda):
    speaker = AppearanceFactory(item=agenda["Italy"], speaker__workshop=open_workshop).speaker
    RegistrationFactory(
        workshop=open_workshop, person=speaker.person, is_protected=True, alias="Expert A"
    )
    released(open_workshop)

    assert events(client, speaker) == {"Italy": "CONFIRMED"}
    assert events(client, speaker, lang="fr") == {"Italie": "CONFIRMED"}
    assert speaker.person.family_name not in client.get(address(speaker)).content.decode()
    assert events(client, SpeakerFactory(workshop=open_workshop)) == {}


def test_events_are_those_of_the_whole_calendar(client, open_workshop, registration, agenda):
    agenda["Italy"].start_minute = 605
    agenda["Italy"].save()
    released(open_workshop)

    def numbers(path):
        found = Calendar.from_ical(client.get(path).content).walk("VEVENT")
        return {(str(event["UID"]), event["SEQUENCE"]) for event in found}

    whole = numbers(f"/workshops/{open_workshop.slug}/agenda.ics")
    assert numbers(address(registration)) == whole
    assert (f"{agenda['Italy'].uid}@rollcall", 1) in whole


def test_cancelled_sessions_are_said_to_whom_they_concern(
    client, open_workshop, registration, agenda
):
    speaker = AppearanceFactory(item=agenda["Italy"], speaker__workshop=open_workshop).speaker
    elsewhere = RegistrationFactory(
        workshop=open_workshop, state="approved", submitted_at=timezone.now()
    )
    released(open_workshop)
    choose_session(registration=registration, uid=str(agenda["Italy"].uid))
    choose_session(registration=elsewhere, uid=str(agenda["Spain"].uid))
    agenda["Italy"].delete()
    released(open_workshop)

    assert events(client, registration) == {
        "Opening": "CONFIRMED",
        "Spain": "CONFIRMED",
        "Italy": "CANCELLED",
    }
    assert events(client, elsewhere) == {"Opening": "CONFIRMED", "Spain": "CONFIRMED"}
    assert events(client, speaker) == {"Italy": "CANCELLED"}


def test_cancelled_workshop_cancels_all(client, open_workshop, registration, agenda):
    open_workshop.state = WorkshopState.CANCELLED
    open_workshop.save()

    assert set(events(client, registration).values()) == {"CANCELLED"}


def test_own_calendar_is_kept_by_nobody_and_opens_by_its_link_alone(
    client, open_workshop, registration, agenda
):
    speaker = SpeakerFactory(workshop=open_workshop)

    for holder in (registration, speaker):
        old = address(holder)
        answer = client.get(old)
        assert answer["Cache-Control"] == "no-store"
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        assert client.post(old).status_code == 405
        new_link(holder)
        assert client.get(old).status_code == 410
    assert client.get("/r/nothing/agenda.ics").status_code == 404
    assert client.get("/s/nothing/agenda.ics").status_code == 404


def test_participants_calendar_is_as_closed_as_the_agenda(client, open_workshop, agenda):
    left = RegistrationFactory(workshop=open_workshop, state="declined")
    comes = RegistrationFactory(workshop=open_workshop, state="approved")

    assert client.get(address(left)).status_code == 404
    open_workshop.agenda_is_public = False
    open_workshop.save()
    assert client.get(address(comes)).status_code == 404


def test_calendar_before_the_first_release_is_empty(client, open_workshop, registration):
    AgendaItemFactory(workshop=open_workshop)

    assert events(client, registration) == {}


def test_fetching_too_often_is_refused(client, registration, agenda, monkeypatch):
    monkeypatch.setattr("common.throttling.allow", lambda *_args: False)

    assert client.get(address(registration)).status_code == 429


def test_pages_offer_their_calendar(client, open_workshop, registration, agenda, settings):
    settings.SITE_URL = "https://rollcall.example"
    speaker = AppearanceFactory(item=agenda["Italy"], speaker__workshop=open_workshop).speaker

    for holder in (registration, speaker):
        path = address(holder)
        page = client.get(path.removesuffix("agenda.ics"), headers={"accept-language": "fr"})

        assertContains(page, f'href="webcal://rollcall.example{path}?lang=fr"')
        assertContains(page, f'href="{path}"')
