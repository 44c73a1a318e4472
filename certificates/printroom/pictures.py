"""Photographs for badges and logos for letters, as small as they are printed."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from io import BytesIO

from django.core.files.storage import default_storage
from PIL import Image, ImageOps

from workshops.models import WorkshopOrganiser

#: What a logo is on paper at most: 300 pixels an inch on 20 × 60 mm.
_LOGO = (710, 236)
_WIDTH, _HEIGHT = 300, 400  # pixels: 250 a inch on a badge's 30 × 40 mm


def photograph_uri(name: str) -> str:
    """A ``data:`` URI of the stored photograph, cut to a badge's shape.

    Empty without a photograph, and where its file is gone: the badge is printed without one."""
    if not name:
        return ""
    try:
        with default_storage.open(name) as file, Image.open(file) as picture:
            small = ImageOps.fit(picture.convert("RGB"), (_WIDTH, _HEIGHT), centering=(0.5, 0.35))
    except OSError:
        return ""
    out = BytesIO()
    small.save(out, "JPEG", quality=82)
    return "data:image/jpeg;base64," + b64encode(out.getvalue()).decode()


def logo_uri(name: str) -> str:
    """A ``data:`` URI of an organisation's stored logo; empty where its file is gone."""
    if not name:
        return ""
    try:
        with default_storage.open(name) as file, Image.open(file) as picture:
            small = picture.convert("RGB")
    except OSError:
        return ""
    small.thumbnail(_LOGO)
    out = BytesIO()
    small.save(out, "PNG", optimize=True)
    return "data:image/png;base64," + b64encode(out.getvalue()).decode()


def logos_of(parties: Iterable[WorkshopOrganiser]) -> list[dict[str, str]]:
    """Names of organisations and of their logos' files, each once, donors after the organisers."""
    donor = WorkshopOrganiser.Part.DONOR
    rows = sorted(parties, key=lambda party: party.part == donor)
    found = {row.organisation.name: str(row.organisation.logo) for row in rows}
    return [{"name": name, "file": file} for name, file in found.items() if file]


def with_pictures(logos: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """For a template: names and ``data:`` URIs, without those whose file is gone."""
    drawn = [{"name": one["name"], "src": logo_uri(one["file"])} for one in logos]
    return [one for one in drawn if one["src"]]
