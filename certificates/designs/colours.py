"""Whether a colour can be read on white paper, said in words.

Contrast as WCAG 2.2 reckons it: 4.5 to 1 for text, 3 to 1 for lines and ornaments.
"""

from django.utils.translation import gettext as _

from common.rules import RuleBroken

TEXT, ORNAMENT = 4.5, 3.0


class TooPale(RuleBroken):
    """The colour cannot be read on white paper."""


def contrast_with_white(colour: str) -> float:
    """From 1 (white) to 21 (black); ``colour`` as #rrggbb."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)


def refuse_pale(colour: str, *, least: float, field: str) -> None:
    found = contrast_with_white(colour)
    if found < least:
        sentence = (
            _(
                "Too pale to be read on white paper: its contrast is %(found)s to 1, and text needs"
                " %(least)s to 1. Choose a darker colour."
            )
            if least == TEXT
            else _(
                "Too pale to be seen on white paper: its contrast is %(found)s to 1, and lines"
                " need %(least)s to 1. Choose a darker colour."
            )
        )
        raise TooPale(sentence % {"found": f"{found:.1f}", "least": f"{least:g}"}, field=field)
