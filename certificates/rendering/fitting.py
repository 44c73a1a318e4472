"""How large a text may be set so that it stays inside its box: by rule, not by trial.

The sizes are decided from the fonts' own widths before layout. One line is preferred, then two,
then three; a word longer than a line is broken rather than left to run off the paper.
"""

from __future__ import annotations

from dataclasses import dataclass

from certificates.rendering.coverage import advance

REGULAR = 1.04  # a little air: shaping may be wider than the sum of the letters
BOLD = 1.15  # the bold faces are up to a tenth wider than the regular ones we measure

_SMALLEST = 3.0  # points

Steps = tuple[tuple[int, float, float], ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """``size`` in points, how many ``lines`` it will take, and the ``width`` in points at which
    those lines come out about equally long."""

    size: float
    lines: int
    width: float


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the sheet: ``width`` in points and the sizes allowed by number of lines.

    ``steps`` holds (lines, largest, smallest) in order of preference; the last one's smallest
    size is the floor. ``weight`` makes up for what the regular faces' widths do not tell.
    """

    width: float
    families: tuple[str, ...]
    steps: Steps
    weight: float = REGULAR


def fit(text: str, box: Box) -> Fit:
    """The largest size at which ``text`` keeps to the first step of ``box`` that can hold it."""
    for lines, largest, smallest in box.steps:
        size = largest
        while size >= smallest:
            if _lines_needed(text, size, box.width, box) <= lines:
                return set_at(text, size, box)
            size -= 0.5
    lines, _largest, smallest = box.steps[-1]
    # Longer than anything a person is called: shrink until the paper holds it.
    while smallest > 4 and _lines_needed(text, smallest, box.width, box) > lines:
        smallest -= 0.5
    return set_at(text, smallest, box)


def lines_needed(
    text: str, size: float, width: float, families: tuple[str, ...], weight: float = REGULAR
) -> int:
    """How many lines ``text`` takes at ``size`` in a place ``width`` points wide."""
    return _lines_needed(text, size, width, Box(width, families, (), weight))


def fit_within(text: str, box: Box, room: float, leading: float) -> Fit:
    """The same, and smaller still where the lines would be higher than ``room`` points.

    ``leading`` is the height of a line as a multiple of the size. Nothing overflows: where the
    rule would make the letters smaller than anybody reads, they are still on the paper."""
    found = fit(text, box)
    while found.size > _SMALLEST and found.lines * found.size * leading > room:
        found = set_at(text, found.size - 0.5, box)
    return found


def scaled(steps: Steps, factor: float) -> Steps:
    """The same rule for a layout whose type is larger or smaller as a whole."""
    return tuple((lines, most * factor, least * factor) for lines, most, least in steps)


def set_at(text: str, size: float, box: Box) -> Fit:
    """``text`` at a size that was decided elsewhere, its lines about equally long."""
    lines = _lines_needed(text, size, box.width, box)
    if lines == 1:
        return Fit(size, 1, box.width)
    narrow, wide = box.width / 2, box.width
    while wide - narrow > 2:
        middle = (narrow + wide) / 2
        if _lines_needed(text, size, middle, box) <= lines:
            wide = middle
        else:
            narrow = middle
    return Fit(size, lines, round(wide, 1))


def _lines_needed(text: str, size: float, width: float, box: Box) -> int:
    room = width / (size * box.weight)
    space = advance(" ", box.families)
    lines, used = 1, 0.0
    for word in text.split():
        width = advance(word, box.families)
        if used and used + space + width <= room:
            used += space + width
            continue
        if used:
            lines += 1
        extra = int(width // room) if width > room else 0
        lines += extra
        used = width - extra * room
    return lines
