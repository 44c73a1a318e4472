"""The two kinds of file. What people typed never becomes a formula in either of them."""

import csv
import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any, TypeVar

from django.utils import translation
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from participants.exporting.columns import Cell, Column

Row = TypeVar("Row")

_BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads UTF-8 as its own code page
# What a spreadsheet takes for the beginning of a formula, also in its full-width forms.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_LONGEST_NAME = 31  # of a sheet, by the file format
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")


def workbook(
    rows: Iterable[Row], columns: Sequence[Column[Row]], *, title: str, language: str
) -> bytes:
    """An XLSX file: real dates and numbers, a heading that stays in sight.

    Rows go to a temporary file as they come; in memory is only the packed whole, about a megabyte
    for ten thousand people."""
    with translation.override(language):
        book = Workbook(write_only=True)
        sheet = book.create_sheet(_NOT_IN_A_NAME.sub(" ", title)[:_LONGEST_NAME])
        sheet.freeze_panes = "A2"
        sheet.print_title_rows = "1:1"
        sheet.page_setup.orientation = "landscape"
        for number, column in enumerate(columns, start=1):
            sheet.column_dimensions[get_column_letter(number)].width = column.width
        sheet.append([_heading(sheet, str(column.heading)) for column in columns])
        count = 1
        for row in rows:
            sheet.append([_cell(sheet, column.value(row)) for column in columns])
            count += 1
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count}"
        packed = BytesIO()
        book.save(packed)
    return packed.getvalue()


def lines_of_csv(
    rows: Iterable[Row], columns: Sequence[Column[Row]], *, language: str
) -> Iterator[str]:
    """The file line by line, for an answer that is streamed; UTF-8 with a byte order mark."""
    writer = csv.writer(_Echo())
    with translation.override(language):
        yield _BYTE_ORDER_MARK + writer.writerow([str(column.heading) for column in columns])
    for row in rows:
        # The language is set per line: between two of them the server does other work.
        with translation.override(language):
            yield writer.writerow([_as_text(column.value(row)) for column in columns])


def harmless(text: str) -> str:
    """``text`` with an apostrophe before what a spreadsheet would calculate."""
    return f"'{text}" if _FORMULA.match(text) else text


class _Echo:
    def write(self, line: str) -> str:
        return line


def _as_text(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    return harmless(str(value)) if isinstance(value, str) else str(value)


def _heading(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _cell(sheet: Any, value: Cell) -> Any:
    if isinstance(value, str):
        if not value:
            return None
        cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
        cell.data_type = "s"  # text, also where it begins with an equals sign
        return cell
    if isinstance(value, datetime.date):
        has_time = isinstance(value, datetime.datetime)
        cell = WriteOnlyCell(sheet)
        cell.value = value
        cell.number_format = "yyyy-mm-dd hh:mm" if has_time else "yyyy-mm-dd"
        return cell
    return value
