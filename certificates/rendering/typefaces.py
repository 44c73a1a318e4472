"""The typefaces that travel with the product, and nothing else.

Fontconfig is pointed at a private configuration with our own folder only, so that a certificate
looks the same on every machine, also on one without a single font, and is laid out twice as
fast as with the hundreds of faces of a desktop.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from django.conf import settings

FONTS_DIR = Path(__file__).resolve().parent / "fonts"

# Pango asks the families in this order for each character, so each script gets its own face and
# only CJK gets WenQuanYi, whose Latin letters would not match the rest.
SERIF = (
    "Noto Serif",
    "Noto Serif Georgian",
    "Noto Serif Armenian",
    "Noto Naskh Arabic",
    "Noto Serif Hebrew",
    "WenQuanYi Micro Hei",
)
SANS = (
    "Noto Sans",
    "Noto Sans Georgian",
    "Noto Sans Armenian",
    "Noto Naskh Arabic",
    "Noto Sans Hebrew",
    "WenQuanYi Micro Hei",
)
DISPLAY = ("Noto Serif Display", *SERIF)

_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <alias binding="same"><family>serif</family><prefer>{serif}</prefer></alias>
  <alias binding="same"><family>sans-serif</family><prefer>{sans}</prefer></alias>
  <alias binding="same"><family>monospace</family><prefer>{sans}</prefer></alias>
  <config><rescan><int>0</int></rescan></config>
</fontconfig>
"""


def css_stack(families: tuple[str, ...]) -> str:
    """The families as a value of the CSS property ``font-family``."""
    return ", ".join(f'"{family}"' for family in families)


def use_shipped_fonts_only() -> Path:
    """Point fontconfig at our folder; return the configuration's path.

    Must run before Pango is loaded: fontconfig reads the variable once. Several processes may
    do this at the same time, hence the rename.
    """
    folder = Path(getattr(settings, "DATA_DIR", tempfile.gettempdir())) / "fontconfig"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "fonts.conf"
    text = _CONFIGURATION.format(
        fonts=escape(str(FONTS_DIR)),
        cache=escape(str(folder / "cache")),
        serif=_family_elements(SERIF),
        sans=_family_elements(SANS),
    )
    if not path.exists() or path.read_text() != text:
        with tempfile.NamedTemporaryFile("w", dir=folder, suffix=".conf", delete=False) as file:
            file.write(text)
        Path(file.name).replace(path)
    os.environ["FONTCONFIG_FILE"] = str(path)
    return path


def _family_elements(families: tuple[str, ...]) -> str:
    return "".join(f"<family>{family}</family>" for family in families)
