"""Is this machine able to print? Asked at start, answered in sentences."""

from __future__ import annotations

import ctypes.util
import warnings

from certificates.rendering.typefaces import DISPLAY, FONTS_DIR, SANS, SERIF, use_shipped_fonts_only

_SUBSET = (
    "The library HarfBuzz-Subset is missing, which makes printing four times slower: install it "
    "with `apt install libharfbuzz-subset0` (Debian, Ubuntu), `dnf install harfbuzz` (Fedora) or "
    "`brew install harfbuzz` (macOS)."
)
_PANGO = (
    "The library Pango is missing, without which no PDF can be made: install it with "
    "`apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0` (Debian, Ubuntu), "
    "`dnf install pango harfbuzz` (Fedora) or `brew install pango` (macOS)."
)
_FONTS = (
    "The typefaces in {folder} are incomplete, so names would print in other faces or as empty "
    "boxes: restore the folder from the source archive."
)
_NEEDED = ("gobject-2.0", "pango-1.0", "pangoft2-1.0", "fontconfig", "harfbuzz")


def environment_problems() -> list[str]:
    """What stands in the way of printing, a sentence each; empty when all is well.

    Each sentence says what to install on Debian, Fedora and macOS. Loads WeasyPrint only when
    its libraries are there, because a failed load prints a wall of text.
    """
    problems = []
    if not _typefaces_complete():
        problems.append(_FONTS.format(folder=FONTS_DIR))
    if not all(_library(name) for name in _NEEDED):
        return [*problems, _PANGO]
    use_shipped_fonts_only()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from weasyprint.text import ffi
    except OSError:
        return [*problems, _PANGO]
    if ffi.harfbuzz_subset is None:
        problems.append(_SUBSET)
    return problems


def _library(name: str) -> bool:
    return ctypes.util.find_library(name) is not None


def _typefaces_complete() -> bool:
    wanted = {family.replace(" ", "") for family in (*SERIF, *SANS, *DISPLAY)}
    present = {path.name.split("-")[0] for path in FONTS_DIR.glob("*-Regular.ttf")}
    return wanted <= present
