"""What a sheet says: taken down once at issuing and kept, so that later corrections change nothing.

Words are in the certificate's language, which is apart from the language of anybody's pages:
the person's own choice, else the workshop's. Beside the words stand the facts they were made of
(dates, minutes, country), so that the verification page can say them in its visitor's language.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from certificates.eligibility import Verdict
from certificates.holders import Holder
from certificates.models import GivenKind, Rule
from certificates.phrases import heading_of, headings_of, hours, phrase, spoke_on
from certificates.reckoning import minutes_of
from certificates.speaking import contributions_of
from common.dates import date_range
from participants.countries import country_name
from workshops.models import Workshop, WorkshopOrganiser

_SIGNING = (WorkshopOrganiser.Part.LEAD, WorkshopOrganiser.Part.HOST)
_SIGNATURES = 3


def language_of(holder: Holder, wanted: str = "") -> str:
    """The certificate's language: ``wanted`` by staff, the person's choice, or the workshop's."""
    known = dict(settings.LANGUAGES)
    choices = (wanted, holder.language, holder.workshop.certificate_language)
    return next((code for code in choices if code in known), settings.LANGUAGE_CODE)


def wording_of(
    holder: Holder, kind: GivenKind, verdict: Verdict, *, language: str, now: datetime
) -> dict[str, Any]:
    """Everything that the sheet of ``holder`` will say, but its number and code."""
    person = holder.person
    minutes = verdict.minutes if kind.says_hours else 0
    topics: list[str] = []
    if kind.rule == Rule.SPEAKING:
        topics = contributions_of(holder.workshop, language=language).get(person.pk, [])
    with translation.override(language):
        said = _about_workshop(holder.workshop, kind, language=language, now=now, topics=topics)
        said["participation"] = phrase(kind, person.gender, minutes=minutes)
        said = named(said, holder, language)
    # Facts that the rule went by; whoever looks for late changes compares them.
    if kind.says_hours:
        said["attended_minutes"] = minutes
    if topics:
        said["topics"] = topics
    return said


def blank_wording_of(
    workshop: Workshop, kind: GivenKind, *, language: str, now: datetime
) -> dict[str, Any]:
    """What a sheet without a name says; the phrase is that of whoever has not said the gender."""
    with translation.override(language):
        return {
            **_about_workshop(workshop, kind, language=language, now=now),
            "participation": phrase(kind, ""),
            "name": "",
            "own_script_name": "",
            "designation": "",
        }


def named(said: dict[str, Any], holder: Holder, language: str) -> dict[str, Any]:
    """The words of a blank sheet on which a name was written; all else is as it was printed."""
    person = holder.person
    own_script = person.name_in_own_script.strip()
    words = {
        "name": person.printed_name,
        "own_script_name": "" if own_script == person.printed_name else own_script,
        "designation": _designation(holder, language),
    }
    if second := said.get("second"):
        words["second"] = second | {"designation": _designation(holder, second["language"])}
    return said | words


def _about_workshop(
    workshop: Workshop,
    kind: GivenKind,
    *,
    language: str,
    now: datetime,
    topics: Sequence[str] = (),
) -> dict[str, Any]:
    """What the sheets of all people of one kind say; in the active language."""
    parts = [
        part
        for part in workshop.organisers.select_related("organisation")
        if part.part != WorkshopOrganiser.Part.DONOR
    ]
    minutes = programme_minutes(workshop)
    issued_on = now.astimezone(workshop.zone).date()
    said: dict[str, Any] = {
        "heading": heading_of(kind),
        "opening": pgettext("certificate", "This is to certify that"),
        "workshop_title": workshop.title,
        "dates": date_range(workshop.starts_on, workshop.ends_on, language),
        "starts_on": workshop.starts_on.isoformat(),
        "ends_on": workshop.ends_on.isoformat(),
        "place": place(workshop.city, workshop.country, language),
        "city": workshop.city,
        "country": workshop.country,
        "minutes": minutes,
        "details": _details(minutes, issued_on, language, topics=list(topics)),
        "organisers": [part.organisation.name for part in parts],
        "signatories": [
            {"name": part.organisation.name, "role": part.get_part_display()}
            for part in parts
            if part.part in _SIGNING
        ][:_SIGNATURES],
        "number_label": pgettext("certificate", "Certificate No."),
        "verify_label": pgettext("certificate", "Check that it is genuine:"),
    }
    if not kind.standard:
        said["headings"] = headings_of(kind)
    return said


def programme_minutes(workshop: Workshop) -> int:
    """The length of the programme: all sessions that count, time in parallel counted once.

    The programme's, not the person's: a sheet says what it was that somebody took part in, and
    does not tell its readers which hour was missed.
    """
    return minutes_of(workshop.agenda.counting().in_order())


def place(city: str, country: str, language: str) -> str:
    return ", ".join(filter(None, [city, country and country_name(country, language)]))


def _details(minutes: int, issued_on: date, language: str, *, topics: list[str]) -> str:
    length = hours(minutes, language)
    parts = [
        spoke_on(topics),
        pgettext("certificate", "Length of the programme: %(hours)s") % {"hours": length}
        if length and not topics
        else "",
        pgettext("certificate", "Issued on %(date)s") % {"date": date_range(issued_on)},
    ]
    return " · ".join(filter(None, parts))


def _designation(holder: Holder, language: str) -> str:
    delegation = holder.delegation
    parts = [
        holder.person.title,
        holder.agency,
        delegation.name_in(language) if delegation else "",
    ]
    return ", ".join(dict.fromkeys(part.strip() for part in parts if part.strip()))


def differences(old: dict[str, Any], new: dict[str, Any]) -> list[tuple[str, str, str]]:
    """What would change on the sheet: label, old words, new words; the day of issue aside."""
    labels = {
        "heading": _("Heading"),
        "name": _("Name"),
        "own_script_name": _("Name in the own script"),
        "designation": _("Rank, agency, delegation"),
        "participation": _("Phrase"),
        "workshop_title": _("Workshop"),
        "dates": _("Dates"),
        "place": _("Place"),
        "minutes": _("Length in minutes"),
        "attended_minutes": _("Attended, in minutes"),
        "topics": _("Sessions of the speaker"),
        "organisers": _("Organisers"),
    }
    return [
        (label, _plain(old.get(key)), _plain(new.get(key)))
        for key, label in labels.items()
        if old.get(key) != new.get(key)
    ]


def _plain(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value or "")
