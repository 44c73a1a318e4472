"""The agenda as iCalendar (RFC 5545): wall-clock times with the zone's own rules beside them."""

import datetime
from dataclasses import replace

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar, Event, vDuration, vText

from participants.models import Registration
from sessions.choosing import chosen_by, own_sessions
from sessions.languages import reading_language
from sessions.models import Speaker
from sessions.programme import Programme, Session, released_programme, sessions_about
from workshops.models import Workshop
from workshops.states import WorkshopState

_REFRESH = datetime.timedelta(hours=1)


def calendar_feed(path: str) -> str:
    """The address that a calendar program subscribes to; ``webcal:`` makes it offer that.

    It names the active language, since such a program says nothing of its reader's."""
    address = settings.SITE_URL + path
    return f"webcal:{address.partition(':')[2]}?lang={reading_language()}"


def calendar_of(workshop: Workshop, *, language: str | None = None) -> bytes:
    """The released agenda, one event per session; nobody whose identity is protected is in it.

    Titles and descriptions are in ``language``, the active one unless given.

    UID and SEQUENCE are the session's own, so that a subscribed calendar moves what was moved
    instead of adding it twice. What an earlier release had and this one has not is CANCELLED, and
    so is every event of a cancelled workshop.
    """
    return _calendar(workshop, released_programme(workshop, language=language))


def participants_calendar(registration: Registration, *, language: str | None = None) -> bytes:
    """The same with only what the participant goes to: of sessions at the same time the chosen
    one, or all where none is chosen."""
    workshop = registration.workshop
    programme = released_programme(workshop, language=language)
    if programme is not None:
        chosen = chosen_by(registration)
        programme = replace(
            programme,
            sessions=own_sessions(programme.sessions, chosen),
            cancelled=_missed(programme, chosen),
        )
    return _calendar(workshop, programme)


def speakers_calendar(speaker: Speaker, *, language: str | None = None) -> bytes:
    """The same with only the sessions in which the speaker has a part, though others may not
    read of it: a protected speaker stands in no released agenda."""
    programme = released_programme(speaker.workshop, language=language)
    if programme is not None and programme.version is not None:
        theirs = sessions_about(programme.version, speaker.pk)
        programme = replace(
            programme,
            sessions=[one for one in programme.sessions if one.uid in theirs],
            cancelled=[one for one in programme.cancelled if one.uid in theirs],
        )
    return _calendar(speaker.workshop, programme)


def _missed(programme: Programme, chosen: set[str]) -> list[Session]:
    """The cancelled sessions but those in whose place the participant had chosen another one."""
    instead = chosen - {one.uid for one in programme.cancelled}
    own = own_sessions([*programme.sessions, *programme.cancelled], instead)
    known = chosen | {one.uid for one in own}
    return [one for one in programme.cancelled if one.uid in known]


def _calendar(workshop: Workshop, programme: Programme | None) -> bytes:
    calendar = Calendar()
    calendar.add("PRODID", "-//Rollcall//Agenda//EN")
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("X-WR-CALNAME", vText(workshop.title))
    # How often a subscriber should look again: RFC 7986, 5.7, and what older programs know.
    calendar.add("REFRESH-INTERVAL", _REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", vDuration(_REFRESH))
    calendar.add("X-WR-TIMEZONE", vText(workshop.time_zone))
    if programme is not None:
        is_off = workshop.state == WorkshopState.CANCELLED
        for session in programme.sessions:
            # The workshop's own cancelling is no release, so it counts one up by itself.
            calendar.add_component(_event(session, workshop, is_cancelled=is_off, later=is_off))
        for session in programme.cancelled:
            calendar.add_component(_event(session, workshop, is_cancelled=True))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _event(
    session: Session, workshop: Workshop, *, is_cancelled: bool, later: bool = False
) -> Event:
    event = Event()
    event.add("UID", f"{session.uid}@rollcall")
    event.add("SEQUENCE", session.sequence + later)
    event.add("DTSTAMP", session.changed_at)
    event.add("LAST-MODIFIED", session.changed_at)
    event.add("DTSTART", session.starts_at)
    event.add("DTEND", session.ends_at)
    event.add("SUMMARY", session.title)
    where = [session.place, workshop.venue, workshop.address, workshop.city]
    if any(where):
        event.add("LOCATION", ", ".join(filter(None, where)))
    if words := _description(session):
        event.add("DESCRIPTION", words)
    event.add("CATEGORIES", [session.kind_words])
    event.add("STATUS", "CANCELLED" if is_cancelled else "CONFIRMED")
    event.add("TRANSP", "TRANSPARENT" if session.is_break else "OPAQUE")
    event.add("URL", settings.SITE_URL + reverse("agenda:public", args=[workshop.slug]))
    return event


def _description(session: Session) -> str:
    people = [
        f"{part.role_words}: {', '.join(filter(None, [part.name, part.agency]))}"
        for part in session.people
    ]
    return "\n".join(filter(None, [session.abstract, *people]))
