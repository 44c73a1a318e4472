"""The schedule exchange format that conference apps, displays and recording systems read.

It began with Pentabarf and frab and is described by the c3voc wiki ("schedule"); pretalx writes it
too. An event stands in one room there, so a session in several rooms gets a room named after all.
Times carry the offset of the workshop's zone.
"""

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from sessions.programme import Day, Programme, Session
from workshops.models import Workshop

_SLOT = "00:05"  # the editor's grid
# XML 1.0, production 2: everything else makes a document no parser accepts.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SHORTEST_ACRONYM = 4


def schedule_as_json(workshop: Workshop, programme: Programme) -> dict[str, Any]:
    """The document that readers of the format's JSON expect."""
    days = programme.days
    conference = {
        "acronym": _acronym(workshop),
        "title": workshop.title,
        "start": workshop.starts_on.isoformat(),
        "end": workshop.ends_on.isoformat(),
        "daysCount": len(days),
        "timeslot_duration": _SLOT,
        "time_zone_name": workshop.time_zone,
        "url": _url(workshop),
        "days": [
            {
                "index": index,
                "date": day.date.isoformat(),
                "day_start": _first(day).isoformat(),
                "day_end": _last(day).isoformat(),
                "rooms": {
                    room: [_event(one, room, workshop) for one in sessions]
                    for room, sessions in _by_room(day)
                },
            }
            for index, day in enumerate(days, start=1)
        ],
    }
    return {
        "generator": {"name": "Rollcall"},
        "schedule": {"version": _version(programme), "conference": conference},
    }


def schedule_as_xml(workshop: Workshop, programme: Programme) -> bytes:
    """The same as XML, UTF-8."""
    root = Element("schedule")
    _add(root, "version", _version(programme))
    conference = SubElement(root, "conference")
    for name, text in (
        ("title", workshop.title),
        ("acronym", _acronym(workshop)),
        ("start", workshop.starts_on.isoformat()),
        ("end", workshop.ends_on.isoformat()),
        ("days", str(len(programme.days))),
        ("timeslot_duration", _SLOT),
    ):
        _add(conference, name, text)
    for index, day in enumerate(programme.days, start=1):
        node = SubElement(
            root,
            "day",
            index=str(index),
            date=day.date.isoformat(),
            start=_first(day).isoformat(),
            end=_last(day).isoformat(),
        )
        for name, sessions in _by_room(day):
            room = SubElement(node, "room", name=_clean(name))
            for session in sessions:
                _add_event(room, session, name, workshop)
    indent(root)
    return tostring(root, encoding="utf-8", xml_declaration=True)


def _event(session: Session, room: str, workshop: Workshop) -> dict[str, Any]:
    return {
        "id": session.item,
        "guid": session.uid,
        "date": session.starts_at.isoformat(),
        "start": session.time[:5],
        "duration": _duration(session),
        "room": room,
        "slug": _slug(session, workshop),
        "url": _url(workshop),
        "title": session.title,
        "subtitle": "",
        "track": session.kind_words,
        "type": session.kind,
        "language": session.language or _language(workshop),
        "abstract": session.abstract,
        "description": "",
        "persons": [
            {"name": part.name, "public_name": part.name, "biography": part.agency}
            for part in session.people
        ],
        "links": [],
    }


def _add_event(room: Element, session: Session, name: str, workshop: Workshop) -> None:
    event = SubElement(room, "event", id=str(session.item), guid=session.uid)
    for tag, text in (
        ("date", session.starts_at.isoformat()),
        ("start", session.time[:5]),
        ("duration", _duration(session)),
        ("room", name),
        ("slug", _slug(session, workshop)),
        ("title", session.title),
        ("subtitle", ""),
        ("track", session.kind_words),
        ("type", session.kind),
        ("language", session.language or _language(workshop)),
        ("abstract", session.abstract),
        ("description", ""),
    ):
        _add(event, tag, text)
    persons = SubElement(event, "persons")
    for part in session.people:
        _add(persons, "person", part.name)


def _add(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = _clean(text)


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)


def _by_room(day: Day) -> Iterator[tuple[str, list[Session]]]:
    """The rooms of a day in the order in which they are first used."""
    rooms: dict[str, list[Session]] = {}
    for session in day.items:
        rooms.setdefault(session.place or _("no room yet"), []).append(session)
    yield from rooms.items()


def _first(day: Day):
    return min(session.starts_at for session in day.items)


def _last(day: Day):
    return max(session.ends_at for session in day.items)


def _duration(session: Session) -> str:
    return f"{session.minutes // 60:02}:{session.minutes % 60:02}"


def _version(programme: Programme) -> str:
    return str(programme.version.number) if programme.version else ""


def _acronym(workshop: Workshop) -> str:
    """Lower-case letters, digits and underscores, four at least, as the format wants it."""
    return workshop.slug.lower().replace("-", "_").ljust(_SHORTEST_ACRONYM, "_")


def _slug(session: Session, workshop: Workshop) -> str:
    return f"{workshop.slug.lower()}-{session.item}"


def _language(workshop: Workshop) -> str:
    return workshop.working_languages[0] if workshop.working_languages else "en"


def _url(workshop: Workshop) -> str:
    return settings.SITE_URL + reverse("agenda:public", args=[workshop.slug])
