"""The agenda on paper: what the public page says, in a language of one's choice."""

import hashlib

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from certificates.rendering import render_document
from common.dates import date_range
from participants.countries import country_name
from sessions.queries import days_of, public_agenda_of
from workshops.models import Workshop, WorkshopOrganiser

TEMPLATE = "certificates/documents/agenda.html"
_KEPT_SECONDS = 600


def agenda_pdf(workshop: Workshop, *, language: str) -> bytes:
    """The public agenda of ``workshop`` as PDF, without anybody whose identity is protected.

    The page is open to all, and a PDF takes a second: the same content is drawn once in ten
    minutes, and any change of it makes a new one at once.
    """
    with translation.override(language):
        context = _context(workshop, language)
        title = _("Agenda")
        said = render_to_string(TEMPLATE, {**context, "document_title": title})
    key = f"agenda-pdf-{language}-{hashlib.sha256(said.encode()).hexdigest()}"
    pdf = cache.get(key)
    if pdf is None:
        pdf = render_document(TEMPLATE, context, language=language, title=title)
        cache.set(key, pdf, _KEPT_SECONDS)
    return pdf


def _context(workshop: Workshop, language: str) -> dict[str, object]:
    parties = list(workshop.organisers.select_related("organisation"))
    donors = [party for party in parties if party.part == WorkshopOrganiser.Part.DONOR]
    days = days_of(public_agenda_of(workshop))
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
        # One room is no news beside every session.
        "shows_rooms": workshop.rooms.count() > 1,
    }
