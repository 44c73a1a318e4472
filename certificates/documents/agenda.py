"""The agenda on paper: what was released, or for staff the draft, in a language of one's choice."""

import hashlib

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from certificates.rendering import render_document
from common.dates import date_range
from participants.countries import country_name
from sessions.programme import draft_programme, released_programme
from workshops.models import Workshop, WorkshopOrganiser

TEMPLATE = "certificates/documents/agenda.html"
_KEPT_SECONDS = 600


def agenda_pdf(workshop: Workshop, *, language: str, is_draft: bool = False) -> bytes:
    """The released agenda of ``workshop`` as PDF, without anybody whose identity is protected.

    With ``is_draft`` the sessions as they stand now, marked as a draft on every page.

    The page is open to all, and a PDF takes a second: the same content is drawn once in ten
    minutes, and any change of it makes a new one at once.
    """
    with translation.override(language):
        context = _context(workshop, language, is_draft)
        title = _("Agenda (draft)") if is_draft else _("Agenda")
        said = render_to_string(TEMPLATE, {**context, "document_title": title})
    key = f"agenda-pdf-{language}-{hashlib.sha256(said.encode()).hexdigest()}"
    pdf = cache.get(key)
    if pdf is None:
        pdf = render_document(TEMPLATE, context, language=language, title=title)
        cache.set(key, pdf, _KEPT_SECONDS)
    return pdf


def _context(workshop: Workshop, language: str, is_draft: bool) -> dict[str, object]:
    parties = list(workshop.organisers.select_related("organisation"))
    donors = [party for party in parties if party.part == WorkshopOrganiser.Part.DONOR]
    programme = draft_programme(workshop) if is_draft else released_programme(workshop)
    days = programme.days if programme else []
    country = country_name(workshop.country, language) if workshop.country else ""
    place = ", ".join(filter(None, [workshop.venue, workshop.city, country]))
    dates = date_range(workshop.starts_on, workshop.ends_on, language)
    return {
        "workshop": workshop,
        "workshop_title": workshop.title,
        "workshop_line": " · ".join(filter(None, [dates, place])),
        "organiser_names": [party.organisation.name for party in parties if party not in donors],
        "donors": [party.organisation.name for party in donors],
        "days": [(date_range(day.date, language=language), day.items) for day in days],
        "is_draft": is_draft,
        "version": programme.version if programme else None,
        # One room is no news beside every session.
        "shows_rooms": workshop.rooms.count() > 1,
    }
