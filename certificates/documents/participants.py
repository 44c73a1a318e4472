"""The list of participants on paper: in protocol order, by the names of the chosen language."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils import translation
from django.utils.translation import gettext as _

from certificates.rendering import render_document
from common.dates import date_range
from common.rules import RuleBroken
from participants.countries import country_name
from participants.models import Registration
from participants.protocol import registrations_in_protocol_order
from workshops.models import Workshop, WorkshopOrganiser

TEMPLATE = "certificates/documents/participants.html"
#: Some 15 ms a person: an answer may take a few seconds, not a minute.
MOST = 400


class TooLong(RuleBroken):
    """More people than a page waits for."""


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
    rows = workshop.registrations.approved().for_list()
    if for_circulation:
        rows = rows.for_circulation()
    with translation.override(language):
        if rows.count() > MOST:
            raise TooLong(
                _(
                    "The list has more than %(most)d people. It is printed here, in the background;"
                    " the file waits for you on this page."
                )
                % {"most": MOST}
            )
        title = _("List of participants")
        people = registrations_in_protocol_order(rows, language)
        context = _context(workshop, language, for_circulation=for_circulation, count=len(people))
        context["blocks"] = list(_blocks(people))
    return render_document(TEMPLATE, context, language=language, title=title)


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
