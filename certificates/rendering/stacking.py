"""How the lines of a certificate are set: sizes by rule, and one below the other in their room.

Pure functions of the text and the place, asked twice: for the layer that all share, and for each
person's page, so that both meet exactly. Tops are millimetres from the paper's top edge.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from certificates.rendering.fitting import BOLD, Box, Fit, Steps, fit_within, scaled
from certificates.rendering.layouts import POINTS_PER_MM, Area, Places
from certificates.rendering.sheets import Sheet, Wording
from certificates.rendering.typefaces import DISPLAY, SANS, SERIF

_PHRASE: Steps = ((1, 12.5, 9.5), (2, 9.5, 6))
_TITLE: Steps = ((1, 20, 17), (2, 18, 14), (3, 15, 12), (4, 12, 8))
_WHEN: Steps = ((1, 12, 9), (2, 9, 6))
_HOURS: Steps = ((1, 10.5, 7.5), (2, 7.5, 6))
_STATEMENT: Steps = ((2, 10.5, 9), (3, 9, 6))
_NAME: Steps = ((1, 34, 23), (2, 25, 16), (3, 15, 8))
_OWN_SCRIPT: Steps = ((1, 18, 12), (2, 13, 10), (3, 10, 6))
_DESIGNATION: Steps = ((1, 11.5, 9.5), (2, 10.5, 8), (3, 8, 6))
_LEADING = {"name": 1.2, "own": 1.35, "designation": 1.3}

# Rooms and distances of an unscaled layout, in millimetres.
_HEADING_ROOM, _PHRASE_ROOM, _WHEN_ROOM, _HOURS_ROOM = 16.0, 6.2, 6.2, 5.6
_STATEMENT_ROOM = 11.0
_BELOW_PHRASE, _BELOW_TITLE = 2.0, 2.2
_TITLE_LEADING = 1.22


@dataclass(frozen=True, slots=True)
class Line:
    """One text of the layer: where it begins, and how large it is set."""

    top: float
    fit: Fit


@dataclass(frozen=True, slots=True)
class Subject:
    """The lines from "has participated in" downwards; the last two belong to the person."""

    phrase: Line
    title: Line
    when: Line
    hours: float
    statement: float


def head_fits(wording: Wording, places: Places, width: float) -> tuple[Fit, Fit]:
    """Of the heading and of the phrase below it, in an area ``width`` points wide."""
    heading = Box(width * 0.97, DISPLAY, ((1, places.heading, 20), (2, 24, 12)))
    phrase = Box(width, SERIF, scaled(_PHRASE, places.scale))
    return (
        fit_within(wording.heading, heading, _HEADING_ROOM * POINTS_PER_MM, 1.15),
        fit_within(wording.opening, phrase, _PHRASE_ROOM * POINTS_PER_MM, 1.3),
    )


@lru_cache(maxsize=256)
def subjects_of(wording: Wording, places: Places) -> tuple[Subject, ...]:
    """One for each language, their lines at the same height."""
    area = places.columns(places.subject, len(wording.all))[0]
    scale = places.scale
    statement = _STATEMENT_ROOM if wording.has_statement else 0.0
    fixed = (_PHRASE_ROOM + _WHEN_ROOM + _HOURS_ROOM) * scale + _BELOW_PHRASE + _BELOW_TITLE
    room = area.height - fixed - statement

    def fitted(text: str, steps: Steps, most: float, leading: float, weight: float = 1.04) -> Fit:
        box = Box(area.points * 0.92, SERIF, scaled(steps, scale), weight)
        return fit_within(text, box, most * POINTS_PER_MM, leading)

    titles = [fitted(one.workshop_title, _TITLE, room, _TITLE_LEADING, BOLD) for one in wording.all]
    title_height = max(one.lines * one.size for one in titles) * _TITLE_LEADING / POINTS_PER_MM
    free = area.height - fixed - statement - title_height
    phrase_top = area.top + max(0.0, free * places.drop)
    title_top = phrase_top + _PHRASE_ROOM * scale + _BELOW_PHRASE
    when_top = title_top + title_height + _BELOW_TITLE
    hours_top = when_top + _WHEN_ROOM * scale
    return tuple(
        Subject(
            phrase=Line(
                round(phrase_top, 2),
                fitted(one.participation, _PHRASE, _PHRASE_ROOM * scale, 1.3),
            ),
            title=Line(round(title_top, 2), title),
            when=Line(
                round(when_top, 2), fitted(when_and_where(one), _WHEN, _WHEN_ROOM * scale, 1.3)
            ),
            hours=round(hours_top, 2),
            statement=round(hours_top + _HOURS_ROOM * scale + 1.4, 2),
        )
        for one, title in zip(wording.all, titles, strict=True)
    )


def when_and_where(wording: Wording) -> str:
    return " · ".join(filter(None, [wording.when, wording.place]))


@dataclass(frozen=True, slots=True)
class Personal:
    """The name and what stands below it, as sizes that fit together into one room."""

    top: float
    name: Fit
    own: Fit
    designation: Fit
    second_designation: Fit
    scale: float


def personal(sheet: Sheet, places: Places) -> Personal:
    area = places.person
    width = area.points * 0.96

    def fitted(text: str, families: tuple[str, ...], steps: Steps) -> Fit:
        return fit_within(text, Box(width, families, scaled(steps, places.scale)), area.points, 1.3)

    name = fitted(sheet.name, SERIF, _NAME)
    own = fitted(sheet.own_script_name, SERIF, _OWN_SCRIPT)
    designation = fitted(sheet.designation, SANS, _DESIGNATION)
    second = fitted(sheet.second_designation, SANS, _DESIGNATION)
    height = name.lines * name.size * _LEADING["name"]
    if sheet.own_script_name:
        height += own.lines * own.size * _LEADING["own"]
    for text, fit in ((sheet.designation, designation), (sheet.second_designation, second)):
        if text:
            height += fit.lines * fit.size * _LEADING["designation"] + 3.4
    height /= POINTS_PER_MM
    scale = min(1.0, area.height / height)
    top = area.top + (area.height - height * scale) * places.drop
    return Personal(round(top, 2), name, own, designation, second, scale)


def personal_line(text: str, area: Area, places: Places, *, is_statement: bool = False) -> Fit:
    """Of the line of hours, or of the person's own lines at the end."""
    steps, room = (_STATEMENT, _STATEMENT_ROOM - 1) if is_statement else (_HOURS, _HOURS_ROOM)
    if not is_statement:
        room *= places.scale
    box = Box(area.points * 0.92, SERIF, scaled(steps, places.scale))
    return fit_within(text, box, room * POINTS_PER_MM, 1.3)
