"""What a printed document may load: our own bundled files and ``data:`` URIs, nothing else.

Text typed by users ends in these documents. Without this, an ``<img>`` that slipped through could
read files of the server or knock at addresses inside its network.
"""

from __future__ import annotations

import mimetypes
from pathlib import Path

from django.conf import settings

SCHEME = "asset:"
_KINDS = frozenset({".css", ".svg", ".png", ".jpg"})


class AddressRefused(ValueError):
    """A document asked for something that is not ours to load."""


def asset_path(url: str) -> Path:
    """The file behind ``asset:name``, below templates/pdf or templates/certificates/pdf.

    Raises AddressRefused for every other address and for names that climb out.
    """
    if not url.startswith(SCHEME):
        raise AddressRefused("Printed documents load nothing from elsewhere.")
    name = url.removeprefix(SCHEME).lstrip("/")
    for root in _roots():
        path = (root / name).resolve()
        if path.is_relative_to(root) and path.suffix in _KINDS and path.is_file():
            return path
    raise AddressRefused("There is no such bundled file.")


def content_type(path: Path) -> str:
    return mimetypes.guess_type(path.name)[0] or "application/octet-stream"


def _roots() -> tuple[Path, ...]:
    templates = Path(settings.BASE_DIR).resolve() / "templates"
    return (templates / "pdf", templates / "certificates" / "pdf")
