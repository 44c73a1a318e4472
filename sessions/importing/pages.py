"""What the page of a table shows and sends: columns, rows as understood, what is to be made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from common.dates import date_range
from sessions.conflicts import clock
from sessions.importing.headings import FIELDS
from sessions.importing.judging import SENTENCES, Judged
from sessions.importing.people import Known
from sessions.importing.standing import (
    CLASH,
    DONE,
    OF_TIME,
    READY,
    SKIPPED,
    TRAY,
    WRONG,
    Reading,
    reading_of,
)
from sessions.models import AgendaImport, AgendaItem, Appearance

_A_PAGE = 50
_STANDINGS = {
    READY: (pgettext_lazy("row of an agenda", "ready"), "good"),
    TRAY: (pgettext_lazy("row of an agenda", "without a time"), "info"),
    WRONG: (pgettext_lazy("row of an agenda", "to be corrected"), "bad"),
    CLASH: (pgettext_lazy("row of an agenda", "clashing"), "warn"),
    SKIPPED: (pgettext_lazy("row of an agenda", "left out"), "quiet"),
    DONE: (pgettext_lazy("row of an agenda", "added"), "info"),
}
HOW_CHOICES = (
    ("", gettext_lazy("Add at its time")),
    ("tray", gettext_lazy("Add without a time")),
    ("skip", gettext_lazy("Leave out")),
)


@dataclass
class Cell:
    """One fact of a row: how it was understood, and its text where it can be corrected."""

    name: str
    label: object
    text: str
    understood: str
    errors: list[object] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@dataclass
class Line:
    number: int
    standing: object
    tone: str
    how: str
    kind: str
    is_open: bool
    is_editing: bool
    cells: list[Cell] = field(default_factory=list)


def page_of(run: AgendaImport, *, number: str | None, edit: str) -> dict[str, Any]:
    """The context of a table's page; the number of queries does not grow with the rows."""
    reading = reading_of(run)
    page = Paginator(reading.rows, _A_PAGE).get_page(number)
    names = _shown(run)
    counts = [
        (label, n, tone)
        for standing, (label, tone) in _STANDINGS.items()
        if (n := len(reading.of(standing)))
    ]
    return {
        "page": page,
        "total": len(reading.rows),
        "ready": len(reading.of(READY, TRAY)),
        "done": len(run.made),
        "open": len(reading.of(READY, TRAY, WRONG, CLASH, SKIPPED)),
        "counts": counts,
        "warned": sum(
            all(not clash.is_hard for clash in clashes) for clashes in reading.clashes.values()
        ),
        "columns": [FIELDS[name] for name in names],
        "lines": [_line(row, judged, reading, names, edit) for row, judged in page],
        "mapping": [(at, heading, run.fields[at]) for at, heading in enumerate(run.headings)],
        "unmapped": sum(not name for name in run.fields),
        "unknown_rooms": [
            (key, name, name in run.new_rooms) for key, name in reading.unknown_rooms.items()
        ],
        "unknown_people": [
            (key, named.name, named.agency, key in run.new_speakers)
            for key, named in reading.unknown_people.items()
        ],
    }


def sent_fields(post: QueryDict, run: AgendaImport) -> list[str]:
    return [post.get(f"column-{at}", "") for at in range(len(run.headings))]


def sent_rows(post: QueryDict) -> tuple[dict[int, dict[str, str]], dict[int, str]]:
    """row → field → text as typed, and row → what is to become of it."""
    corrections: dict[int, dict[str, str]] = {}
    how: dict[int, str] = {}
    for key, value in post.items():
        kind, _dash, rest = key.partition("-")
        number, _dash, name = rest.partition("-")
        if not number.isdecimal() or len(number) > 9 or not isinstance(value, str):
            continue
        if kind == "cell" and name in FIELDS:
            corrections.setdefault(int(number), {})[name] = value
        elif kind == "how":
            how[int(number)] = value
    return corrections, how


def _shown(run: AgendaImport) -> list[str]:
    used = {*run.fields, "day", "start", "title", "kind"}
    for row in run.rows:
        used |= row["corrections"].keys()
    return [name for name in FIELDS if name in used]


def _line(
    row: Mapping[str, Any], judged: Judged, reading: Reading, names: list[str], edit: str
) -> Line:
    standing = reading.standings[judged.number]
    label, tone = _STANDINGS[standing]
    line = Line(
        number=judged.number,
        standing=label,
        tone=tone,
        how=row["how"],
        kind=judged.kind,
        is_open=standing != DONE,
        is_editing=standing in (WRONG, CLASH) or (edit == str(judged.number) and standing != DONE),
    )
    errors: dict[str, list[object]] = {}
    for name, code in judged.errors.items():
        if row["how"] != "skip" and not (row["how"] == "tray" and name in OF_TIME):
            errors.setdefault(name, []).append(SENTENCES[code])
    warnings: dict[str, list[str]] = {}
    for clash in reading.clashes.get(judged.number, []):
        place = clash.field if clash.field in names else "start"
        if clash.is_hard:
            errors.setdefault(place, []).append(clash.words)
        else:
            warnings.setdefault(place, []).append(clash.words)
    for name in names:
        line.cells.append(
            Cell(
                name,
                FIELDS[name],
                judged.texts.get(name, ""),
                _understood(name, judged, reading.known, reading.rooms),
                errors.get(name, []),
                warnings.get(name, []),
            )
        )
    return line


def _understood(name: str, judged: Judged, known: Known, rooms: Mapping[str, int]) -> str:
    if name == "day":
        return str(date_range(judged.day)) if judged.day else ""
    if name == "start":
        return _time(judged)
    if name in ("end", "duration"):
        return judged.texts.get(name, "")
    if name == "title":
        return judged.title
    if name == "kind":
        return str(AgendaItem.Kind(judged.kind).label)
    if name == "rooms":
        return gettext("all rooms") if judged.in_all_rooms else ", ".join(judged.rooms)
    if name == "abstract":
        return judged.abstract
    role = Appearance.Role.MODERATOR if name == "moderators" else Appearance.Role.SPEAKER
    people = [named for named, part in judged.people if part == role]
    return "; ".join(str(known.find(named) or named.text) for named in people)


def _time(judged: Judged) -> str:
    if judged.start is None:
        return ""
    if judged.minutes is None:
        return clock(judged.start)
    return f"{clock(judged.start)}–{clock(judged.start + judged.minutes)}"
