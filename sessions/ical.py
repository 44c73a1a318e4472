"""The agenda as iCalendar (RFC 5545): wall-clock times with the zone's own rules beside them."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vText

from sessions.programme import Session, released_programme
from workshops.models import Workshop
from workshops.states import WorkshopState


def calendar_of(workshop: Workshop) -> bytes:
    """The released agenda, one event per session; nobody whose identity is protected is in it.

    UID and SEQUENCE are the session's own, so that a subscribed calendar moves what was moved
    instead of adding it twice. What an earlier release had and this one has not is CANCELLED, and
    so is every event of a cancelled workshop.
    """
    calendar = Calendar()
    calendar.add("PRODID", "-//Rollcall//Agenda//EN")
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("X-WR-CALNAME", vText(workshop.title))
    calendar.add("X-WR-TIMEZONE", vText(workshop.time_zone))
    programme = released_programme(workshop)
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
    if place := _place(session, workshop):
        event.add("LOCATION", place)
    if words := _description(session):
        event.add("DESCRIPTION", words)
    event.add("CATEGORIES", [session.kind_words])
    event.add("STATUS", "CANCELLED" if is_cancelled else "CONFIRMED")
    event.add("TRANSP", "TRANSPARENT" if session.is_break else "OPAQUE")
    event.add("URL", settings.SITE_URL + reverse("agenda:public", args=[workshop.slug]))
    return event


def _place(session: Session, workshop: Workshop) -> str:
    rooms = _("all rooms") if session.in_all_rooms else ", ".join(session.rooms)
    return ", ".join(filter(None, [rooms, workshop.venue, workshop.address, workshop.city]))


def _description(session: Session) -> str:
    people = [
        f"{part.role_words}: {', '.join(filter(None, [part.name, part.agency]))}"
        for part in session.people
    ]
    return "\n".join(filter(None, [session.abstract, *people]))
