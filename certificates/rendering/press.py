"""The one place that loads WeasyPrint, and what each process keeps of it.

Fonts and parsed style sheets are made once per process, after the fork: making a font
configuration costs a tenth of a second and leaks a little memory each time. Pango is not safe to
share between threads, so one document is laid out at a time.
"""

from __future__ import annotations

import os
import threading
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from typing import Any

from certificates.rendering import fetching
from certificates.rendering.typefaces import use_shipped_fonts_only

VARIANT = "pdf/a-3u"
TAGGED = "pdf/a-3a"
_INTENT = "--archive"

_lock = threading.RLock()
_press: Press | None = None


class Press:
    """WeasyPrint with our fonts. Get it from ``press()`` and hold it only inside ``with``."""

    def __init__(self) -> None:
        use_shipped_fonts_only()
        import weasyprint
        from weasyprint.css import ColorProfile
        from weasyprint.document import DocumentMetadata
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher, URLFetcherResponse

        class OwnAssetsOnly(URLFetcher):
            def fetch(self, url: str, headers: Any = None) -> Any:
                if url[:5].lower() == "data:":
                    return super().fetch(url, headers)
                path = fetching.asset_path(url)
                kind = {"Content-Type": fetching.content_type(path)}
                return URLFetcherResponse(url, path.read_bytes(), kind)

        self.metadata = DocumentMetadata
        self.fetcher = OwnAssetsOnly(allowed_protocols=("data",), allow_redirects=False)
        self._weasyprint = weasyprint
        self._fonts = FontConfiguration()
        # Left alone, WeasyPrint opens its colour profile for each file and never closes it.
        profile = files("weasyprint.pdf").joinpath("sRGB2014.icc").read_bytes()

        class ProfileAsShipped(ColorProfile):
            """Little CMS writes a profile anew, otherwise after some of it was read: the same
            sheet would have other bytes in a process that printed something else before."""

            content = profile

        self._colours = {
            _INTENT: ProfileAsShipped(
                BytesIO(profile), "sRGB2014.icc", "relative-colorimetric", "rgb"
            )
        }
        self._style_sheet = lru_cache(maxsize=32)(self._parse)

    def __enter__(self) -> Press:
        _lock.acquire()
        return self

    def __exit__(self, *exception: object) -> None:
        _lock.release()

    def lay_out(self, html: str, *, css: str, variant: str = VARIANT) -> Any:
        """A WeasyPrint document of ``html`` with the style sheet ``css``: give it to write()."""
        document = self._weasyprint.HTML(string=html, base_url="asset:/", url_fetcher=self.fetcher)
        return document.render(
            font_config=self._fonts,
            stylesheets=[self._style_sheet(css)],
            color_profiles=dict(self._colours),
            output_intent=_INTENT,
            pdf_variant=variant,
        )

    def write(self, document: Any, *, variant: str = VARIANT) -> bytes:
        """The file of a laid out document, or of a copy of some of its pages."""
        content: bytes = document.write_pdf(pdf_variant=variant, output_intent=_INTENT)
        return content

    def _parse(self, css: str) -> Any:
        return self._weasyprint.CSS(
            string=css, base_url="asset:/", url_fetcher=self.fetcher, font_config=self._fonts
        )


def press() -> Press:
    """This process's press, made at its first use."""
    global _press
    with _lock:
        if _press is None:
            _press = Press()
        return _press


def _forget_press() -> None:
    """A forked child makes its own: the parent's fonts are not safe to share, nor is its lock."""
    global _lock, _press
    _lock = threading.RLock()
    _press = None


os.register_at_fork(after_in_child=_forget_press)
