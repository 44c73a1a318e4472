"""Facts of a workshop in words, in the reader's language."""

from django.utils.translation import get_language

from participants.countries import country_name
from workshops.models import Workshop, WorkshopOrganiser


def place_of(workshop: Workshop, *, short: bool = False) -> str:
    """Venue, address, town and state; with ``short`` only the last two."""
    state = country_name(workshop.country, get_language() or "en") if workshop.country else ""
    parts = [workshop.city, state]
    if not short:
        parts = [workshop.venue, workshop.address, *parts]
    return ", ".join(filter(None, parts))


def organisers_by_part(workshop: Workshop) -> list[tuple[str, list[str]]]:
    """The organisations of each part, in the order of paper. One query."""
    parts: dict[str, list[str]] = {}
    for organiser in workshop.organisers.select_related("organisation").order_by("position", "pk"):
        parts.setdefault(organiser.part, []).append(organiser.organisation.name)
    return [(str(WorkshopOrganiser.Part(part).label), names) for part, names in parts.items()]
