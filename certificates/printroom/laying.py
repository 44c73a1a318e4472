"""From what was taken down to pages: the two kinds of paper work that documents share."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.functional import Promise

from certificates.printroom.paper import Grid, Paper, in_sheets
from certificates.printroom.registry import Data, Options
from certificates.rendering import render_document

CARDS = "certificates/printroom/cards.html"
#: Among the options of a piece: its pages are counted when the whole is bound.
IS_PIECE = "is_piece"
_POINT = 25.4 / 72  # millimetres
#: A line may end after a hyphen.
_WORDS = re.compile(r"[^\s-]+-?")


@dataclass(frozen=True)
class Line:
    """A text's place: how wide it may be (mm) and its sizes (pt) by the number of lines."""

    width: float
    steps: tuple[tuple[int, float, float], ...]
    is_bold: bool = False


def size_of(text: str, line: Line) -> float:
    """The largest size in points at which ``text`` keeps to its place, and its words stay whole
    unless that makes them too small to read."""
    from certificates.rendering.coverage import advance
    from certificates.rendering.fitting import BOLD, REGULAR, Box, fit
    from certificates.rendering.typefaces import SANS

    weight = BOLD if line.is_bold else REGULAR
    width = line.width / _POINT
    size = fit(text, Box(width, SANS, line.steps, weight)).size
    longest = max((advance(word, SANS) for word in _WORDS.findall(text)), default=0.0)
    if longest * weight * size <= width:
        return size
    smallest = line.steps[-1][2]
    return max(min(size, smallest), int(width / (longest * weight) * 2) / 2)


def paper_of(options: Options) -> Paper:
    return Paper(options.get("paper") or Paper.A4)


def author_of(frame: Data) -> str:
    """Who a file says it is by: the organisers, as on the paper."""
    return ", ".join(frame["organiser_names"])


def page_document(
    template: str, context: dict[str, Any], *, frame: Data, options: Options, title: str | Promise
) -> bytes:
    """Pages with the house's running header, from a template that extends ``pdf/base.html``."""
    with translation.override(options["language"]):
        return render_document(
            template,
            {**frame, **context},
            language=options["language"],
            title=str(title),
            author=author_of(frame),
            paper=paper_of(options).value,
            is_numbered=not options.get(IS_PIECE),
        )


def card_document(
    card_template: str,
    cards: Sequence[Data],
    grid: Grid,
    *,
    frame: Data,
    options: Options,
    title: str | Promise,
    backs: Callable[[Data], Data] | None = None,
) -> bytes:
    """Sheets of cards with cutting marks; with ``backs`` each sheet is followed by its back."""
    sheets = []
    for held in in_sheets(cards, grid):
        sheets.append({"cards": _placed(held, grid)})
        if backs:
            turned = [backs(card) for card in held]
            sheets.append({"cards": _placed(turned, grid, is_back=True)})
    context = {
        "card_template": card_template,
        "sheets": sheets,
        "grid": grid,
        "width": grid.width,
        "height": grid.height,
        "marks": grid.marks(),
    }
    return page_document(CARDS, context, frame=frame, options=options, title=title)


def _placed(cards: Sequence[Data], grid: Grid, *, is_back: bool = False) -> list[dict[str, Any]]:
    placed = []
    for number, card in enumerate(cards):
        left, top = grid.place(number, is_back=is_back)
        placed.append({"left": left, "top": top, "card": card})
    return placed
