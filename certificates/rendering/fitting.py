"""How large a text may be set so that it stays inside its box: by rule, not by trial.

The sizes are decided from the fonts' own widths before layout. One line is preferred, then two,
then three; a word longer than a line is broken rather than left to run off the paper.
"""

from __future__ import annotations

from dataclasses import dataclass

from certificates.rendering.coverage import advance

REGULAR = 1.04  # a little air: shaping may be wider than the sum of the letters
BOLD = 1.15  # the bold faces are up to a tenth wider than the regular ones we measure


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
    steps: tuple[tuple[int, float, float], ...]
    weight: float = REGULAR


def fit(text: str, box: Box) -> Fit:
    """The largest size at which ``text`` keeps to the first step of ``box`` that can hold it."""
    for lines, largest, smallest in box.steps:
        size = largest
        while size >= smallest:
            if _lines_needed(text, size, box.width, box) <= lines:
                return _balanced(text, size, box)
            size -= 0.5
    lines, _largest, smallest = box.steps[-1]
    # Longer than anything a person is called: shrink until the paper holds it.
    while smallest > 4 and _lines_needed(text, smallest, box.width, box) > lines:
        smallest -= 0.5
    return _balanced(text, smallest, box)


def lines_needed(
    text: str, size: float, width: float, families: tuple[str, ...], weight: float = REGULAR
) -> int:
    """How many lines ``text`` takes at ``size`` in a place ``width`` points wide."""
    return _lines_needed(text, size, width, Box(width, families, (), weight))


def _balanced(text: str, size: float, box: Box) -> Fit:
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
