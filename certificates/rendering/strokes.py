"""Line art: waves and woven rosettes as smooth curves, in the manner of share certificates.

Everything is opaque tints, because transparency costs a form object per shape and is an obstacle
to archiving. Lengths are millimetres.
"""

from __future__ import annotations

from itertools import pairwise
from math import cos, pi, sin, tau

_UNITS = 50  # curves are written in fiftieths of a millimetre


def tint(colour: str, strength: float) -> str:
    """``colour`` (#rrggbb) mixed with white; strength 1 is the colour itself."""
    channels = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - value) * strength):02x}" for value in channels)


def drawing(width: float, height: float, *parts: str) -> str:
    """An SVG document of a sheet's size."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}">'
        f"{''.join(parts)}</svg>"
    )


def curves(paths: str, colour: str, stroke: float) -> str:
    return (
        f'<g fill="none" stroke="{colour}" stroke-width="{stroke * _UNITS:g}" '
        f'transform="scale({1 / _UNITS:g})">{paths}</g>'
    )


def frame(width: float, height: float, inset: float, stroke: float, colour: str = "") -> str:
    """A rectangle ``inset`` from the edges; in the colour of its group unless one is given."""
    painted = f' fill="none" stroke="{colour}"' if colour else ""
    return (
        f'<rect x="{inset:g}" y="{inset:g}" width="{width - 2 * inset:g}" '
        f'height="{height - 2 * inset:g}"{painted} stroke-width="{stroke:g}"/>'
    )


def bar(left: float, top: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{left:g}" y="{top:g}" width="{width:g}" height="{height:g}" fill="{colour}"/>'


# A knot of a curve: where it is and its derivative by the knot's number, all in millimetres.
Knot = tuple[float, float, float, float]


def wave_band(
    start: float,
    length: float,
    centre: float,
    *,
    reach: float,
    periods: int,
    is_horizontal: bool = True,
) -> str:
    """Six interlaced waves along a line from ``start``, a whole number of periods."""
    strands = []
    for strand in range(6):
        curve = _wave(length, periods, reach, strand * pi / 6)
        knots = [_placed(knot, start, centre, is_horizontal=is_horizontal) for knot in curve]
        strands.append(path(knots))
    return "".join(strands)


def rosette(x: float, y: float, radius: float, *, depth: float, petals: int, turns: int) -> str:
    """``turns`` flower curves, each rotated a little against the one before: a woven ring."""
    woven = []
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
        woven.append(path(knots))
    return "".join(woven)


def path(knots: list[Knot]) -> str:
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


def _placed(knot: Knot, start: float, centre: float, *, is_horizontal: bool) -> Knot:
    along, off, d_along, d_off = knot
    if is_horizontal:
        return start + along, centre + off, d_along, d_off
    return centre + off, start + along, d_off, d_along


def _wave(length: float, periods: int, reach: float, phase: float) -> list[Knot]:
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
