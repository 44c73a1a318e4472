"""Messy lists of our own making."""

import io

from openpyxl import Workbook


def upload(content: bytes, name: str = "list.xlsx") -> io.BytesIO:
    file = io.BytesIO(content)
    file.name, file.size = name, len(content)
    return file


def workbook(rows, *, merged=()) -> bytes:
    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
