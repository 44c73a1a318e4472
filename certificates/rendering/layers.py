"""What the certificates of one wording share, drawn once and laid under every person's page."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from typing import Any

import pikepdf
from django.conf import settings
from django.template import Engine
from PIL import Image

from certificates.rendering.art import border_svg, ornament_svg, tint
from certificates.rendering.fitting import BOLD, Box, Fit, fit
from certificates.rendering.press import Press
from certificates.rendering.sheets import Design, Organiser, Signatory, Wording
from certificates.rendering.typefaces import DISPLAY, SANS, SERIF, css_stack

POINTS_PER_MM = 72 / 25.4
_HEADING = Box(230 * POINTS_PER_MM, DISPLAY, ((1, 36, 20), (2, 24, 12)))
_TITLE = Box(216 * POINTS_PER_MM, SERIF, ((1, 20, 17), (2, 18, 14), (3, 15, 12), (4, 12, 8)), BOLD)
_SUBJECT_TOP, _SUBJECT_ROOM = 114.5, 43.0
_LOGO_HEIGHT_PX = 360  # 15 mm at 600 dots an inch


@dataclass
class Layer:
    """A drawn layer, held open so that each certificate can copy it without reading it anew."""

    holder: pikepdf.Pdf
    form: pikepdf.Object


@lru_cache(maxsize=16)
def draw_layer(press: Press, design: Design, wording: Wording) -> Layer:
    """Border, names, heading, title and signatures as one Form XObject.

    Kept for the next batch: drawing takes as long as a dozen certificates. Call it only while
    holding the press.
    """
    html = page_template("layer.html", **layer_context(design, wording))
    css = style_sheet(design.colour)
    document = press.lay_out(html, css=css)
    holder = pikepdf.open(BytesIO(press.write(document)))
    holder.remove_unreferenced_resources()
    form = holder.make_indirect(holder.pages[0].as_form_xobject())
    return Layer(holder, form)


@dataclass(frozen=True, slots=True)
class SubjectPlaces:
    """Where the lines from "has participated in" downwards stand, in millimetres from the top."""

    phrase: float
    title: float
    when: float
    hours: float
    title_fit: Fit


@cache
def subject_places(wording: Wording) -> SubjectPlaces:
    """Stack the lines by the title's length, in the middle of the room they have."""
    title = fit(wording.workshop_title, _TITLE)
    title_height = title.lines * title.size * 1.22 / POINTS_PER_MM
    height = 8.2 + title_height + 2.2 + 6.2 + 5.6
    top = _SUBJECT_TOP + max(0.0, (_SUBJECT_ROOM - height) / 2)
    when = top + 8.2 + title_height + 2.2
    return SubjectPlaces(
        phrase=round(top, 2),
        title=round(top + 8.2, 2),
        when=round(when, 2),
        hours=round(when + 6.2, 2),
        title_fit=title,
    )


def layer_context(design: Design, wording: Wording) -> dict[str, Any]:
    return {
        "wording": wording,
        "border": _svg_uri(border_svg(design.colour)),
        "ornament": _svg_uri(ornament_svg(design.colour)),
        "heading_size": fit(wording.heading, _HEADING).size,
        "places": subject_places(wording),
        "organisers": _organisers(design.organisers),
        "with_logos": any(one.logo for one in design.organisers),
        "signatories": _signatories(design.signatories),
        "column": _signature_column(design.signatories),
    }


def _organisers(organisers: tuple[Organiser, ...]) -> list[dict[str, Any]]:
    column = min(80.0, 245 / max(1, len(organisers))) - 8
    width = column * POINTS_PER_MM
    box = (
        Box(width, SANS, ((2, 7.8, 7.4), (3, 7.4, 6), (4, 6, 3)))
        if any(one.logo for one in organisers)
        else Box(width, SERIF, ((1, 11, 10), (2, 10.5, 9), (3, 9, 7.5), (5, 7.5, 3)))
    )
    return [
        {"name": one.name, "logo": picture_uri(one.logo), "fit": fit(one.name, box)}
        for one in organisers
    ]


def _signatories(signatories: tuple[Signatory, ...]) -> list[dict[str, Any]]:
    width = (_signature_column(signatories) - 6) * POINTS_PER_MM
    name = Box(width, SERIF, ((1, 9.5, 7.5), (2, 8.5, 4)), BOLD)
    role = Box(width, SANS, ((2, 7.6, 7.2), (3, 7.2, 6), (4, 6, 3)))
    return [
        {
            "name": one.name,
            "role": one.role,
            "signature": picture_uri(one.signature),
            "name_fit": fit(one.name, name),
            "role_fit": fit(one.role, role),
        }
        for one in signatories
    ]


def _signature_column(signatories: tuple[Signatory, ...]) -> float:
    return 186 / max(2, len(signatories))


def page_template(name: str, **context: Any) -> str:
    from django.template import Context

    return _engine().get_template(f"certificates/pdf/{name}").render(Context(context))


@cache
def style_sheet(colour: str) -> str:
    return page_template(
        "certificate.css",
        colour=colour,
        soft=tint(colour, 0.55),
        serif=css_stack(SERIF),
        sans=css_stack(SANS),
        display=css_stack(DISPLAY),
    )


@cache
def picture_uri(content: bytes) -> str:
    """A picture as a ``data:`` URI, flattened on white: transparency is re-encoded at each write.

    SVG is passed on as it is.
    """
    if not content:
        return ""
    if content.lstrip()[:5] in (b"<?xml", b"<svg ") or b"<svg" in content[:500]:
        return _svg_uri(content.decode("utf-8"))
    with Image.open(BytesIO(content)) as source:
        picture = source.convert("RGBA")
    picture.thumbnail((4 * _LOGO_HEIGHT_PX, _LOGO_HEIGHT_PX))
    flat = Image.new("RGB", picture.size, "#ffffff")
    flat.paste(picture, mask=picture.getchannel("A"))
    out = BytesIO()
    flat.save(out, "JPEG", quality=90, optimize=True)
    return "data:image/jpeg;base64," + b64encode(out.getvalue()).decode()


def _svg_uri(svg: str) -> str:
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()


@cache
def _engine() -> Engine:
    # Our own engine: no context processor, no tag of the pages, so that rendering stays pure.
    return Engine(dirs=[str(settings.BASE_DIR / "templates")])
