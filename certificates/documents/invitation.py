"""The letter of invitation on paper: to one focal point, with the personal link and its QR code."""

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from certificates.printroom.pictures import logos_of, with_pictures
from certificates.rendering import render_document
from certificates.rendering.qr import qr_data_uri
from common.dates import date_range
from participants.countries import country_name
from participants.emails import known_language
from participants.links import focal_point_link
from participants.models import FocalPoint
from workshops.models import WorkshopOrganiser

TEMPLATE = "certificates/documents/invitation.html"


def invitation_pdf(focal_point: FocalPoint) -> bytes:
    """The letter as PDF, in the language of the focal point's letters.

    Before the delegation has a reference number it is a draft and says so. It opens the portal
    for whoever holds it, like the e-mail: give it to nobody but the focal point."""
    language = known_language(focal_point.language)
    with translation.override(language):
        title = _("Letter of invitation")
        context = _context(focal_point, language)
    return render_document(TEMPLATE, context, language=language, title=title)


def _context(focal_point: FocalPoint, language: str) -> dict[str, object]:
    delegation = focal_point.delegation
    workshop = delegation.workshop
    parties = list(workshop.organisers.select_related("organisation"))
    donors = [party for party in parties if party.part == WorkshopOrganiser.Part.DONOR]
    country = country_name(workshop.country, language) if workshop.country else ""
    link = focal_point_link(focal_point)
    written = (delegation.invited_at or timezone.now()).astimezone(workshop.zone).date()
    return {
        "workshop": workshop,
        "workshop_title": workshop.title,
        "dates": date_range(workshop.starts_on, workshop.ends_on, language),
        "place": ", ".join(filter(None, [workshop.venue, workshop.city, country])),
        "logos": with_pictures(logos_of(parties)),
        "letterhead": [party.organisation.name for party in parties if party not in donors],
        "donors": [party.organisation.name for party in donors],
        "delegation": delegation,
        "delegation_name": delegation.name_in(language),
        "focal_point": focal_point,
        "reference": delegation.reference,
        "written_on": date_range(written, language=language),
        "deadline": date_range(delegation.last_day, language=language)
        if delegation.last_day
        else "",
        "link": link,
        "qr": qr_data_uri(link),
        "support_email": settings.SUPPORT_EMAIL,
    }
