"""Signs for doors: a room, a day, and what happens there."""

from __future__ import annotations

from math import ceil

from django.utils.translation import gettext_lazy as _

from certificates.printroom.laying import Line, page_document, paper_of, size_of
from certificates.printroom.options import DayOptions, day_of
from certificates.printroom.programme import ProgrammeDay, Session
from certificates.printroom.registry import (
    Data,
    Document,
    Entry,
    Frozen,
    Group,
    Options,
    declare,
)
from certificates.printroom.state import EventState
from common.dates import day_in_words

TEMPLATE = "certificates/printroom/door_signs.html"
_ROOM = Line(250, ((1, 66, 40), (2, 44, 20)), is_bold=True)
#: Of the table of sessions: its room on the sheet (pt), and the sizes it may be set in.
_TABLE_WIDTH, _TABLE_HEIGHT = 600.0, 330.0
_LARGEST, _SMALLEST = 26.0, 8.0


def freeze(state: EventState, options: Options) -> Frozen:
    """A sign for each room that is used on a day; one for the house where no room is named.

    The sessions are those that anyone may see, and no speaker stands on a door."""
    language, only = options["language"], day_of(options)
    entries = []
    for day in state.days:
        if only is None or day.date == only:
            entries += _of_day(state, day, language)
    return Frozen(state.frame(language), entries)


def lay_out(frame: Data, entries: list[Data], options: Options) -> bytes:
    width, height = paper_of(options).size
    signs = [
        data
        | {
            "room_size": size_of(data["name"], _ROOM),
            "size": _size_of_table([one["title"] for one in data["sessions"]]),
        }
        for data in entries
    ]
    context = {"signs": signs, "width": height, "height": width}
    return page_document(TEMPLATE, context, frame=frame, options=options, title=_("Door signs"))


def _size_of_table(titles: list[str]) -> float:
    """The largest size at which all sessions stay on the sheet; more than it holds run on."""
    from certificates.rendering.coverage import advance
    from certificates.rendering.fitting import REGULAR
    from certificates.rendering.typefaces import SANS

    widths = [advance(title, SANS) * REGULAR for title in titles]
    size = _LARGEST
    while size > _SMALLEST:
        # A row is its lines and some air; times take seven letters' width.
        lines = sum(ceil(width * size / (_TABLE_WIDTH - 7.4 * size)) or 1 for width in widths)
        if (lines * 1.24 + len(titles) * 0.66) * size <= _TABLE_HEIGHT:
            break
        size -= 0.5
    return size


def _of_day(state: EventState, day: ProgrammeDay, language: str) -> list[Entry]:
    if not state.rooms:
        house = state.workshop.venue or state.workshop.city or state.workshop.title
        return [_sign(0, house, day, list(day.sessions), language)]
    signs = []
    for room in state.rooms:
        here = [one for one in day.sessions if one.in_all_rooms or room.name in one.rooms]
        if here:
            signs.append(_sign(room.pk, room.name, day, here, language))
    return signs


def _sign(room: int, name: str, day: ProgrammeDay, sessions: list[Session], language: str) -> Entry:
    return Entry(
        f"m{room}-{day.date:%Y%m%d}",
        {
            "name": name,
            "date": day_in_words(day.date, language),
            "sessions": [
                {"time": one.time, "title": one.title, "is_break": one.is_break} for one in sessions
            ],
        },
    )


declare(
    Document(
        key="door-signs",
        title=_("Door signs"),
        summary=_("One sheet for each room and day, with the day's sessions."),
        group=Group.DOOR,
        options=DayOptions,
        freeze=freeze,
        lay_out=lay_out,
        prints_changes=True,
        per_chunk=lambda options: 20,
        is_one_sided=lambda options: True,
    )
)
