"""The workbook to fill in, with headings that the import knows."""

import io
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from participants.importing.headings import ANSWERS, template_heading

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_COLUMNS = (
    "family_name", "given_names", "email", "title", "gender", "agency", "position", "phone",
    "name_in_own_script", "name_on_certificate", "arrives_on", "departs_on", "as_reserve",
)  # fmt: skip


def template(*, language: str, with_delegation: bool, asked: Iterable[str] = ()) -> bytes:
    """An XLSX file with one row of headings in ``language``, those of ``asked`` answers too."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Rollcall")
    sheet.freeze_panes = "A2"
    columns: tuple[str, ...] = ("delegation", *_COLUMNS) if with_delegation else _COLUMNS
    columns += tuple(name for name in ANSWERS if name in asked)
    row = []
    for number, field in enumerate(columns, start=1):
        heading = template_heading(field, language)
        sheet.column_dimensions[get_column_letter(number)].width = max(18, len(heading) + 3)
        cell = WriteOnlyCell(sheet, value=heading)
        cell.font = Font(bold=True)
        row.append(cell)
    sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
