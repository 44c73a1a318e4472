"""The badge: a medal in the installation's colour, which carries the credential in its markup."""

from math import cos, pi, sin
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings

from certificates.rendering.strokes import tint

_COLOUR = "#1f3a5f"
_SCALLOPS = 24
_LINE = 30  # characters of a title's line


def badge_svg(*, heading: str = "", title: str = "", credential: str = "") -> str:
    """A medal, ``heading`` and ``title`` below it; a token is baked in after Open Badges 3.0."""
    colour = settings.BRAND_COLOUR or _COLOUR
    lines = _lines(title)
    height = 330 + (40 + 30 * len(lines) if heading else 0)
    baked = f"<openbadges:credential verify={quoteattr(credential)}/>" if credential else ""
    name = escape(f"{heading}: {title}" if heading else settings.INSTALLATION_NAME)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<svg xmlns="http://www.w3.org/2000/svg"'
        ' xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"'
        f' viewBox="0 0 400 {height}" width="400" height="{height}" role="img">'
        f"{baked}<title>{name}</title>"
        f'<rect width="400" height="{height}" rx="18" fill="#ffffff"/>'
        f"{_medal(colour)}{_words(heading, lines, colour)}</svg>\n"
    )


def _medal(colour: str) -> str:
    soft, pale = tint(colour, 0.45), tint(colour, 0.12)
    return (
        f'<path d="M158 220L138 312L172 292L200 316L200 220Z" fill="{soft}"/>'
        f'<path d="M242 220L262 312L228 292L200 316L200 220Z" fill="{tint(colour, 0.6)}"/>'
        f'<path d="{_scalloped(200, 150, 118, 110)}" fill="{colour}"/>'
        f'<circle cx="200" cy="150" r="98" fill="#ffffff"/>'
        f'<circle cx="200" cy="150" r="91" fill="{pale}" stroke="{soft}" stroke-width="1.5"/>'
        f"{_rosette(soft)}"
        f'<path d="M160 152L188 180L242 122" fill="none" stroke="{colour}" stroke-width="15"'
        ' stroke-linecap="round" stroke-linejoin="round"/>'
    )


def _scalloped(x: float, y: float, outer: float, inner: float) -> str:
    """A circle whose edge goes in and out, as of a seal in wax."""
    points = []
    for step in range(2 * _SCALLOPS):
        radius, angle = (inner if step % 2 else outer), pi * step / _SCALLOPS
        points.append(f"{x + radius * sin(angle):.1f} {y - radius * cos(angle):.1f}")
    return f"M{'L'.join(points)}Z"


def _rosette(colour: str) -> str:
    petals = "".join(
        f'<ellipse cx="200" cy="150" rx="84" ry="30" transform="rotate({angle} 200 150)"/>'
        for angle in range(0, 180, 15)
    )
    return f'<g fill="none" stroke="{colour}" stroke-width="0.7">{petals}</g>'


def _words(heading: str, lines: list[str], colour: str) -> str:
    if not heading:
        return ""
    style = 'text-anchor="middle" font-family="Noto Serif, Georgia, serif"'
    words = [
        f'<text x="200" y="352" {style} font-size="22" font-weight="bold" fill="{colour}"'
        f"{_squeezed(heading)}>{escape(heading)}</text>"
    ]
    words += [
        f'<text x="200" y="{386 + 28 * place}" {style} font-size="19" fill="#222222"'
        f"{_squeezed(line)}>{escape(line)}</text>"
        for place, line in enumerate(lines)
    ]
    return "".join(words)


def _squeezed(line: str) -> str:
    return ' textLength="370" lengthAdjust="spacingAndGlyphs"' if len(line) > _LINE + 4 else ""


def _lines(title: str) -> list[str]:
    """At most five lines of about thirty characters; what is longer ends in an ellipsis."""
    lines = [""]
    for word in title.split():
        if lines[-1] and len(lines[-1]) + len(word) >= _LINE:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    if len(lines) > 5:
        lines = [*lines[:4], f"{lines[4]} …"]
    return [line for line in lines if line]
