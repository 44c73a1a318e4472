"""Rows of text out of a workbook, a text file or the clipboard; judged by content, not by name.

A workbook is read as a stream and its rows go to a spool, so that memory does not grow with its
sheets; what it unpacks to is known before anything is unpacked. Formulas are never worked out:
their text stays in the cell.
"""

import datetime
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from participants.importing.spool import Rows
from participants.importing.texts import decode, split
from participants.rules import UploadRefused

MOST_ROWS = 10_000
MOST_COLUMNS = 60
MOST_IN_CELL = 1_000
_MOST_UNPACKED = 80_000_000
_MOST_PARTS = 2_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf", b"GIF8", b"\x1f\x8b", b"Rar!", b"7z")
_MERGE = re.compile(rb'<mergeCell\s+ref="([A-Z]+\d+:[A-Z]+\d+)"')


@dataclass
class Sheet:
    """The rows as text, each with its number in the source, and how they were understood."""

    rows: Rows = field(default_factory=Rows)
    encoding: str = ""
    merged_across: set[int] = field(default_factory=set)
    source: bytes = b""  # of a text, which can be read in more than one way


def read_upload(upload: Any, *, encoding: str = "") -> Sheet:
    """The first sheet with content, or the lines of a text file. Raises UploadRefused."""
    if not upload.size:
        raise _refused(_("The file is empty."))
    if upload.size > settings.UPLOAD_MAX_BYTES:
        raise _refused(
            _("The file has %(size)s; at most %(most)s can be taken.")
            % {
                "size": filesizeformat(upload.size),
                "most": filesizeformat(settings.UPLOAD_MAX_BYTES),
            }
        )
    upload.seek(0)
    start = upload.read(8)
    upload.seek(0)
    if start.startswith(b"PK"):
        return _workbook(upload)
    if start == _OLE:
        raise _refused(_old_or_locked(upload.read()))
    if start.startswith(_FOREIGN) or start.lstrip().lower().startswith((b"<htm", b"<!do", b"<?xm")):
        raise _refused(_wrong_type())
    return _text(upload.read(), encoding)


def read_pasted(text: str) -> Sheet:
    """Rows copied from a spreadsheet or typed with separators. Raises UploadRefused."""
    if not text.strip():
        raise UploadRefused(_("Choose a file or paste the rows."), field="pasted")
    sheet = _sheet(split(text))
    sheet.source = text.encode()
    return sheet


def read_again(content: bytes, *, encoding: str, separator: str) -> Sheet:
    """The same text in another encoding or cut at another sign. Raises UploadRefused."""
    return _text(content, encoding, separator)


def _text(content: bytes, encoding: str, separator: str = "") -> Sheet:
    text, used = decode(content, encoding)
    # A text file has no control characters but line ends and tabs.
    strange = sum(ch < " " and ch not in "\r\n\t\f" for ch in text[:4000])
    if strange > 2:
        raise _refused(_wrong_type())
    sheet = _sheet(split(text, separator))
    sheet.encoding, sheet.source = used, content
    return sheet


def _sheet(lines: Iterator[tuple[int, list[str]]]) -> Sheet:
    sheet = Sheet()
    for number, cells in lines:
        _take(sheet, number, [_words(cell) for cell in cells])
    return _not_empty(sheet)


def _workbook(file: BinaryIO) -> Sheet:
    try:
        with zipfile.ZipFile(file) as archive:
            _refuse_dangerous(archive)
        file.seek(0)
        book = load_workbook(file, read_only=True, keep_links=False, rich_text=False)
        try:
            return _first_sheet(book, file)
        finally:
            book.close()
    except UploadRefused:
        raise
    except Exception as error:  # a broken file breaks openpyxl in a hundred ways
        raise _refused(_("This file cannot be read. Save it again as XLSX or CSV.")) from error


