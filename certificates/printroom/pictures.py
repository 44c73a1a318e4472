"""Photographs for badges, as small as they are printed."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO

from django.core.files.storage import default_storage
from PIL import Image, ImageOps

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
