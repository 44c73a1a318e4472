"""What anyone may see: the public agenda and its calendar."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar
from pytest_django.asserts import assertContains, assertNotContains

from sessions.actions.scheduling import Details, Part, schedule
from tests.factories import (
    AgendaItemFactory,
    AppearanceFactory,
    PersonFactory,
    RegistrationFactory,
    SpeakerFactory,
    TeamMemberFactory,
    WorkshopFactory,
    released,
)
from workshops.roles import Role
from workshops.states import WorkshopState

pytestmark = pytest.mark.django_db
KYIV = ZoneInfo("Europe/Kyiv")


@pytest.fixture
def open_workshop():
    return WorkshopFactory(agenda_is_public=True, venue="Hotel Ukraine")


def page_of(client, workshop, name="public"):
    return client.get(reverse(f"agenda:{name}", args=[workshop.slug]))


def events_of(client, workshop):
    return Calendar.from_ical(page_of(client, workshop, "calendar").content).walk("VEVENT")


@pytest.mark.parametrize("name", ["public", "calendar"])
@pytest.mark.parametrize(
    "facts",
    [
        {"agenda_is_public": False},
        {"agenda_is_public": True, "state": WorkshopState.DRAFT},
        {"agenda_is_public": True, "state": WorkshopState.ARCHIVED},
    ],
)
def test_agenda_is_for_staff_only_until_it_is_opened(client, stranger, name, facts):
    workshop = WorkshopFactory(**facts)

    assert page_of(client, workshop, name).status_code == 404
    for user in (
        stranger,
        TeamMemberFactory(workshop=workshop, role=Role.DONOR).user,
        TeamMemberFactory(role=Role.ORGANISER).user,
    ):
        client.force_login(user)
        assert page_of(client, workshop, name).status_code == 404

    client.force_login(TeamMemberFactory(workshop=workshop, role=Role.CERTIFICATE_STAFF).user)
    response = page_of(client, workshop, name)
    assert response.status_code == 200
    assert "public" not in response["Cache-Control"]
    if name == "public":
        assertContains(response, "Only the workshop's staff can see this page so far.")


def test_unknown_workshop_is_not_found(client):
    assert client.get("/workshops/none/agenda/").status_code == 404


def test_agenda_shows_days_rooms_speakers_and_the_zone(client, open_workshop):
    part = AppearanceFactory(item__workshop=open_workshop, item__title="Case study: Italy")
    part.item.rooms.create(workshop=open_workshop, name="Blue hall")
    AgendaItemFactory(workshop=open_workshop, title="Secret", day=None, start_minute=None)
    released(open_workshop)

    response = page_of(client, open_workshop)

    for words in ("12 December 2030", "09:00–10:00", "Blue hall", "State Police", "Europe/Kyiv"):
        assertContains(response, words)
    assertContains(response, part.speaker.person.full_name)
    assertNotContains(response, "Secret")
    assertNotContains(response, "Only the workshop")


@pytest.mark.parametrize("is_same_workshop", [True, False])
def test_protected_people_never_appear(client, open_workshop, is_same_workshop):
    person = PersonFactory(given_names="Hidden", family_name="Name")
    AppearanceFactory(
        item__workshop=open_workshop,
        speaker=SpeakerFactory(workshop=open_workshop, person=person, agency="Secret agency"),
    )
    where = open_workshop if is_same_workshop else WorkshopFactory()
    released(open_workshop)
    RegistrationFactory(workshop=where, person=person, is_protected=True, alias="Officer K")

    for name in ("public", "calendar"):
        content = page_of(client, open_workshop, name).content.decode()
        for words in ("Hidden", "Officer K", "Secret agency"):
            assert words not in content


@pytest.mark.parametrize("name", ["public", "calendar"])
def test_queries_do_not_grow_with_sessions(
    client, open_workshop, name, django_assert_max_num_queries
):
    counts = []
    for number in (1, 3):
        while open_workshop.agenda.count() < number:
            item = AppearanceFactory(item__workshop=open_workshop).item
            AppearanceFactory(item=item)
            item.rooms.create(workshop=open_workshop, name=f"Hall {number}{item.pk}")
        released(open_workshop)
        with django_assert_max_num_queries(12) as queries:
            page_of(client, open_workshop, name)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_calendar_has_what_calendars_need(client, open_workshop):
    part = AppearanceFactory(
        item__workshop=open_workshop,
        item__title="Case study; Italy, “Falcone”",
        item__abstract="Two lines,\nwith a comma",
    )
    part.item.rooms.create(workshop=open_workshop, name="Blue hall")
    released(open_workshop)

    response = page_of(client, open_workshop, "calendar")

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=300"
    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert str(event["UID"]) == f"{part.item.uid}@rollcall"
    assert str(event["SUMMARY"]) == "Case study; Italy, “Falcone”"
    assert str(event["LOCATION"]) == "Blue hall, Hotel Ukraine, Kyiv"
    assert str(event["DESCRIPTION"]).startswith("Two lines,\nwith a comma\nSpeaker: Ana Beridze")
    assert event["DTSTART"].params["TZID"] == "Europe/Kyiv"
    assert event.start == datetime.datetime(2030, 12, 12, 9, tzinfo=KYIV)
    assert event.end == datetime.datetime(2030, 12, 12, 10, tzinfo=KYIV)
    assert (event["SEQUENCE"], str(event["STATUS"])) == (0, "CONFIRMED")
    assert event["DTSTAMP"].dt.tzinfo is not None


def test_subscribers_are_told_where_and_how_often_to_look(client, open_workshop, settings):
    settings.SITE_URL = "https://rollcall.example"
    AgendaItemFactory(workshop=open_workshop)
    released(open_workshop)

    feed = f"webcal://rollcall.example/workshops/{open_workshop.slug}/agenda.ics?lang=en"
    assertContains(page_of(client, open_workshop), f'href="{feed}"')
    content = page_of(client, open_workshop, "calendar").content
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in content
    assert b"X-PUBLISHED-TTL:PT1H\r\n" in content


def test_both_parsers_read_the_wall_clock_across_a_change_of_clocks(client):
    # In Kyiv the clocks go back in the night to 27 October 2030.
    saturday = datetime.date(2030, 10, 26)
    workshop = WorkshopFactory(
        starts_on=saturday,
        ends_on=saturday + datetime.timedelta(days=1),
        agenda_is_public=True,
    )
    for day in workshop.days:
        AgendaItemFactory(workshop=workshop, day=day, start_minute=540, minutes=90)
    released(workshop)
    content = page_of(client, workshop, "calendar").content

    by_icalendar = [(e.start, e.end) for e in Calendar.from_ical(content).walk("VEVENT")]
    parsed = IcsCalendarStream.calendar_from_ics(content.decode())
    by_ical = [(e.dtstart, e.dtend) for e in parsed.timeline]

    wall = [
        (datetime.datetime(2030, 10, day, 9), datetime.datetime(2030, 10, day, 10, 30))
        for day in (26, 27)
    ]
    instants = [datetime.datetime(2030, 10, day, hour) for day, hour in ((26, 6), (27, 7))]
    for found in (by_icalendar, by_ical):
        assert [tuple(at.replace(tzinfo=None) for at in pair) for pair in found] == wall
        assert [s.astimezone(datetime.UTC).replace(tzinfo=None) for s, _e in found] == instants
    assert len(parsed.timezones) == 1


def test_moved_session_keeps_its_uid_and_raises_its_sequence(client, open_workshop):
    details = Details(title="Lecture", day=open_workshop.starts_on, start_minute=540)
    item = schedule(workshop=open_workshop, details=details, parts=[], by=None).item
    released(open_workshop)
    (before,) = events_of(client, open_workshop)

    later = Details(title="Lecture", day=open_workshop.starts_on, start_minute=600)
    schedule(workshop=open_workshop, item=item, details=later, parts=[], by=None)
    (unreleased,) = events_of(client, open_workshop)
    released(open_workshop)

    assert unreleased == before
    (after,) = events_of(client, open_workshop)
    assert after["UID"] == before["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after["DTSTAMP"].dt >= before["DTSTAMP"].dt


def test_cancelled_workshop_cancels_its_events(client):
    workshop = WorkshopFactory(agenda_is_public=True, state=WorkshopState.CANCELLED)
    AgendaItemFactory(workshop=workshop)
    released(workshop)

    (event,) = events_of(client, workshop)

    assert (str(event["STATUS"]), event["SEQUENCE"]) == ("CANCELLED", 1)
    assertContains(page_of(client, workshop), "This workshop was cancelled.")


def test_unreleased_agenda_is_a_page_and_a_calendar(client, open_workshop):
    AgendaItemFactory(workshop=open_workshop, title="Not yet told")

    assertContains(page_of(client, open_workshop), "The agenda is not published yet")
    assertNotContains(page_of(client, open_workshop), "Not yet told")
    assert events_of(client, open_workshop) == []


def test_speaker_added_through_the_editor_is_named(client, open_workshop):
    speaker = SpeakerFactory(workshop=open_workshop, agency="Europol")
    details = Details(title="Lecture", day=open_workshop.starts_on, start_minute=540)
    schedule(workshop=open_workshop, details=details, parts=[Part(speaker, "chair")], by=None)
    released(open_workshop)

    assertContains(page_of(client, open_workshop), "Europol")
    assertContains(page_of(client, open_workshop), "(Chair)")
