"""Laying out the personal part of many certificates as pages of one document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from certificates.rendering.fitting import Box, Fit, fit
from certificates.rendering.layers import POINTS_PER_MM, page_template, style_sheet, subject_places
from certificates.rendering.press import Press
from certificates.rendering.qr import qr_data_uri
from certificates.rendering.sheets import Design, Sheet
from certificates.rendering.typefaces import SANS, SERIF

# Between the opening phrase and "has participated in"; the same figures as in certificate.css.
_TOP, _ROOM = 74.5, 40.0
_WIDTH = 235 * POINTS_PER_MM
_NAME = Box(_WIDTH, SERIF, ((1, 34, 23), (2, 25, 16), (3, 15, 8)))
_OWN_SCRIPT = Box(_WIDTH, SERIF, ((1, 18, 12), (2, 13, 10), (3, 10, 6)))
_DESIGNATION = Box(_WIDTH, SANS, ((1, 11.5, 9.5), (2, 10.5, 8), (3, 8, 6)))
_LEADING = {"name": 1.2, "own": 1.35, "designation": 1.3}


def batches(sheets: Sequence[Sheet], size: int) -> Iterator[list[Sheet]]:
    """``sheets`` in their order, cut where the wording changes and after ``size`` people."""
    for _wording, group in groupby(sheets, key=lambda sheet: sheet.wording):
        people = list(group)
        for start in range(0, len(people), size):
            yield people[start : start + size]


def lay_out_people(press: Press, design: Design, people: Sequence[Sheet]) -> Any:
    """A WeasyPrint document with one page per person, in order; all of one wording."""
    wording = people[0].wording
    html = page_template(
        "people.html",
        language=wording.language,
        direction=wording.direction,
        pages=[_page(sheet) for sheet in people],
        hours_top=subject_places(wording).hours,
    )
    return press.lay_out(html, css=style_sheet(design.colour))


def _page(sheet: Sheet) -> dict[str, Any]:
    name = fit(sheet.name, _NAME)
    own = fit(sheet.own_script_name, _OWN_SCRIPT)
    designation = fit(sheet.designation, _DESIGNATION)
    height = name.lines * name.size * _LEADING["name"]
    if sheet.own_script_name:
        height += own.lines * own.size * _LEADING["own"]
    if sheet.designation:
        height += designation.lines * designation.size * _LEADING["designation"] + 3.4
    height /= POINTS_PER_MM
    scale = min(1.0, _ROOM / height)
    site, code = _address(sheet.verification_url)
    return {
        "sheet": sheet,
        "top": round(_TOP + (_ROOM - height * scale) / 2, 2),
        "name": _style(name, scale),
        "own": _style(own, scale),
        "designation": _style(designation, scale),
        "qr": qr_data_uri(sheet.verification_url),
        "site": site,
        "code": code,
    }


def _address(url: str) -> tuple[str, str]:
    """The address as it is typed, cut before the code, which is printed in one piece."""
    site, slash, code = url.split("://", 1)[-1].rstrip("/").rpartition("/")
    return site + slash, code + "/"


def _style(fitted: Fit, scale: float) -> str:
    return f"font-size:{fitted.size * scale:.2f}pt;width:{fitted.width:.1f}pt"
