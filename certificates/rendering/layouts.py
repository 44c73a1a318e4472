"""The gallery: where each part of a certificate stands on the paper, layout by layout.

All figures are millimetres from the paper's top left corner. A layout is a function of the paper's
size, so that A4 and Letter are the same drawing with the difference given to the white space.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

POINTS_PER_MM = 72 / 25.4

#: Width and height of an upright sheet.
PAPERS = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}

CLASSIC, MODERN, BILINGUAL = "classic", "modern", "bilingual"
PORTRAIT, APPRECIATION, LETTERHEAD = "portrait", "appreciation", "letterhead"

_SEAL = 26.0
_SEAL_GAP = 5.0


@dataclass(frozen=True, slots=True)
class Area:
    left: float
    top: float
    width: float
    height: float

    @property
    def css(self) -> str:
        return (
            f"left:{self.left:.2f}mm;top:{self.top:.2f}mm;"
            f"width:{self.width:.2f}mm;height:{self.height:.2f}mm"
        )

    @property
    def points(self) -> float:
        """The width in points, the unit of type."""
        return self.width * POINTS_PER_MM

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Places:
    """One layout on one paper. ``head`` and ``subject`` are halved where two languages stand side
    by side; ``scale`` is that of the type, ``drop`` where short text stands in the room it has (0
    at its top, 0.5 in its middle)."""

    width: float
    height: float
    organisers: Area
    head: Area
    person: Area
    subject: Area
    signatories: Area
    proof: Area
    heading: float = 36
    scale: float = 1.0
    is_centred: bool = True
    has_ornament: bool = True
    is_bilingual: bool = False
    is_proof_in_a_row: bool = False
    drop: float = 0.5

    def columns(self, area: Area, number: int) -> list[Area]:
        """``area`` for one language, or its halves for two with white space between."""
        if number < 2:
            return [area]
        gap = 12.0
        half = (area.width - gap) / 2
        return [
            Area(area.left, area.top, half, area.height),
            Area(area.left + half + gap, area.top, half, area.height),
        ]

    def signing(self, *, with_seal: bool) -> tuple[Area, Area | None]:
        """Where the signatures stand and, at their end, the seal."""
        area = self.signatories
        if not with_seal:
            return area, None
        seal = Area(area.right - _SEAL, area.top - 1.5, _SEAL, _SEAL)
        return Area(area.left, area.top, area.width - _SEAL - _SEAL_GAP, area.height), seal


def _classic(width: float, height: float) -> Places:
    more = height - 210
    return Places(
        width,
        height,
        organisers=Area(26, 20 + more * 0.1, width - 52, 21),
        head=Area(30, 44 + more * 0.2, width - 60, 30.5),
        person=Area(26, 74.5 + more * 0.3, width - 52, 40 + more * 0.3),
        subject=Area(30, 114.5 + more * 0.6, width - 60, 43 + more * 0.3),
        signatories=Area(24, 160 + more, width - 111, 30),
        proof=Area(width - 83, 159 + more, 58, 32),
    )


def _modern(width: float, height: float) -> Places:
    more = height - 210
    left, right = 36.0, 24.0
    inner = width - left - right
    return Places(
        width,
        height,
        organisers=Area(left, 19, inner, 20),
        head=Area(left, 48 + more * 0.2, inner, 25),
        person=Area(left, 76 + more * 0.3, inner, 37 + more * 0.2),
        subject=Area(left, 114.5 + more * 0.5, inner, 42 + more * 0.3),
        signatories=Area(left, 163 + more, inner - 66, 30),
        proof=Area(width - right - 60, 159 + more, 60, 34),
        heading=32,
        is_centred=False,
        has_ornament=False,
        drop=0.2,
    )


def _bilingual(width: float, height: float) -> Places:
    more = height - 210
    return Places(
        width,
        height,
        organisers=Area(26, 22 + more * 0.1, width - 52, 20),
        head=Area(22, 45 + more * 0.2, width - 44, 29),
        person=Area(26, 77 + more * 0.3, width - 52, 35 + more * 0.3),
        subject=Area(22, 113.5 + more * 0.6, width - 44, 44 + more * 0.3),
        signatories=Area(22, 161 + more, width - 107, 28),
        proof=Area(width - 80, 160 + more, 58, 30),
        heading=25,
        scale=0.86,
        is_bilingual=True,
    )


def _portrait(width: float, height: float) -> Places:
    more = height - 297
    return Places(
        width,
        height,
        organisers=Area(25, 27 + more * 0.1, width - 50, 22),
        head=Area(25, 59 + more * 0.3, width - 50, 32),
        person=Area(25, 96 + more * 0.45, width - 50, 46 + more * 0.15),
        subject=Area(25, 146 + more * 0.6, width - 50, 66 + more * 0.3),
        signatories=Area(23, 219 + more * 0.95, width - 46, 30),
        proof=Area(width / 2 - 46, 257 + more, 92, 20),
        heading=31,
        scale=0.9,
        is_proof_in_a_row=True,
    )


def _appreciation(width: float, height: float) -> Places:
    more = height - 210
    return Places(
        width,
        height,
        organisers=Area(36, 22 + more * 0.1, width - 72, 19),
        head=Area(36, 44 + more * 0.2, width - 72, 31),
        person=Area(36, 76.5 + more * 0.3, width - 72, 38 + more * 0.3),
        subject=Area(40, 115.5 + more * 0.6, width - 80, 41 + more * 0.3),
        signatories=Area(30, 159.5 + more, width - 121, 29),
        proof=Area(width - 89, 158.5 + more, 56, 31),
        heading=34,
    )


def _letterhead(width: float, height: float) -> Places:
    more = height - 297
    left, right = 30.0, 25.0
    inner = width - left - right
    return Places(
        width,
        height,
        organisers=Area(left, 18, inner, 22),
        head=Area(left, 64 + more * 0.3, inner, 24),
        person=Area(left, 92 + more * 0.45, inner, 42 + more * 0.15),
        subject=Area(left, 137 + more * 0.6, inner, 62 + more * 0.3),
        signatories=Area(left, 211 + more * 0.95, inner, 30),
        proof=Area(left, 257 + more, inner, 20),
        heading=26,
        scale=0.84,
        is_centred=False,
        has_ornament=False,
        is_proof_in_a_row=True,
        drop=0.0,
    )


_UPRIGHT = frozenset({PORTRAIT, LETTERHEAD})
_LAYOUTS: dict[str, Callable[[float, float], Places]] = {
    CLASSIC: _classic,
    MODERN: _modern,
    BILINGUAL: _bilingual,
    PORTRAIT: _portrait,
    APPRECIATION: _appreciation,
    LETTERHEAD: _letterhead,
}
LAYOUTS = tuple(_LAYOUTS)


@cache
def places_of(layout: str, paper: str) -> Places:
    """Raises KeyError for a layout or paper that is not in the gallery."""
    short, long = PAPERS[paper]
    width, height = (short, long) if layout in _UPRIGHT else (long, short)
    return _LAYOUTS[layout](width, height)