def _first_sheet(book: Any, file: BinaryIO) -> Sheet:
    for page in book.worksheets:
        if page.sheet_state != "visible":
            continue
        page.reset_dimensions()  # what the file claims may be wrong by a million rows
        sheet = Sheet()
        down = _merged(file, page, sheet)
        above: dict[int, str] = {}
        empty = 0
        for number, row in enumerate(page.iter_rows(values_only=True), start=1):
            cells = [_words(_shown(value)) for value in row[:MOST_COLUMNS]]
            for column, (first, last) in (
                (column, span) for column, spans in down.items() for span in spans
            ):
                if first == number and column < len(cells):
                    above[column] = cells[column]
                elif first < number <= last:
                    cells.extend([""] * (column + 1 - len(cells)))
                    cells[column] = above.get(column, "")
            empty = 0 if any(cells) else empty + 1
            if empty > MOST_ROWS:
                break
            _take(sheet, number, cells)
        if sheet.rows:
            return sheet
    raise _refused(_("There are no rows in this file."))


def _merged(file: BinaryIO, page: Any, sheet: Sheet) -> dict[int, list[tuple[int, int]]]:
    """Column → rows merged downwards; rows merged sideways are noted in ``sheet``."""
    down: dict[int, list[tuple[int, int]]] = {}
    with zipfile.ZipFile(file) as archive, archive.open(page._worksheet_path) as part:
        tail = b""
        count = 0
        while (chunk := part.read(65_536)) and count < MOST_ROWS:
            text = tail + chunk
            end = 0
            for found in _MERGE.finditer(text):
                end, count = found.end(), count + 1
                left, top, right, bottom = (
                    int(edge or 0) for edge in range_boundaries(found[1].decode())
                )
                if right > left:
                    sheet.merged_across.add(top)
                elif bottom - top < MOST_ROWS:
                    down.setdefault(left - 1, []).append((top, bottom))
            tail = text[max(end, len(text) - 80) :]
    return down


def _refuse_dangerous(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename.lower() for part in parts}
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise _refused(_("Unpacked, this file is far too large for a list of people."))
    if any(part.flag_bits & 1 for part in parts):
        raise _refused(_("The file has a password. Remove it and upload the file again."))
    if "[content_types].xml" not in names or "xl/workbook.xml" not in names:
        raise _refused(_wrong_type())
    if any(name.endswith("vbaproject.bin") or "macrosheet" in name for name in names):
        raise _refused(_("The file holds macros. Save it as XLSX without macros, or as CSV."))
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels")):
            with archive.open(part) as stream:
                beginning = stream.read(4096)
            if b"<!DOCTYPE" in beginning or b"<!ENTITY" in beginning:
                raise _refused(_wrong_type())


def _take(sheet: Sheet, number: int, cells: list[str]) -> None:
    while cells and not cells[-1]:
        cells.pop()
    if not cells:
        return
    if len(sheet.rows) >= MOST_ROWS:
        raise _refused(
            _("The list has more than %(most)d rows. Divide it into several.") % {"most": MOST_ROWS}
        )
    sheet.rows.append((number, cells[:MOST_COLUMNS]))


def _not_empty(sheet: Sheet) -> Sheet:
    if not sheet.rows:
        raise _refused(_("There are no rows in this file."))
    return sheet


def _shown(value: Any) -> str:
    """A cell as a person sees it; dates in ISO's order, which nobody can misread."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M")
    if isinstance(value, datetime.timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if not isinstance(value, str | int | float | bool):
        return "="  # a formula over many cells comes as an object
    return str(value)


def _words(text: str) -> str:
    """Names stay untouched; only the blanks and line ends around and between words are mended."""
    if len(text) > MOST_IN_CELL:
        text = text[:MOST_IN_CELL]
    return " ".join(text.replace("\x00", "").replace("\ufeff", "").split())


def _old_or_locked(content: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return _("The file has a password. Remove it and upload the file again.")
    return _("Old Excel files (.xls) may hold macros. Save it as XLSX or CSV.")


def _wrong_type() -> str:
    return _("This is no list that can be read. Upload an XLSX or CSV file, or paste the rows.")


def _refused(sentence: str) -> UploadRefused:
    return UploadRefused(sentence, field="file")
