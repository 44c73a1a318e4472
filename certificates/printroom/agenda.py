"""The agenda on paper: what it says, taken down as plain facts, and the ways to lay it out.

The public PDF and the print room make the same pages from the same facts.
"""

from __future__ import annotations

import datetime
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db.models import TextChoices
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.printroom.grid import pages_of_days, pages_of_workshop
from certificates.printroom.laying import page_document, paper_of
from certificates.printroom.pictures import with_pictures
from certificates.printroom.registry import Data, Entry, Frozen, Options
from certificates.printroom.state import EventState
from common.dates import date_range, day_in_words
from sessions.models import Appearance
from sessions.permissions import is_open_to_all
from sessions.programme import Part, Programme, Session
from sessions.spoken import names_of
from workshops.models import Workshop

TEMPLATE = "certificates/documents/agenda.html"
GRID = "certificates/documents/agenda_grid.html"


class Layout(TextChoices):
    CONTINUOUS = "continuous", gettext_lazy("Continuous")
    DAILY = "daily", gettext_lazy("A day per page")
    GRID = "grid", gettext_lazy("Timetable: rooms side by side, a day per page")
    WHOLE = "whole", gettext_lazy("Timetable: all days on one page")


#: The layouts whose sessions must all be at hand at once, and whose paper lies across.
GRIDS = frozenset({Layout.GRID, Layout.WHOLE})


def freeze(state: EventState, programme: Programme, options: Options) -> Frozen:
    """All that is printed of ``programme`` in the active language; with ``day`` only that one.

    Protected people are not in a programme for everybody."""
    language, day = options["language"], options.get("day", "all")
    entries, named = [], set()
    for one in programme.days:
        if day in ("all", one.date.isoformat()):
            entries += [Entry(f"i{s.item}", _said_of(s, language)) for s in one.items]
            named |= {part.person for session in one.items for part in session.people}
    frame = state.frame(language) | _frame(state, programme, language)
    return Frozen(frame, entries, named=frozenset(named))


def lay_out(frame: Data, entries: list[Data], options: Options) -> bytes:
    title = _("Agenda (draft)") if frame["is_draft"] else _("Agenda")
    layout = Layout(options.get("layout") or Layout.CONTINUOUS)
    context: dict[str, Any] = {
        "logos": with_pictures(frame["logos"]),
        "qr": _qr(frame["agenda_url"]),
        "has_marks": any(one["spoken"]["mark"] for one in entries),
        "tells_interpretation": any("→" in one["spoken"]["mark"] for one in entries),
    }
    if layout in GRIDS:
        pages = pages_of_days if layout == Layout.GRID else pages_of_workshop
        context |= pages(entries, frame["rooms"], paper_of(options))
        return page_document(GRID, context, frame=frame, options=options, title=title)
    context |= {"days": _days(entries), "is_daily": layout == Layout.DAILY}
    return page_document(TEMPLATE, context, frame=frame, options=options, title=title)


def _frame(state: EventState, programme: Programme, language: str) -> Data:
    workshop, version = state.workshop, programme.version
    released = version and version.released_at.astimezone(workshop.zone).date()
    is_draft = version is None
    return {
        "is_draft": is_draft,
        "is_cancelled": workshop.state == "cancelled",
        "version": version.number if version else 0,
        "released_on": _ends_a_sentence(date_range(released, language=language))
        if released
        else "",
        "zone": _zone(workshop),
        "agenda_url": _address(workshop) if is_open_to_all(workshop) and not is_draft else "",
        # One room is no news beside every session.
        "shows_rooms": len(state.rooms) > 1,
        "rooms": [room.name for room in state.rooms],
        "working": names_of(workshop.working_languages),
        "interpreted": names_of(workshop.interpretation_languages),
    }


def _said_of(session: Session, language: str) -> Data:
    spoken = session.spoken
    return {
        "day": session.day.isoformat(),
        "date": day_in_words(session.day, language),
        "start": session.start_minute,
        "minutes": session.minutes,
        "time": session.time,
        "title": session.title,
        "title_lang": session.title_lang,
        "kind": session.kind,
        "kind_words": session.kind_words,
        "is_break": session.is_break,
        "abstract": session.abstract,
        "abstract_lang": session.abstract_lang,
        "in_all_rooms": session.in_all_rooms,
        "rooms": [_("All rooms")] if session.in_all_rooms else list(session.rooms),
        "people": [_part(part) for part in session.people],
        "spoken": {
            "mark": spoken.mark,
            "words": spoken.words,
            "is_not_interpreted": spoken.is_not_interpreted,
        },
    }


def _part(part: Part) -> Data:
    return {
        "name": part.name,
        "role": "" if part.is_speaker else part.role_words,
        "position": part.position,
        "agency": part.agency,
        "is_interpreter": part.role == Appearance.Role.INTERPRETER,
    }


def _days(entries: list[Data]) -> list[Data]:
    """By day; sessions that run at the same time become one block of several."""
    days = []
    for date, rows in groupby(entries, lambda data: data["date"]):
        blocks: list[list[Data]] = []
        ends = 0
        for data in rows:
            if blocks and data["start"] < ends:
                blocks[-1].append(data)
                ends = max(ends, data["start"] + data["minutes"])
            else:
                blocks.append([data])
                ends = data["start"] + data["minutes"]
        days.append({"date": date, "blocks": blocks})
    return days


def _ends_a_sentence(date: str) -> str:
    """Russian dates end in a full stop of their own (2019 г.)."""
    return date.removesuffix(".")


def _zone(workshop: Workshop) -> str:
    """The zone's name with its distance from UTC on the workshop's first day."""
    noon = datetime.datetime.combine(workshop.starts_on, datetime.time(12), tzinfo=workshop.zone)
    name = workshop.time_zone.replace("_", " ")
    offset = f"{noon:%z}"
    return f"{name} (UTC{offset[:3]}:{offset[3:]})"


def _address(workshop: Workshop) -> str:
    return settings.SITE_URL + reverse("agenda:public", args=[workshop.slug])


def _qr(address: str) -> str:
    from certificates.rendering.qr import qr_data_uri

    return qr_data_uri(address) if address else ""
