"""The workbook to fill in: headings that the import knows, the workshop's own days and rooms."""

import io
from collections.abc import Iterable, Mapping

from django.utils import translation
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from sessions.importing.headings import TEMPLATE
from sessions.importing.tables import MOST_ROWS
from sessions.models import AgendaItem
from workshops.models import Workshop

_WIDTHS = {"title": 44, "abstract": 44, "speakers": 36, "moderators": 28, "rooms": 20}


def template(*, workshop: Workshop, language: str) -> bytes:
    """An XLSX file with a row of headings in ``language``. Days, kinds and rooms are offered for
    choice on a second sheet; whatever else is typed is taken as well."""
    headings = TEMPLATE[language]
    with translation.override(language):
        kinds = [str(label) for label in AgendaItem.Kind.labels]
    offered = {
        "day": [day.isoformat() for day in workshop.days],
        "kind": kinds,
        "rooms": [*workshop.rooms.values_list("name", flat=True)],
    }
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101
    sheet.title = "Rollcall"
    sheet.freeze_panes = "A2"
    for number, (field, heading) in enumerate(headings.items(), start=1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = _WIDTHS.get(field, max(14, len(heading) + 3))
        sheet.column_dimensions[letter].alignment = Alignment(wrap_text=True, vertical="top")
        sheet[f"{letter}1"] = heading
        sheet[f"{letter}1"].font = Font(bold=True)
    _offer(sheet, book.create_sheet("Lists"), list(headings), offered)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _offer(
    sheet: Worksheet, lists: Worksheet, fields: list[str], offered: Mapping[str, Iterable[str]]
) -> None:
    """Choices stand in a hidden sheet: in the cell's own rule they may take 255 letters only."""
    lists.sheet_state = "hidden"
    for number, (field, choices) in enumerate(offered.items(), start=1):
        here = get_column_letter(number)
        count = 0
        for count, choice in enumerate(choices, start=1):
            cell = lists[f"{here}{count}"]
            cell.value = choice
            cell.data_type = "s"  # a name that looks like a formula is none
        if not count:
            continue
        # No error is raised: a session may be in two rooms, and a day may be written otherwise.
        rule = DataValidation(
            type="list",
            formula1=f"Lists!${here}$1:${here}${count}",
            allow_blank=True,
            showErrorMessage=False,
        )
        column = get_column_letter(fields.index(field) + 1)
        rule.add(f"{column}2:{column}{MOST_ROWS + 1}")
        sheet.add_data_validation(rule)
