"""Badges: cards that are cut from sheets, or A6 for a pouch round the neck."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import TextChoices
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from certificates.printroom import faces
from certificates.printroom.laying import Line, card_document, paper_of, size_of
from certificates.printroom.options import DelegationOptions
from certificates.printroom.paper import Grid, Stock, grid_of
from certificates.printroom.pictures import photograph_uri
from certificates.printroom.registry import (
    Data,
    Document,
    Entry,
    Frozen,
    Group,
    Options,
    declare,
)
from certificates.printroom.roles import COLOURS, Part
from certificates.printroom.state import ALL, EventState

_CARDS_AT_ONCE = 20


class Size(TextChoices):
    A6 = "a6", _("A6, 105 × 148 mm, for a pouch")
    LARGE = "90x55", _("90 × 55 mm")
    SMALL = "86x54", _("86 × 54 mm, like a bank card")


class Who(TextChoices):
    EVERYBODY = "everybody", _("Participants, speakers and team")
    PARTICIPANTS = "participants", _("Participants only")
    OTHERS = "others", _("Speakers and team only")


class Back(TextChoices):
    NONE = "none", _("Left empty")
    SAME = "same", _("The same again, for printing on both sides")


STOCKS = {
    Size.A6: Stock(105, 148, fills=True),
    Size.LARGE: Stock(90, 55),
    Size.SMALL: Stock(86, 54),
}


class BadgeOptions(DelegationOptions):
    size = forms.ChoiceField(label=_("Size"), choices=Size.choices, initial=Size.A6)
    who = forms.ChoiceField(label=_("Whose"), choices=Who.choices, initial=Who.EVERYBODY)
    back = forms.ChoiceField(label=_("Back side"), choices=Back.choices, initial=Back.NONE)


_LINES = {
    Size.A6: {
        "name": Line(89, ((1, 34, 24), (2, 30, 18), (3, 20, 9)), is_bold=True),
        "own_script": Line(89, ((1, 17, 12), (2, 13, 8))),
        "title": Line(89, ((1, 13, 9), (2, 10, 6))),
        "agency": Line(89, ((1, 12, 10), (2, 10.5, 8), (3, 8.5, 5))),
        "delegation": Line(89, ((1, 20, 13), (2, 15, 8)), is_bold=True),
        "workshop_title": Line(89, ((1, 11, 9), (2, 9, 7), (3, 7.5, 5.5)), is_bold=True),
    },
    Size.LARGE: {
        "name": Line(60, ((1, 20, 14), (2, 17, 11), (3, 11.5, 6)), is_bold=True),
        "own_script": Line(60, ((1, 10, 8), (2, 8, 5))),
        "title": Line(60, ((1, 8.5, 6.5), (2, 6.5, 5))),
        "agency": Line(60, ((1, 8, 6.5), (2, 7, 5))),
        "delegation": Line(60, ((1, 11, 8), (2, 8.5, 5.5)), is_bold=True),
        "workshop_title": Line(80, ((1, 7, 5.5), (2, 5.5, 4.5)), is_bold=True),
    },
}
_LINES[Size.SMALL] = _LINES[Size.LARGE] | {
    name: Line(line.width - 4, line.steps, line.is_bold)
    for name, line in _LINES[Size.LARGE].items()
}


def freeze(state: EventState, options: Options) -> Frozen:
    """Participants in protocol order, then speakers, then the team."""
    entries: list[Entry] = []
    if options["who"] != Who.OTHERS:
        entries += faces.participants(state, options)
    if options["who"] != Who.PARTICIPANTS and options["delegation"] == ALL:
        entries += faces.speakers(state) + faces.team(state)
    return Frozen(state.frame(options["language"]), entries)


def lay_out(frame: Data, entries: list[Data], options: Options) -> bytes:
    size = Size(options["size"])
    with translation.override(options["language"]):
        cards = [_card(data, frame, size) for data in entries]
    return card_document(
        f"certificates/printroom/badge_{'tall' if size == Size.A6 else 'wide'}.html",
        cards,
        _grid(options),
        frame=frame,
        options=options,
        title=_("Badges"),
        backs=_same if options["back"] == Back.SAME else None,
    )


def _card(data: Data, frame: Data, size: Size) -> Data:
    from certificates.rendering.qr import qr_data_uri

    texts: dict[str, Any] = {**data, "workshop_title": frame["workshop_title"]}
    return {
        **texts,
        "workshop_line": frame["workshop_line"],
        "sizes": {name: size_of(texts[name], line) for name, line in _LINES[size].items()},
        "word": Part(data["part"]).label,
        "colour": COLOURS[data["part"]],
        "qr": qr_data_uri(data["code"]) if data["code"] else "",
        "picture": photograph_uri(data["photograph"]),
    }


def _same(card: Data) -> Data:
    return card


def _grid(options: Options) -> Grid:
    return grid_of(STOCKS[Size(options["size"])], paper_of(options))


def _printer_hint(options: Options) -> str:
    if options["back"] != Back.SAME:
        return gettext("Print at 100 %, not “fit to page”.")
    grid = _grid(options)
    if grid.width > grid.height:
        return gettext("Print at 100 %, on both sides, turned over the short edge.")
    return gettext("Print at 100 %, on both sides, turned over the long edge.")


def _per_chunk(options: Options) -> int:
    """Whole sheets, so that only the last one of all is partly filled."""
    holds = _grid(options).holds
    return max(1, _CARDS_AT_ONCE // holds) * holds


declare(
    Document(
        key="badges",
        title=_("Badges"),
        summary=_(
            "With the name in large letters, the role, a code for the door, and a mark for those"
            " who do not want to be photographed."
        ),
        group=Group.PEOPLE,
        options=BadgeOptions,
        freeze=freeze,
        lay_out=lay_out,
        prints_changes=True,
        per_chunk=_per_chunk,
        is_one_sided=lambda options: options["back"] != Back.SAME,
        printer_hint=_printer_hint,
    )
)
