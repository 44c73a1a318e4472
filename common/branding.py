"""An installation's own colour, made safe to read.

The theme derives everything from ``--brand``. Whatever colour an installation chooses, text on it
and links in it keep the contrast of 4.5 that WCAG 2.2 (1.4.3) asks for.
"""

import re

Colour = tuple[int, int, int]

WHITE: Colour = (255, 255, 255)
BLACK: Colour = (0, 0, 0)
READABLE = 4.5


def stylesheet(colour: str) -> str:
    """The rules that put ``colour`` ("#1b4b73") over the theme's own; nothing for anything else."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        return ""
    brand = (int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16))
    ink = max((WHITE, BLACK), key=lambda candidate: contrast(candidate, brand))
    return (
        f":root {{ --brand: {colour}; --brand-ink: {_hex(ink)}; }}\n"
        f'[data-bs-theme="light"] {{ --link: {_hex(_darkened_to_read(brand))}; }}\n'
    )


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of two colours after WCAG: from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _darkened_to_read(colour: Colour) -> Colour:
    while contrast(colour, WHITE) < READABLE:
        red, green, blue = colour
        colour = (int(red * 0.95), int(green * 0.95), int(blue * 0.95))
    return colour


def _luminance(colour: Colour) -> float:
    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(channel) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _hex(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
