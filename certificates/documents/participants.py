"""The list of participants on paper: in protocol order, by the names of the chosen language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils import translation
from django.utils.translation import gettext as _

from certificates.rendering import render_document
from common.dates import date_range
from common.rules import RuleBroken
from participants.countries import country_name
from participants.models import Registration
from participants.models.registration import RegistrationQuerySet
from participants.protocol import registrations_in_protocol_order
from workshops.models import Workshop, WorkshopOrganiser

TEMPLATE = "certificates/documents/participants.html"
#: Some 15 ms a person: an answer may take a few seconds, not a minute.
MOST = 400


class TooLong(RuleBroken):
    """More people than a page waits for; see ``long_list``."""


@dataclass
class Block:
    """A delegation and its people."""

    name: str
    people: list[Registration]


def participants_pdf(workshop: Workshop, *, language: str, for_circulation: bool) -> bytes:
    """Everybody whose seat is confirmed; for circulation only those who agreed to be listed.

    Protected people stand by their alias on the internal list, without rank, position or agency,
    and not at all on the one that goes round. Raises TooLong.
    """
    rows = list_rows(workshop, for_circulation=for_circulation).for_list()
    if rows.count() > MOST:
        raise TooLong(_("The list is too long to be printed while a page waits."))
    people = registrations_in_protocol_order(rows, language)
    return _printed(workshop, people, language, for_circulation, count=len(people))


def part_pdf(
    workshop: Workshop,
    pks: Sequence[int],
    *,
    language: str,
    for_circulation: bool,
    count: int,
    first_page: int,
) -> bytes:
    """A part of a long list: ``pks`` in this order, as far as they still belong on it.

    Its first page has the number ``first_page``; how many there are in all, no part knows. Without
    tags (PDF/A-3u), which could not be merged."""
    rows = list_rows(workshop, for_circulation=for_circulation).for_list().in_bulk(list(pks))
    people = [rows[pk] for pk in pks if pk in rows]
    return _printed(workshop, people, language, for_circulation, count=count, first_page=first_page)


def list_rows(workshop: Workshop, *, for_circulation: bool) -> RegistrationQuerySet:
    """Who stands on the list."""
    rows = workshop.registrations.approved()
    return rows.for_circulation() if for_circulation else rows


def _printed(
    workshop: Workshop,
    people: list[Registration],
    language: str,
    for_circulation: bool,
    *,
    count: int,
    first_page: int | None = None,
) -> bytes:
    with translation.override(language):
        title = _("List of participants")
        context = _context(workshop, language, for_circulation=for_circulation, count=count)
        context["blocks"] = list(_blocks(people))
    return render_document(TEMPLATE, context, language=language, title=title, first_page=first_page)


def _blocks(people: list[Registration]) -> Iterator[Block]:
    for pk, rows in groupby(people, key=lambda row: row.delegation_id):
        members = list(rows)
        yield Block(str(members[0].delegation) if pk else _("Individual participants"), members)


def _context(
    workshop: Workshop, language: str, *, for_circulation: bool, count: int
) -> dict[str, object]:
    parties = workshop.organisers.exclude(part=WorkshopOrganiser.Part.DONOR)
    country = country_name(workshop.country, language) if workshop.country else ""
    place = ", ".join(filter(None, [workshop.venue, workshop.city, country]))
    dates = date_range(workshop.starts_on, workshop.ends_on, language)
    return {
        "workshop": workshop,
        "workshop_title": workshop.title,
        "workshop_line": " · ".join(filter(None, [dates, place])),
        "organiser_names": [
            party.organisation.name for party in parties.select_related("organisation")
        ],
        "for_circulation": for_circulation,
        "count": count,
        "made_on": date_range(workshop.today(), language=language),
    }
