"""Printed documents other than certificates: agendas, lists, letters, reports."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext

from certificates.rendering.press import TAGGED, press
from certificates.rendering.typefaces import SANS, SERIF, css_stack


def render_document(
    template_name: str,
    context: Mapping[str, Any],
    *,
    language: str,
    title: str,
    author: str = "",
    paper: str = "A4",
    is_numbered: bool = True,
) -> bytes:
    """Lay out a template that extends ``pdf/base.html``; return an archivable, tagged PDF/A-3a.

    The template is rendered in ``language``. ``title`` is the document's name and stands in the
    running header; ``paper`` is a page size of CSS ("A4", "letter"). About 15 ms and 0.2 MB a
    table row: cut tables of more than some hundred rows into parts, each its own call and not
    numbered, and join them with ``bind``, which numbers the pages of the whole.
    """
    with translation.override(language):
        html = render_to_string(
            template_name,
            {**context, "document_title": title, "document_author": author},
        )
        css = style_sheet(language, paper, is_numbered)
    with press() as machine:
        document = machine.lay_out(html, css=css, variant=TAGGED)
        document.metadata = machine.metadata(
            title=title,
            authors=[author] if author else [],
            generator="Rollcall",
            lang=language,
        )
        content = machine.write(document, variant=TAGGED)
    return _archivable(content)


def _archivable(content: bytes) -> bytes:
    """Written anew with plain metadata, which archives must be able to read without a filter."""
    out = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        pdf.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return out.getvalue()


@cache
def style_sheet(language: str, paper: str, is_numbered: bool) -> str:
    """How documents look; the active language words their page numbers."""
    numbers = _as_css_content(gettext("Page {page} of {pages}"))
    return render_to_string(
        "pdf/print.css",
        {
            "paper": paper,
            "serif": css_stack(SERIF),
            "sans": css_stack(SANS),
            "page_of": numbers if is_numbered else "none",
        },
    )


def _as_css_content(sentence: str) -> str:
    """``Page {page} of {pages}`` as a value of the CSS property ``content``."""
    counters = {"{page}": "counter(page)", "{pages}": "counter(pages)"}
    parts = re.split(r"(\{pages?\})", sentence)
    return " ".join(counters.get(part) or f'"{_css_text(part)}"' for part in parts if part)


def _css_text(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
