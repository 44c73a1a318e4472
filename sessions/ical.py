"""The agenda as iCalendar (RFC 5545): wall-clock times with the zone's own rules beside them."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vText

from sessions.models import AgendaItem
from sessions.queries import public_agenda_of
from workshops.models import Workshop
from workshops.states import WorkshopState


def calendar_of(workshop: Workshop) -> bytes:
    """The public agenda, one event per session; nobody whose identity is protected is in it.

    UID and SEQUENCE are the session's own, so that a subscribed calendar moves what was moved
    instead of adding it twice. Of a cancelled workshop every event is CANCELLED.
    """
    calendar = Calendar()
    calendar.add("PRODID", "-//Rollcall//Agenda//EN")
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("X-WR-CALNAME", vText(workshop.title))
    calendar.add("X-WR-TIMEZONE", vText(workshop.time_zone))
    for item in public_agenda_of(workshop):
        calendar.add_component(_event(item, workshop))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _event(item: AgendaItem, workshop: Workshop) -> Event:
    is_cancelled = workshop.state == WorkshopState.CANCELLED
    event = Event()
    event.add("UID", f"{item.uid}@rollcall")
    event.add("SEQUENCE", item.sequence + is_cancelled)
    event.add("DTSTAMP", item.updated_at)
    event.add("LAST-MODIFIED", item.updated_at)
    event.add("DTSTART", item.starts_at)
    event.add("DTEND", item.ends_at)
    event.add("SUMMARY", item.title)
    if place := _place(item, workshop):
        event.add("LOCATION", place)
    if words := _description(item):
        event.add("DESCRIPTION", words)
    event.add("CATEGORIES", [item.get_kind_display()])
    event.add("STATUS", "CANCELLED" if is_cancelled else "CONFIRMED")
    event.add("TRANSP", "TRANSPARENT" if item.is_break else "OPAQUE")
    event.add("URL", settings.SITE_URL + reverse("agenda:public", args=[workshop.slug]))
    return event


def _place(item: AgendaItem, workshop: Workshop) -> str:
    rooms = _("all rooms") if item.in_all_rooms else ", ".join(r.name for r in item.rooms.all())
    return ", ".join(filter(None, [rooms, workshop.venue, workshop.address, workshop.city]))


def _description(item: AgendaItem) -> str:
    people = [f"{part.get_role_display()}: {part.speaker}" for part in item.appearances.all()]
    return "\n".join(filter(None, [item.abstract, *people]))
