"""The layouts by name, with a small picture of each made by the same engine as the certificates."""

import datetime
from functools import lru_cache

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from certificates.designs.content import Content
from certificates.phrases import heading
from certificates.rendering import (
    Design,
    Organiser,
    Sheet,
    Signatory,
    Wording,
    page_picture,
    render_certificates,
)
from certificates.rendering.layouts import (
    APPRECIATION,
    BILINGUAL,
    CLASSIC,
    LETTERHEAD,
    MODERN,
    PORTRAIT,
)

LAYOUT_NAMES: dict[str, Promise] = {
    CLASSIC: gettext_lazy("Classic border"),
    MODERN: gettext_lazy("Modern"),
    BILINGUAL: gettext_lazy("Two languages side by side"),
    PORTRAIT: gettext_lazy("Portrait"),
    APPRECIATION: gettext_lazy("Speaker's appreciation"),
    LETTERHEAD: gettext_lazy("Plain letterhead"),
}
PAPER_NAMES: dict[str, Promise] = {
    "a4": gettext_lazy("A4 (210 × 297 mm)"),
    "letter": gettext_lazy("US Letter (8.5 × 11 in)"),
}

#: Text and ornaments of each layout as it is first seen.
_COLOURS = {
    CLASSIC: ("#1f3a5f", "#1f3a5f"),
    MODERN: ("#12395b", "#a8752a"),
    BILINGUAL: ("#1f3a5f", "#8a6d2f"),
    PORTRAIT: ("#23402f", "#8a6d2f"),
    APPRECIATION: ("#5b1f2b", "#8f7028"),
    LETTERHEAD: ("#1f3a5f", "#4a78a8"),
}
_PICTURE_WIDTH = 480  # pixels


def first_content(layout: str) -> Content:
    """What a new design of ``layout`` begins with. Raises KeyError for an unknown one."""
    colour, accent = _COLOURS[layout]
    return Content(layout=layout, colour=colour, accent=accent)


def layout_picture(content: Content, language: str) -> bytes:
    """A WebP of the layout of ``content`` in its colours, on its paper, with invented words."""
    return _picture(content.layout, content.paper, content.colour, content.accent, language)


@lru_cache(maxsize=64)  # each takes a third of a second
def _picture(layout: str, paper: str, colour: str, accent: str, language: str) -> bytes:
    other = "fr" if language == "en" else "en"
    wording = _sample_wording(language, other if layout == BILINGUAL else "")
    with translation.override(language):
        design = Design(
            layout=layout,
            paper=paper,
            colour=colour,
            accent=accent,
            organisers=(Organiser(_("Organisation")), Organiser(_("Ministry"))),
            signatories=(Signatory(_("Signature")), Signatory(_("Signature"))),
        )
        sheet = Sheet(
            wording=wording,
            name=_("Name of the participant"),
            designation=_("Rank, agency, delegation"),
            number="0001",
            code="",
            verification_url="https://example.org/v/0000-0000",
            issued_at=datetime.datetime(2030, 1, 1, tzinfo=datetime.UTC),
        )
    [(_sheet, pdf)] = render_certificates(design, [sheet])
    return page_picture(pdf, width=_PICTURE_WIDTH)


def _sample_wording(language: str, second: str) -> Wording:
    with translation.override(language):
        return Wording(
            language=language,
            heading=heading("participation"),
            opening=pgettext("certificate", "This is to certify that"),
            participation=pgettext("certificate of a person", "has participated in the workshop"),
            workshop_title=_("Title of the workshop"),
            when=_("Date and place"),
            place="",
            number_label=pgettext("certificate", "Certificate No."),
            verify_label=pgettext("certificate", "Check that it is genuine:"),
            second=_sample_wording(second, "") if second else None,
        )
