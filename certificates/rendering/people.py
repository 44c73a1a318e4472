"""Laying out the personal part of many certificates as pages of one document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from certificates.rendering.fitting import Fit
from certificates.rendering.layers import page_template, style_sheet
from certificates.rendering.layouts import Places, places_of
from certificates.rendering.press import Press
from certificates.rendering.qr import qr_data_uri
from certificates.rendering.sheets import Design, Sheet
from certificates.rendering.stacking import personal, personal_line, subjects_of


def batches(sheets: Sequence[Sheet], size: int) -> Iterator[list[Sheet]]:
    """``sheets`` in their order, cut where the wording changes and after ``size`` people."""
    for _wording, group in groupby(sheets, key=lambda sheet: sheet.wording):
        people = list(group)
        for start in range(0, len(people), size):
            yield people[start : start + size]


def lay_out_people(press: Press, design: Design, people: Sequence[Sheet]) -> Any:
    """A WeasyPrint document with one page per person, in order; all of one wording."""
    html = page_template("people.html", **people_context(design, people))
    return press.lay_out(html, css=style_sheet(design))


def people_context(design: Design, people: Sequence[Sheet]) -> dict[str, Any]:
    places = places_of(design.layout, design.paper)
    wording = people[0].wording
    return {
        "language": wording.language,
        "direction": wording.direction,
        "layout": design.layout,
        "places": places,
        "pages": [_page(sheet, places) for sheet in people],
    }


def _page(sheet: Sheet, places: Places) -> dict[str, Any]:
    found = personal(sheet, places)
    whole = sheet.verification_url.split("://", 1)[-1]
    address, slash, _code = whole.rstrip("/").rpartition("/")
    return {
        "sheet": sheet,
        "top": found.top,
        "name": _style(found.name, found.scale),
        "own": _style(found.own, found.scale),
        "designation": _style(found.designation, found.scale),
        "second_designation": _style(found.second_designation, found.scale),
        "lines": list(_lines(sheet, places)),
        "qr": qr_data_uri(sheet.verification_url),
        # Typed from paper: a line never ends inside of the code.
        "address": address + slash,
        "code": whole.removeprefix(address + slash),
    }


def _lines(sheet: Sheet, places: Places) -> Iterator[dict[str, Any]]:
    """The hours and the person's own lines, in the column of their language."""
    wordings = sheet.wording.all
    areas = places.columns(places.subject, len(wordings))
    said = ((sheet.hours, sheet.statement), (sheet.second_hours, sheet.second_statement))
    subjects = subjects_of(sheet.wording, places)
    for wording, area, subject, (hours, statement) in zip(
        wordings, areas, subjects, said, strict=False
    ):
        for text, top, is_statement in (
            (hours, subject.hours, False),
            (statement, subject.statement, True),
        ):
            if text:
                fit = personal_line(text, area, places, is_statement=is_statement)
                yield {
                    "text": text,
                    "kind": "statement" if is_statement else "hours",
                    "language": wording.language,
                    "place": f"left:{area.left:.2f}mm;width:{area.width:.2f}mm;top:{top}mm",
                    "style": _style(fit),
                }


def _style(fitted: Fit, scale: float = 1.0) -> str:
    return f"font-size:{fitted.size * scale:.2f}pt;width:{fitted.width:.1f}pt"
