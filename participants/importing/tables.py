"""Where in a sheet the people are: below the headings, between titles, sections and totals."""

import re
from dataclasses import dataclass, field
from itertools import islice

from participants.importing.headings import field_of, plain
from participants.importing.reading import Sheet
from participants.importing.spool import Rows

_LOOK_FOR_HEADINGS = 25
_MOST_LEFT_OUT = 200  # that are shown; a list of nothing else is no list
_SUMS = (
    "Total|Totals|In total|Grand total|Sum|Subtotal|Sub-total|Total participants|Sous-total|"
    "Au total|Итого|Всего|Всього|Разом|Усього|Загалом|Всего участников|Разом учасників"
)
_TOTALS = frozenset(plain(word) for word in _SUMS.split("|"))

TITLE, TOTAL, REPEATED, SECTION = "title", "total", "repeated", "section"


@dataclass
class Table:
    """Headings (all empty when the sheet has none), the people's rows, and what was left out."""

    headings: list[str] = field(default_factory=list)
    rows: Rows = field(default_factory=Rows)
    left_out: list[tuple[int, str, str]] = field(default_factory=list)


def find_table(sheet: Sheet) -> Table:
    """Leave titles, repeated headings, section lines and totals out, each with its reason."""
    at = _headings_at(sheet)
    table = Table()
    begins = 0
    if at is not None:
        table.headings = list(sheet.rows[at][1])
        table.left_out = [(n, TITLE, _joined(cells)) for n, cells in sheet.rows[:at]]
        begins = at + 1
    comparable = [plain(heading) for heading in table.headings]
    width = len(table.headings)
    for number, cells in islice(sheet.rows, begins, None):
        if reason := _why_left_out(number, cells, comparable, sheet):
            if len(table.left_out) < _MOST_LEFT_OUT:
                table.left_out.append((number, reason, _joined(cells)))
        else:
            table.rows.append((number, cells))
            width = max(width, len(cells))
    table.headings += [""] * (width - len(table.headings))
    return table


def _headings_at(sheet: Sheet) -> int | None:
    best, most = None, 0
    for at, (_number, cells) in enumerate(sheet.rows[:_LOOK_FOR_HEADINGS]):
        known = len({field_of(cell) for cell in cells} - {""})
        if "@" not in "".join(cells) and known > most:
            best, most = at, known
    # One known word is a heading only where it stands alone in a narrow list.
    if most == 1 and best is not None and len(sheet.rows[best][1]) > 2:
        return best if best == 0 else None
    return best


def _why_left_out(number: int, cells: list[str], headings: list[str], sheet: Sheet) -> str:
    filled = [cell for cell in cells if cell]
    text = " ".join(filled)
    if "@" in text:
        return ""
    if len(filled) <= 3 and _is_total(filled[0]):
        return TOTAL
    if headings and [plain(c) for c in cells] == headings[: len(cells)]:
        return REPEATED
    if len(filled) == 1:
        wide = len([heading for heading in headings if heading]) > 2
        if filled[0].replace(".", "").replace(",", "").isdigit():
            return TOTAL
        if number in sheet.merged_across or (wide and (cells[0] == filled[0])):
            return SECTION if not _is_name_first(headings) or number in sheet.merged_across else ""
    return ""


def _is_total(cell: str) -> bool:
    """Whether the cell says "Total", alone, before a number or in two languages."""
    first = plain(re.split("[:/|(]", cell)[0])
    return first.rstrip(" 0123456789") in _TOTALS


def _is_name_first(headings: list[str]) -> bool:
    return bool(headings) and field_of(headings[0]) in {"family_name", "given_names"}


def _joined(cells: list[str]) -> str:
    return " · ".join(cell for cell in cells if cell)[:120]
