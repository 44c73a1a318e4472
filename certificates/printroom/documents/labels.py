"""Labels for envelopes and folders, on sheets that are bought punched."""

from __future__ import annotations

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from certificates.printroom import faces
from certificates.printroom.laying import Line, card_document, size_of
from certificates.printroom.options import PrintOptions
from certificates.printroom.paper import Grid, Paper, Stock, grid_of
from certificates.printroom.registry import (
    Data,
    Document,
    Entry,
    Frozen,
    Group,
    Options,
    declare,
)
from certificates.printroom.state import EventState


class Size(TextChoices):
    SMALL = "70x37", _("70 × 37 mm, 24 on A4")
    WIDE = "99x38", _("99.1 × 38.1 mm, 14 on A4")
    LARGE = "105x74", _("105 × 74 mm, 8 on A4")
    LETTER = "letter30", _("2⅝ × 1 inch, 30 on US Letter")


class To(TextChoices):
    PARTICIPANTS = "participants", _("Participants")
    FOCAL_POINTS = "focal-points", _("Focal points of the delegations")


STOCKS = {
    Size.SMALL: Stock(70, 37, columns=3, rows=8),
    Size.WIDE: Stock(99.1, 38.1, columns=2, rows=7, gap=2.5),
    Size.LARGE: Stock(105, 74, columns=2, rows=4),
    Size.LETTER: Stock(66.7, 25.4, columns=3, rows=10, gap=3.1),
}


class LabelOptions(PrintOptions):
    size = forms.ChoiceField(label=_("Labels"), choices=Size.choices, initial=Size.SMALL)
    to = forms.ChoiceField(label=_("To"), choices=To.choices, initial=To.PARTICIPANTS)


def freeze(state: EventState, options: Options) -> Frozen:
    """In protocol order: people, or the delegations' focal points."""
    frame = {"organiser_names": state.frame(options["language"])["organiser_names"]}
    if options["to"] == To.FOCAL_POINTS:
        return Frozen(frame, _focal_points(state, options["language"]))
    people = [
        Entry(
            one.key,
            {
                "title": one.data["title"],
                "name": one.data["name"],
                "lines": [
                    one.data[word]
                    for word in ("position", "agency", "delegation")
                    if one.data[word]
                ],
            },
            one.person,
        )
        for one in faces.participants(state, options)
    ]
    return Frozen(frame, people)


def lay_out(frame: Data, entries: list[Data], options: Options) -> bytes:
    stock = STOCKS[Size(options["size"])]
    width = stock.width - 10
    room = stock.height / 37
    name = Line(width, ((1, 12 * room, 9 * room), (2, 9 * room, 5)), is_bold=True)
    small = Line(width, ((1, 8.5 * room, 7 * room), (2, 7 * room, 4)))
    cards = [
        {
            "title": _sized(data["title"], small),
            "name": _sized(data["name"], name),
            "lines": [_sized(line, small) for line in data["lines"]],
        }
        for data in entries
    ]
    return card_document(
        "certificates/printroom/label.html",
        cards,
        _grid(options),
        frame=frame,
        options=options,
        title=_("Labels"),
    )


def _focal_points(state: EventState, language: str) -> list[Entry]:
    places = {one.pk: place for place, one in enumerate(state.delegations(language))}
    ordered = sorted(state.focal_points, key=lambda one: (places[one.delegation_id], one.name))
    return [
        Entry(
            f"f{one.pk}",
            {"title": "", "name": one.name, "lines": [one.delegation.name_in(language)]},
        )
        for one in ordered
    ]


def _sized(text: str, line: Line) -> Data:
    return {"text": text, "size": size_of(text, line)}


def _grid(options: Options) -> Grid:
    size = Size(options["size"])
    return grid_of(STOCKS[size], Paper.LETTER if size == Size.LETTER else Paper.A4)


declare(
    Document(
        key="labels",
        title=_("Envelope labels"),
        summary=_("For envelopes and folders, on sheets of labels."),
        group=Group.GUESTS,
        options=LabelOptions,
        freeze=freeze,
        lay_out=lay_out,
        prints_changes=True,
        per_chunk=lambda options: 2 * _grid(options).holds,
        printer_hint=lambda options: gettext("Print at 100 %, not “fit to page”."),
    )
)
