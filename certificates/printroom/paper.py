"""Paper and cards in millimetres: how many cards a sheet holds, where they lie, where to cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

Card = TypeVar("Card")

#: Closer to the edge most printers cannot print; a card may be cut short there, not its words.
_EDGE = 4.5
_MARK = 3.0  # length of a cutting mark
_AWAY = 1.0  # its distance from the card


class Paper(TextChoices):
    A4 = "A4", _("A4")
    A3 = "A3", _("A3")
    LETTER = "letter", _("US Letter")

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the upright sheet."""
        return {"A4": (210.0, 297.0), "A3": (297.0, 420.0)}.get(self.value, (215.9, 279.4))


@dataclass(frozen=True)
class Stock:
    """A card or label. ``fills``: cards may lie at the very edge, as A6 does on A4.

    ``columns`` and ``rows`` are given for bought sheets, on whose paper they are punched; others
    are laid as many as the paper holds, and cut along marks."""

    width: float
    height: float
    fills: bool = False
    columns: int = 0
    rows: int = 0
    gap: float = 0.0

    @property
    def is_punched(self) -> bool:
        return bool(self.columns)


@dataclass(frozen=True)
class Grid:
    """A sheet of cards: the paper as it lies, and the places of its cards, row by row."""

    stock: Stock
    width: float
    height: float
    columns: int
    rows: int

    @property
    def holds(self) -> int:
        return self.columns * self.rows

    @property
    def left(self) -> float:
        used = self.columns * self.stock.width + (self.columns - 1) * self.stock.gap
        return round((self.width - used) / 2, 2)

    @property
    def top(self) -> float:
        return round((self.height - self.rows * self.stock.height) / 2, 2)

    def place(self, number: int, *, is_back: bool = False) -> tuple[float, float]:
        """Left and top of the card with this number on its sheet.

        The back of a sheet that is turned over its long edge is the front's mirror image; of a
        sheet that lies across, the one turned over its short edge."""
        row, column = divmod(number, self.columns)
        if is_back:
            column = self.columns - 1 - column
        x = self.left + column * (self.stock.width + self.stock.gap)
        return round(x, 2), round(self.top + row * self.stock.height, 2)

    def marks(self) -> list[tuple[float, float, float, float]]:
        """Cutting marks as left, top, width, height: in the margin, in line with the cards' edges.

        Where cards fill the paper there is no margin: hairlines run between them."""
        if self.stock.is_punched:
            return []
        xs = [round(self.left + n * self.stock.width, 2) for n in range(self.columns + 1)]
        ys = [round(self.top + n * self.stock.height, 2) for n in range(self.rows + 1)]
        if self.stock.fills:
            return [(x, 0.0, 0.0, self.height) for x in xs[1:-1]] + [
                (0.0, y, self.width, 0.0) for y in ys[1:-1]
            ]
        near_x, near_y = self.left - _AWAY - _MARK, self.top - _AWAY - _MARK
        far_x, far_y = self.width - self.left + _AWAY, self.height - self.top + _AWAY
        marks = [(x, round(y, 2), 0.0, _MARK) for x in xs for y in (near_y, far_y)]
        return marks + [(round(x, 2), y, _MARK, 0.0) for y in ys for x in (near_x, far_x)]


def grid_of(stock: Stock, paper: Paper) -> Grid:
    """The sheet that holds most cards of ``stock``; upright where both ways hold as many."""
    width, height = paper.size
    if stock.is_punched:
        return Grid(stock, width, height, stock.columns, stock.rows)
    upright, across = _laid(stock, width, height), _laid(stock, height, width)
    return across if across.holds > upright.holds else upright


def in_sheets(cards: Sequence[Card], grid: Grid) -> Iterator[Sequence[Card]]:
    """``cards`` by the sheet, in order; the last one may be partly filled."""
    for start in range(0, len(cards), grid.holds):
        yield cards[start : start + grid.holds]


def _laid(stock: Stock, width: float, height: float) -> Grid:
    edge = 0.0 if stock.fills else 2 * _EDGE
    columns = int((width - edge) // stock.width)
    rows = int((height - edge) // stock.height)
    return Grid(stock, width, height, columns, rows)
