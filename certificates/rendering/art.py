"""The art of each layout of the gallery: what lies under the words, in the organisers' colours."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin

from certificates.rendering import layouts
from certificates.rendering.strokes import (
    bar,
    curves,
    drawing,
    frame,
    rosette,
    tint,
    wave_band,
)


def art_svg(layout: str, colour: str, accent: str, width: float, height: float) -> str:
    """The whole sheet's art as an SVG document of ``width`` by ``height`` millimetres."""
    return drawing(width, height, *_ARTS[layout](width, height, colour, accent))


def ornament_svg(colour: str) -> str:
    """The small divider under the heading: two tapering rules and a lozenge."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 70 4">'
        f'<g fill="{tint(colour, 1)}">'
        '<path d="M0 2L29 1.78L29 2.22Z"/><path d="M70 2L41 1.78L41 2.22Z"/>'
        '<path d="M35 0.3L36.7 2L35 3.7L33.3 2Z"/>'
        '<path d="M31.6 1.4L32.2 2L31.6 2.6L31 2Z"/><path d="M38.4 1.4L39 2L38.4 2.6L37.8 2Z"/>'
        "</g></svg>"
    )


# --- Classic: interlaced waves between two rules, rosettes at the corners, a pale one behind ----
_OUTER, _INNER = 8.0, 15.5  # the band lies between these distances from the edge
_CORNER = 11.75  # centre of a corner rosette


def _classic(width: float, height: float, colour: str, accent: str) -> list[str]:
    line, soft = tint(accent, 1), tint(accent, 0.45)
    parts = [
        _watermark(width / 2, height / 2 + 1, 72, colour),
        curves(_band(width, height), soft, 0.16),
        f'<g fill="none" stroke="{line}">',
        frame(width, height, _OUTER, 0.7),
        frame(width, height, _OUTER + 1.15, 0.18),
        frame(width, height, _INNER - 1.15, 0.18),
        frame(width, height, _INNER, 0.4),
        "</g>",
    ]
    for x in (_CORNER, width - _CORNER):
        for y in (_CORNER, height - _CORNER):
            parts.append(_corner(x, y, line, soft))
    return parts


def _band(width: float, height: float) -> str:
    start, reach = _INNER + 1.5, (_INNER - _OUTER) / 2 - 1.35
    sides = []
    for length, other, periods, is_horizontal in (
        (width - 2 * start, height, 44, True),
        (height - 2 * start, width, 30, False),
    ):
        for centre in (_CORNER, other - _CORNER):
            sides.append(
                wave_band(
                    start,
                    length,
                    centre,
                    reach=reach,
                    periods=periods,
                    is_horizontal=is_horizontal,
                )
            )
    return "".join(sides)


def _corner(x: float, y: float, line: str, soft: str) -> str:
    half = (_INNER - _OUTER) / 2 + 0.9
    square = (
        f'<rect x="{x - half:g}" y="{y - half:g}" width="{2 * half:g}" height="{2 * half:g}" '
        f'fill="#ffffff" stroke="{line}" stroke-width="0.4"/>'
    )
    woven = rosette(x, y, half - 0.7, depth=0.42, petals=8, turns=3)
    heart = rosette(x, y, half * 0.42, depth=0.5, petals=6, turns=1)
    return (
        f"{square}{curves(woven, soft, 0.16)}{curves(heart, line, 0.16)}"
        f'<circle cx="{x:g}" cy="{y:g}" r="0.45" fill="{line}"/>'
    )


def _watermark(x: float, y: float, radius: float, colour: str, strength: float = 0.075) -> str:
    woven = rosette(x, y, radius, depth=0.30, petals=18, turns=4)
    heart = rosette(x, y, radius * 2 / 3, depth=0.40, petals=12, turns=4)
    return curves(woven + heart, tint(colour, strength), 0.22)


# --- Modern: one broad stripe, and half of a rosette that leaves the paper at the right ----------
def _modern(width: float, height: float, colour: str, accent: str) -> list[str]:
    return [
        _watermark(width + 4, height * 0.36, 88, accent, 0.16),
        bar(0, 0, 16, height, tint(colour, 1)),
        bar(17.2, 0, 1.1, height, tint(accent, 1)),
    ]


# --- Bilingual: a woven band above and below, and a rule between the languages ------------------
def _bilingual(width: float, height: float, colour: str, accent: str) -> list[str]:
    line, soft = tint(accent, 1), tint(accent, 0.5)
    places = layouts.places_of(layouts.BILINGUAL, "a4" if round(width) == 297 else "letter")
    parts = [_watermark(width / 2, height / 2 - 10, 58, colour, 0.06)]
    for edge in (8.0, height - 15.0):
        band = wave_band(10, width - 20, edge + 3.5, reach=2.4, periods=56)
        parts.append(curves(band, soft, 0.16))
        parts.append(bar(10, edge - 0.25, width - 20, 0.5, line))
        parts.append(bar(10, edge + 6.75, width - 20, 0.5, line))
    middle = width / 2 - 0.1
    for area in (places.head, places.subject):
        parts.append(bar(middle, area.top + 1, 0.2, area.height - 5, line))
    return parts


# --- Portrait: three fine rules, broken at the corners by a small square of rosette --------------
def _portrait(width: float, height: float, colour: str, accent: str) -> list[str]:
    line, soft = tint(accent, 1), tint(accent, 0.5)
    parts = [
        _watermark(width / 2, height * 0.43, 66, colour, 0.07),
        f'<g fill="none" stroke="{line}">',
        frame(width, height, 9, 0.9),
        frame(width, height, 11, 0.2),
        frame(width, height, 14, 0.35),
        "</g>",
    ]
    for x in (11.5, width - 11.5):
        for y in (11.5, height - 11.5):
            parts.append(_corner(x, y, line, soft))
    return parts


# --- Appreciation: a frame of hollowed corners, and a pale wreath of laurel behind the name -------
def _appreciation(width: float, height: float, colour: str, accent: str) -> list[str]:
    line = tint(accent, 1)
    parts = [_wreath(width / 2, height / 2 - 6, 66, tint(accent, 0.14))]
    for inset, stroke in ((9.0, 0.8), (11.2, 0.25)):
        parts.append(
            f'<path d="{_hollowed(width, height, inset)}" fill="none" stroke="{line}" '
            f'stroke-width="{stroke:g}"/>'
        )
    for x, y in ((9.0, 9.0), (width - 9, 9.0), (9.0, height - 9), (width - 9, height - 9)):
        woven = rosette(x, y, 4.6, depth=0.45, petals=8, turns=2)
        parts.append(curves(woven, line, 0.16))
    return parts


def _hollowed(width: float, height: float, inset: float, radius: float = 9.0) -> str:
    """A rectangle whose corners are quarter circles turned inwards."""
    near, right, bottom = inset, width - inset, height - inset
    arc = f"A{radius:g} {radius:g} 0 0 0"
    return (
        f"M{near + radius:g} {near:g}L{right - radius:g} {near:g}{arc} {right:g} {near + radius:g}"
        f"L{right:g} {bottom - radius:g}{arc} {right - radius:g} {bottom:g}"
        f"L{near + radius:g} {bottom:g}{arc} {near:g} {bottom - radius:g}"
        f"L{near:g} {near + radius:g}{arc} {near + radius:g} {near:g}Z"
    )


def _wreath(x: float, y: float, radius: float, colour: str) -> str:
    """Two branches of laurel that meet below, leaves in pairs along each."""
    leaves = []
    count = 15
    for side in (1, -1):
        for number in range(count):
            # From the foot, below, upwards to a little short of the top.
            angle = pi / 2 - side * (0.16 + number * 2.5 / count)
            size = radius * (0.235 - 0.006 * number)
            for reach, lean in ((1.07, 0.62), (0.93, -0.62)):
                leaves.append(
                    _leaf(
                        x + radius * reach * cos(angle),
                        y + radius * reach * sin(angle),
                        angle - side * (pi / 2 - lean),
                        size,
                    )
                )
    return f'<g fill="{colour}">{"".join(leaves)}</g>'


def _leaf(x: float, y: float, angle: float, length: float) -> str:
    """A pointed leaf around its middle, ``angle`` the way it points."""
    along_x, along_y = cos(angle) * length / 2, sin(angle) * length / 2
    off_x, off_y = -sin(angle) * length * 0.26, cos(angle) * length * 0.26
    return (
        f'<path d="M{x - along_x:.2f} {y - along_y:.2f}'
        f"Q{x + off_x:.2f} {y + off_y:.2f} {x + along_x:.2f} {y + along_y:.2f}"
        f'Q{x - off_x:.2f} {y - off_y:.2f} {x - along_x:.2f} {y - along_y:.2f}Z"/>'
    )


# --- Letterhead: a rule under the organisers, one above the code, and nothing else ----------------
def _letterhead(width: float, height: float, colour: str, accent: str) -> list[str]:
    line = tint(accent, 1)
    return [
        bar(0, 0, width, 4, tint(colour, 1)),
        bar(30, 46, width - 55, 0.35, line),
        bar(30, 46.9, 34, 1.1, line),
        bar(30, height - 44.5, width - 55, 0.2, line),
    ]


_ARTS: dict[str, Callable[[float, float, str, str], list[str]]] = {
    layouts.CLASSIC: _classic,
    layouts.MODERN: _modern,
    layouts.BILINGUAL: _bilingual,
    layouts.PORTRAIT: _portrait,
    layouts.APPRECIATION: _appreciation,
    layouts.LETTERHEAD: _letterhead,
}
