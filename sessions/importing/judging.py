"""What each row says and what is wrong with it: pure, so that the page can ask at every look.

Errors are codes; the words are in ``SENTENCES``, since the page may speak another language.
"""

import datetime
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.utils.translation import gettext_lazy as _

from participants.importing.headings import plain
from sessions.importing import times
from sessions.importing.days import Days
from sessions.importing.people import Known, Named
from sessions.importing.words import is_everywhere, kind_of
from sessions.models import AgendaItem
from sessions.models.agenda import MINUTES_A_DAY

SENTENCES = {
    "formula": _("This cell holds a formula. Write the value."),
    "needed": _("This is needed."),
    "long": _("This is too long."),
    "day": _("This is no day. Write it as 2026-03-12."),
    "no-day": _("Which day? Write it here, or on a line above."),
    "time": _("This is no time. Write it as 9:00 or 9:00–10:30."),
    "duration": _("This is no length. Write the minutes."),
    "order": _("The end is before the start."),
    "short": _("A session takes 5 minutes at least."),
}
_MOST = {"title": 200, "abstract": 5000}
_USUAL = 60
_LONGEST_GUESS = 240
_ROOMS = ";", "/", "+", "&"
_T = TypeVar("_T")


@dataclass(frozen=True)
class Terms:
    """What a table is judged by: its columns, the workshop's days, speakers and names of rooms."""

    fields: Sequence[str]
    days: Days
    known: Known
    rooms: Collection[str] = ()


@dataclass
class Judged:
    """A row as it was understood, and the code of the error beside each cell."""

    number: int
    texts: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)
    title: str = ""
    kind: str = AgendaItem.Kind.LECTURE
    day: datetime.date | None = None
    start: int | None = None
    minutes: int | None = None
    rooms: list[str] = field(default_factory=list)
    in_all_rooms: bool = False
    people: list[tuple[Named, str]] = field(default_factory=list)
    abstract: str = ""

    @property
    def is_timed(self) -> bool:
        return self.day is not None and self.start is not None


def texts_of(row: Mapping[str, Any], fields: Sequence[str]) -> dict[str, str]:
    """field → text of a kept row: the cells, what a line of one cell held, then corrections."""
    texts = {name: text for name, text in zip(fields, row["cells"], strict=False) if name and text}
    return {**(row["said"] or texts), **row["corrections"]}


def judge_all(rows: Sequence[Mapping[str, Any]], terms: Terms) -> list[Judged]:
    """Understand the rows in their order: a day holds until the next one, and a session without
    an end lasts until the next one begins."""
    found: list[Judged] = []
    above: datetime.date | None = None
    line = ""
    for row in rows:
        judged = Judged(row["number"], texts_of(row, terms.fields))
        if row["day"] != line:
            line, above = row["day"], None
        _understand(judged, terms)
        if "day" not in judged.errors and judged.day is None:
            first, last = terms.days.first, terms.days.last
            alone = first if first == last else None
            judged.day = above or (datetime.date.fromisoformat(line) if line else alone)
        above = judged.day or above
        if judged.start is not None and judged.day is None:
            judged.errors.setdefault("day", "no-day")
        found.append(judged)
    _lengthen(found)
    return found


def _understand(judged: Judged, terms: Terms) -> None:
    texts, errors = judged.texts, judged.errors
    for name, text in texts.items():
        if text.startswith("="):
            errors[name] = "formula"
        elif len(text) > _MOST.get(name, 1000):
            errors[name] = "long"
    judged.title, judged.abstract = texts.get("title", ""), texts.get("abstract", "")
    if not judged.title:
        errors["title"] = "needed"
    judged.kind = kind_of(texts.get("kind", ""), judged.title)
    if text := _readable(judged, "day"):
        judged.day = terms.days.day_of(text)
        if judged.day is None:
            errors["day"] = "day"
    _understand_time(judged)
    text = _readable(judged, "rooms")
    if is_everywhere(text):
        judged.in_all_rooms = True
    elif text:
        judged.rooms = [text] if plain(text) in terms.rooms else _rooms(text)
    for name, role in (("moderators", "moderator"), ("speakers", "speaker")):
        judged.people += [(named, role) for named in terms.known.split(_readable(judged, name))]


def _understand_time(judged: Judged) -> None:
    span = _asked(judged, "start", times.span_of, "time")
    judged.start, end = span or (None, None)
    end = _asked(judged, "end", times.clock_of, "time") or end
    length = _asked(judged, "duration", times.length_of, "duration")
    if judged.start is None:
        judged.minutes = length
        return
    if judged.start >= MINUTES_A_DAY:
        judged.errors["start"] = "time"
    if end is not None and end <= judged.start:
        judged.errors["end" if "end" in judged.texts else "start"] = "order"
        return
    judged.minutes = length if end is None else end - judged.start
    if judged.minutes is not None and judged.minutes < 5:
        judged.errors["duration" if end is None else "start"] = "short"
    elif judged.minutes is not None and judged.minutes > MINUTES_A_DAY:
        judged.errors["duration"] = "duration"


def _asked(judged: Judged, name: str, understand: Callable[[str], _T], code: str) -> _T | None:
    text = _readable(judged, name)
    if not text:
        return None
    try:
        return understand(text)
    except times.NotUnderstood:
        judged.errors[name] = code
        return None


def _readable(judged: Judged, name: str) -> str:
    return "" if name in judged.errors else judged.texts.get(name, "")


def _rooms(text: str) -> list[str]:
    for sign in _ROOMS:
        text = text.replace(sign, ",")
    return list(dict.fromkeys(part.strip()[:80] for part in text.split(",") if part.strip()))


def _lengthen(found: list[Judged]) -> None:
    starts: dict[datetime.date | None, list[int]] = {}
    for judged in found:
        if judged.start is not None:
            starts.setdefault(judged.day, []).append(judged.start)
    for judged in found:
        if judged.minutes is not None or judged.errors:
            continue
        judged.minutes = _USUAL
        if judged.start is not None:
            later = [other for other in starts[judged.day] if other > judged.start]
            gap = min(later, default=0) - judged.start
            judged.minutes = gap if 5 <= gap <= _LONGEST_GUESS else _USUAL
