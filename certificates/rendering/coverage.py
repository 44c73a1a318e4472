"""Which characters can be printed, and how wide a text will be, asked of the fonts themselves.

A glyph that no font has is printed as an empty box without a word of warning. Ask first, and
name the person to the user.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from fontTools.ttLib import TTFont

from certificates.rendering.typefaces import DISPLAY, FONTS_DIR, SANS, SERIF

_INVISIBLE = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)


def missing_glyphs(text: str) -> str:
    """The characters of ``text`` that no shipped font can show, each once, in order.

    Empty when everything can be printed. Letters that a font builds from a base and an accent
    count as present when it has both.
    """
    text = unicodedata.normalize("NFC", text)
    return "".join(dict.fromkeys(char for char in text if not _printable(char)))


def advance(text: str, families: tuple[str, ...] = SERIF) -> float:
    """The width of ``text`` in ems, a little generous: kerning and ligatures are not counted."""
    return sum(_advance_of(char, families) for char in unicodedata.normalize("NFC", text))


@cache
def _printable(char: str) -> bool:
    if unicodedata.category(char) in _INVISIBLE or ord(char) in _VARIATION_SELECTORS:
        return True
    if _shown(char):
        return True
    parts = unicodedata.normalize("NFD", char)
    return len(parts) > 1 and all(_shown(part) for part in parts)


def _shown(char: str) -> bool:
    return any(ord(char) in widths for widths in _faces().values())


@cache
def _advance_of(char: str, families: tuple[str, ...]) -> float:
    category = unicodedata.category(char)
    if category in {"Mn", "Me", "Cf", "Cc"}:
        return 0.0
    faces = _faces()
    for family in (*families, *faces):
        if (width := faces[family].get(ord(char))) is not None:
            return width
    return 1.0


@cache
def _faces() -> dict[str, dict[int, float]]:
    """Advance width in ems of each character of each family's regular face."""
    wanted = {*DISPLAY, *SERIF, *SANS}
    faces = {}
    for path in sorted(FONTS_DIR.glob("*-Regular.ttf")):
        with TTFont(path, lazy=True) as font:
            family = font["name"].getDebugName(1)
            if family not in wanted:
                continue
            em = font["head"].unitsPerEm
            metrics = font["hmtx"].metrics
            faces[family] = {
                char: metrics[glyph][0] / em for char, glyph in font.getBestCmap().items()
            }
    return faces
