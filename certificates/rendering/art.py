"""The border and the rosette of a certificate, drawn as line art in the organiser's colour.

In the manner of share certificates: interlaced waves between two rules, woven rosettes at the
corners, a very pale rosette behind the text. Everything is opaque tints, because transparency
costs a form object per shape and is an obstacle to archiving.
"""

from __future__ import annotations

from itertools import pairwise
from math import cos, pi, sin, tau

WIDTH, HEIGHT = 297.0, 210.0  # A4 landscape, millimetres
_OUTER, _INNER = 8.0, 15.5  # the band lies between these distances from the edge
_CORNER = 11.75  # centre of a corner rosette
_UNITS = 50  # curves are written in fiftieths of a millimetre


def tint(colour: str, strength: float) -> str:
    """``colour`` (#rrggbb) mixed with white; strength 1 is the colour itself."""
    channels = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - value) * strength):02x}" for value in channels)


def border_svg(colour: str) -> str:
    """The whole sheet's art, A4 landscape, as an SVG document."""
    line, soft, pale = tint(colour, 1), tint(colour, 0.45), tint(colour, 0.075)
    parts = [
        _curves(_watermark(), pale, 0.22),
        _curves(_band(), soft, 0.16),
        f'<g fill="none" stroke="{line}">',
        _rectangle(_OUTER, 0.7),
        _rectangle(_OUTER + 1.15, 0.18),
        _rectangle(_INNER - 1.15, 0.18),
        _rectangle(_INNER, 0.4),
        "</g>",
    ]
    for x in (_CORNER, WIDTH - _CORNER):
        for y in (_CORNER, HEIGHT - _CORNER):
            parts.append(_corner(x, y, line, soft))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}">'
        f"{''.join(parts)}</svg>"
    )


def ornament_svg(colour: str) -> str:
    """The small divider under the heading: two tapering rules and a lozenge."""
    line = tint(colour, 1)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 70 4">'
        f'<g fill="{line}">'
        '<path d="M0 2L29 1.78L29 2.22Z"/><path d="M70 2L41 1.78L41 2.22Z"/>'
        '<path d="M35 0.3L36.7 2L35 3.7L33.3 2Z"/>'
        '<path d="M31.6 1.4L32.2 2L31.6 2.6L31 2Z"/><path d="M38.4 1.4L39 2L38.4 2.6L37.8 2Z"/>'
        "</g></svg>"
    )


def _curves(paths: str, colour: str, stroke: float) -> str:
    return (
        f'<g fill="none" stroke="{colour}" stroke-width="{stroke * _UNITS:g}" '
        f'transform="scale({1 / _UNITS:g})">{paths}</g>'
    )


def _rectangle(inset: float, stroke: float) -> str:
    return (
        f'<rect x="{inset:g}" y="{inset:g}" width="{WIDTH - 2 * inset:g}" '
        f'height="{HEIGHT - 2 * inset:g}" stroke-width="{stroke:g}"/>'
    )


def _band() -> str:
    """Interlaced waves along the four sides, a whole number of periods between the corners."""
    start, reach = _INNER + 1.5, (_INNER - _OUTER) / 2 - 1.35
    across, down = WIDTH - 2 * start, HEIGHT - 2 * start
    strands = []
    for strand in range(6):
        phase = strand * pi / 6
        for length, periods, horizontal in ((across, 44, True), (down, 30, False)):
            curve = _wave(length, periods, reach, phase)
            for centre in (_CORNER, (HEIGHT if horizontal else WIDTH) - _CORNER):
                strands.append(
                    _path([_placed(knot, start, centre, horizontal=horizontal) for knot in curve])
                )
    return "".join(strands)


# A knot of a curve: where it is and its derivative by the knot's number, all in millimetres.
_Knot = tuple[float, float, float, float]


def _placed(knot: _Knot, start: float, centre: float, *, horizontal: bool) -> _Knot:
    along, off, d_along, d_off = knot
    if horizontal:
        return start + along, centre + off, d_along, d_off
    return centre + off, start + along, d_off, d_along


def _wave(length: float, periods: int, reach: float, phase: float) -> list[_Knot]:
    steps = periods * 4
    turn = tau * periods / steps
    return [
        (
            length * i / steps,
            reach * sin(turn * i + phase),
            length / steps,
            reach * turn * cos(turn * i + phase),
        )
        for i in range(steps + 1)
    ]


def _corner(x: float, y: float, line: str, soft: str) -> str:
    half = (_INNER - _OUTER) / 2 + 0.9
    square = (
        f'<rect x="{x - half:g}" y="{y - half:g}" width="{2 * half:g}" height="{2 * half:g}" '
        f'fill="#ffffff" stroke="{line}" stroke-width="0.4"/>'
    )
    woven = _rosette(x, y, half - 0.7, depth=0.42, petals=8, turns=3)
    heart = _rosette(x, y, half * 0.42, depth=0.5, petals=6, turns=1)
    return (
        f"{square}{_curves(woven, soft, 0.16)}{_curves(heart, line, 0.16)}"
        f'<circle cx="{x:g}" cy="{y:g}" r="0.45" fill="{line}"/>'
    )


def _watermark() -> str:
    x, y = WIDTH / 2, 106.0
    return _rosette(x, y, 72, depth=0.30, petals=18, turns=4) + _rosette(
        x, y, 48, depth=0.40, petals=12, turns=4
    )


def _rosette(x: float, y: float, radius: float, *, depth: float, petals: int, turns: int) -> str:
    """``turns`` flower curves, each rotated a little against the one before: a woven ring."""
    curves = []
    steps = petals * 4
    for turn in range(turns):
        shift = tau * turn / (petals * turns)
        knots = []
        for i in range(steps + 1):
            angle = tau * i / steps
            wave = petals * (angle + shift)
            length = radius * (1 - depth / 2 + depth / 2 * cos(wave))
            grows = -radius * depth / 2 * petals * sin(wave)
            dx = grows * cos(angle) - length * sin(angle)
            dy = grows * sin(angle) + length * cos(angle)
            step = tau / steps
            knots.append((x + length * cos(angle), y + length * sin(angle), dx * step, dy * step))
        curves.append(_path(knots))
    return "".join(curves)


def _path(knots: list[_Knot]) -> str:
    """Béziers through ``knots``, in whole fiftieths of a millimetre to keep the file small."""

    def at(value: float) -> str:
        return f"{round(value * _UNITS)}"

    data = [f"M{at(knots[0][0])} {at(knots[0][1])}"]
    for (ax, ay, adx, ady), (bx, by, bdx, bdy) in pairwise(knots):
        data.append(
            f"C{at(ax + adx / 3)} {at(ay + ady / 3)} {at(bx - bdx / 3)} {at(by - bdy / 3)} "
            f"{at(bx)} {at(by)}"
        )
    return f'<path d="{"".join(data)}"/>'
