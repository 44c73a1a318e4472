"""Where in a sheet the sessions are: below the headings, and below the lines that name a day."""

import datetime
import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from participants.importing.headings import plain
from participants.importing.reading import Sheet
from participants.rules import UploadRefused
from sessions.importing.days import Days
from sessions.importing.headings import field_of

MOST_ROWS = 500
_LOOK_FOR_HEADINGS = 25
_MOST_WORDS_OF_A_DAY = 8
_TIME_AND_TITLE = re.compile(
    r"(\d{1,2}\s*[:.hч]\s*\d{2}\s*(?:[-–—−]\s*\d{1,2}\s*[:.hч]\s*\d{2})?)\s*[-–—:.,]?\s+(\S.*)"
)

Line = tuple[int, list[str]]  # a number, and the cells


@dataclass
class Row:
    """A session as it stands: its cells, the day of the line above, and what one cell held."""

    number: int
    cells: list[str]
    day: str = ""
    said: dict[str, str] = field(default_factory=dict)


@dataclass
class Table:
    headings: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    #: Titles and the like, with their numbers.
    left_out: list[tuple[int, str]] = field(default_factory=list)


def find_table(sheet: Sheet, days: Days) -> Table:
    """Raises UploadRefused when no agenda is that long."""
    lines = list(sheet.rows)
    at = _headings_at(lines)
    table = Table()
    body = lines
    day: datetime.date | None = None
    if at is not None:
        table.headings = list(lines[at][1])
        table.left_out = [(n, _joined(cells)) for n, cells in lines[:at]]
        for _number, cells in lines[:at]:  # a title may say the day of all that follows
            day = _day_of_line([cell for cell in cells if cell], days) or day
        body = lines[at + 1 :]
    comparable = [plain(heading) for heading in table.headings]
    for number, cells in body:
        filled = [cell for cell in cells if cell]
        if comparable and [plain(cell) for cell in cells] == comparable[: len(cells)]:
            table.left_out.append((number, _joined(cells)))
        elif found := _day_of_line(filled, days):
            day = found
            table.left_out.append((number, _joined(cells)))
        else:
            _take(table, Row(number, cells, day.isoformat() if day else ""), filled)
    if len(table.rows) > MOST_ROWS:
        sentence = _("The agenda has more than %(most)d rows. Divide it into several.")
        raise UploadRefused(sentence % {"most": MOST_ROWS}, field="file")
    width = max([len(table.headings), *(len(row.cells) for row in table.rows)], default=0)
    table.headings += [""] * (width - len(table.headings))
    return table


def _take(table: Table, row: Row, filled: list[str]) -> None:
    """A line over all columns is a session when it has a time or stands below the titles."""
    if len(filled) > 1 or not table.headings:
        table.rows.append(row)
    elif found := _TIME_AND_TITLE.fullmatch(filled[0]):
        row.said = {"start": found[1], "title": found[2]}
        table.rows.append(row)
    elif field_of(_heading(table, row.cells)) == "title" and row.cells[0] == "":
        table.rows.append(row)
    else:
        table.left_out.append((row.number, filled[0][:120]))


def _heading(table: Table, cells: list[str]) -> str:
    at = next(at for at, cell in enumerate(cells) if cell)
    return table.headings[at] if at < len(table.headings) else ""


def _day_of_line(filled: list[str], days: Days) -> datetime.date | None:
    text = " ".join(filled)
    if len(filled) > 2 or len(text.split()) > _MOST_WORDS_OF_A_DAY or _TIME_AND_TITLE.match(text):
        return None
    if len(filled) == 2 and not all(days.day_of(cell) for cell in filled):
        return None  # a day and a session
    return days.day_of(text)


def _headings_at(lines: list[Line]) -> int | None:
    best, most = None, 1
    for at, (_number, cells) in enumerate(lines[:_LOOK_FOR_HEADINGS]):
        known = len({field_of(cell) for cell in cells} - {""})
        if known > most:
            best, most = at, known
    return best


def _joined(cells: list[str]) -> str:
    return " · ".join(cell for cell in cells if cell)[:120]
