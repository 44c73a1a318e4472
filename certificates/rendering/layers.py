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

from certificates.rendering.art import art_svg, ornament_svg
from certificates.rendering.fitting import BOLD, Box, fit, fit_within, scaled, set_at
from certificates.rendering.layouts import POINTS_PER_MM, Area, Places, places_of
from certificates.rendering.press import Press
from certificates.rendering.sheets import Design, Organiser, Signatory, Wording
from certificates.rendering.stacking import head_fits, subjects_of, when_and_where
from certificates.rendering.typefaces import DISPLAY, SANS, SERIF, css_stack

_LOGO_HEIGHT_PX = 360  # 15 mm at 600 dots an inch
_LOGO_WIDTH = 46.0  # millimetres at most
_LOGO_ROOM, _ABOVE_PLAIN_NAMES = 12.9, 4.0  # millimetres, as in certificate.css


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
    document = press.lay_out(html, css=style_sheet(design))
    holder = pikepdf.open(BytesIO(press.write(document)))
    holder.remove_unreferenced_resources()
    form = holder.make_indirect(holder.pages[0].as_form_xobject())
    return Layer(holder, form)


def layer_context(design: Design, wording: Wording) -> dict[str, Any]:
    places = places_of(design.layout, design.paper)
    accent = design.accent or design.colour
    signing, seal = places.signing(with_seal=bool(design.seal))
    return {
        "wording": wording,
        "layout": design.layout,
        "places": places,
        "art": _svg_uri(art_svg(design.layout, design.colour, accent, places.width, places.height)),
        "ornament": _svg_uri(ornament_svg(accent)) if places.has_ornament else "",
        "columns": _columns(wording, places),
        "organisers": _organisers(design.organisers, places),
        "with_logos": any(one.logo for one in design.organisers),
        "logo_width": min(_LOGO_WIDTH, _organiser_column(design.organisers, places)),
        "signatories": _signatories(design.signatories, signing),
        "column": _signature_column(design.signatories, signing),
        "signing": signing,
        "seal": seal,
        "seal_picture": picture_uri(design.seal),
    }


def _columns(wording: Wording, places: Places) -> list[dict[str, Any]]:
    """The words of each language with their places: one column, or two side by side."""
    number = len(wording.all)
    heads = places.columns(places.head, number)
    subjects = places.columns(places.subject, number)
    fits = [
        head_fits(one, places, head.points) for one, head in zip(wording.all, heads, strict=True)
    ]
    # Side by side, one heading is as large as the other.
    size = min(heading.size for heading, _opening in fits)
    return [
        {
            "wording": one,
            "head": head,
            "area": area,
            "heading_size": size,
            "opening": opening,
            "lines": lines,
            "when": when_and_where(one),
        }
        for one, head, area, lines, (_heading, opening) in zip(
            wording.all, heads, subjects, subjects_of(wording, places), fits, strict=True
        )
    ]


def _organisers(organisers: tuple[Organiser, ...], places: Places) -> list[dict[str, Any]]:
    width = _organiser_column(organisers, places) * POINTS_PER_MM
    if any(one.logo for one in organisers):
        box = Box(width, SANS, ((2, 7.8, 7.4), (3, 7.4, 6), (4, 6, 3)))
        room = places.organisers.height - _LOGO_ROOM
    else:
        box = Box(width, SERIF, ((1, 11, 10), (2, 10.5, 9), (3, 9, 7.5), (5, 7.5, 3)))
        room = places.organisers.height - _ABOVE_PLAIN_NAMES
    return [
        {
            "name": one.name,
            "logo": picture_uri(one.logo),
            "fit": fit_within(one.name, box, room * POINTS_PER_MM, 1.3),
        }
        for one in organisers
    ]


def _organiser_column(organisers: tuple[Organiser, ...], places: Places) -> float:
    return min(80.0, places.organisers.width / max(1, len(organisers))) - 8


def _signatories(signatories: tuple[Signatory, ...], signing: Area) -> list[dict[str, Any]]:
    width = (_signature_column(signatories, signing) - 6) * POINTS_PER_MM
    name = Box(width, SERIF, ((1, 9.5, 7.5), (2, 8.5, 4)), BOLD)
    lines: tuple[tuple[int, float, float], ...] = ((2, 7.6, 7.2), (3, 7.2, 6), (4, 6, 3))
    # Two roles below each other have the room of one.
    two = any(one.second_role for one in signatories)
    role = Box(width, SANS, scaled(lines, 0.9) if two else lines)
    room = (signing.height - 18.5) * POINTS_PER_MM / (2 if two else 1)
    roles = [text for one in signatories for text in (one.role, one.second_role) if text]
    # Of one size for all: those who sign are of one rank on the paper.
    name_size = min((fit(one.name, name).size for one in signatories), default=0)
    role_size = min((fit_within(text, role, room, 1.3).size for text in roles), default=0)
    return [
        {
            "name": one.name,
            "signature": picture_uri(one.signature),
            "name_size": name_size,
            "role_size": role_size,
            "roles": [
                {"text": text, "width": set_at(text, role_size, role).width}
                for text in (one.role, one.second_role)
                if text
            ],
        }
        for one in signatories
    ]


def _signature_column(signatories: tuple[Signatory, ...], signing: Area) -> float:
    return signing.width / max(2, len(signatories))


def page_template(name: str, **context: Any) -> str:
    """Words and places of one part. Numbers as style sheets want them, whatever language is active:
    with a decimal comma, the size of the page and every place would be ignored."""
    from django.template import Context

    template = _engine().get_template(f"certificates/pdf/{name}")
    return template.render(Context(context, use_l10n=False))


def style_sheet(design: Design) -> str:
    return _style_sheet(design.layout, design.paper, design.colour, design.accent or design.colour)


@lru_cache(maxsize=64)
def _style_sheet(layout: str, paper: str, colour: str, accent: str) -> str:
    return page_template(
        "certificate.css",
        layout=layout,
        places=places_of(layout, paper),
        colour=colour,
        accent=accent,
        serif=css_stack(SERIF),
        sans=css_stack(SANS),
        display=css_stack(DISPLAY),
    )


@lru_cache(maxsize=64)  # of previews, too: their pictures come and go
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
