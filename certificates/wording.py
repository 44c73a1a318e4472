"""What a sheet says: taken down once at issuing and kept, so that later corrections change nothing.

Words are in the certificate's language, which is apart from the language of anybody's pages:
the person's own choice, else the workshop's. Beside the words stand the facts they were made of
(dates, minutes, country), so that the verification page can say them in its visitor's language.
"""

from datetime import date, datetime
from typing import Any

from babel.units import format_unit
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from certificates.models import Certificate
from common.dates import babel_locale, date_range
from participants.countries import country_name
from participants.models import Person, Registration
from sessions.models import AgendaItem
from workshops.models import Workshop, WorkshopOrganiser

_SIGNING = (WorkshopOrganiser.Part.LEAD, WorkshopOrganiser.Part.HOST)
_SIGNATURES = 3


def language_of(registration: Registration, wanted: str = "") -> str:
    """The certificate's language: ``wanted`` by staff, the person's choice, or the workshop's."""
    known = dict(settings.LANGUAGES)
    choices = (
        wanted,
        registration.certificate_language,
        registration.workshop.certificate_language,
    )
    return next((code for code in choices if code in known), settings.LANGUAGE_CODE)


def wording_of(registration: Registration, *, language: str, now: datetime) -> dict[str, Any]:
    """Everything that the sheet of ``registration`` will say, but its number and code."""
    workshop, person = registration.workshop, registration.person
    parts = [
        part
        for part in workshop.organisers.select_related("organisation")
        if part.part != WorkshopOrganiser.Part.DONOR
    ]
    minutes = programme_minutes(workshop)
    issued_on = now.astimezone(workshop.zone).date()
    own_script = person.name_in_own_script.strip()
    with translation.override(language):
        return {
            "heading": heading(Certificate.Kind.PARTICIPATION),
            "opening": pgettext("certificate", "This is to certify that"),
            "participation": _participation(person),
            "name": person.printed_name,
            "own_script_name": "" if own_script == person.printed_name else own_script,
            "designation": _designation(registration, language),
            "workshop_title": workshop.title,
            "dates": date_range(workshop.starts_on, workshop.ends_on, language),
            "starts_on": workshop.starts_on.isoformat(),
            "ends_on": workshop.ends_on.isoformat(),
            "place": place(workshop.city, workshop.country, language),
            "city": workshop.city,
            "country": workshop.country,
            "minutes": minutes,
            "details": _details(minutes, issued_on, language),
            "organisers": [part.organisation.name for part in parts],
            "signatories": [
                {"name": part.organisation.name, "role": part.get_part_display()}
                for part in parts
                if part.part in _SIGNING
            ][:_SIGNATURES],
            "number_label": pgettext("certificate", "Certificate No."),
            "verify_label": pgettext("certificate", "Check that it is genuine:"),
        }


def programme_minutes(workshop: Workshop) -> int:
    """The length of the programme: all sessions that count, time in parallel counted once.

    The programme's, not the person's: a sheet says what it was that somebody took part in, and
    does not tell its readers which hour was missed.
    """
    total, day, over = 0, None, 0
    counting = AgendaItem.objects.filter(workshop=workshop).counting().in_order()
    for item_day, start, minutes in counting.values_list("day", "start_minute", "minutes"):
        if item_day != day:
            day, over = item_day, 0
        begin = start or 0  # what counts is scheduled
        end = begin + minutes
        total += max(0, end - max(begin, over))
        over = max(over, end)
    return total


def heading(kind: str) -> str:
    """What a certificate of ``kind`` is called, in the active language."""
    return {
        Certificate.Kind.PARTICIPATION: pgettext("certificate", "Certificate of participation")
    }[Certificate.Kind(kind)]


def place(city: str, country: str, language: str) -> str:
    return ", ".join(filter(None, [city, country and country_name(country, language)]))


def hours(minutes: int, language: str) -> str:
    """``11 hours 45 minutes``, with the language's own plurals; empty when no length is known."""
    parts = zip(divmod(minutes, 60), ("duration-hour", "duration-minute"), strict=True)
    locale = babel_locale(language)
    return " ".join(
        format_unit(number, unit, length="long", locale=locale) for number, unit in parts if number
    )


def _details(minutes: int, issued_on: date, language: str) -> str:
    length = hours(minutes, language)
    parts = [
        pgettext("certificate", "Length of the programme: %(hours)s") % {"hours": length}
        if length
        else "",
        pgettext("certificate", "Issued on %(date)s") % {"date": date_range(issued_on)},
    ]
    return " · ".join(filter(None, parts))


def _participation(person: Person) -> str:
    """Some languages decline the verb with the person."""
    if person.gender == Person.Gender.FEMALE:
        return pgettext("certificate of a woman", "has participated in the workshop")
    if person.gender == Person.Gender.MALE:
        return pgettext("certificate of a man", "has participated in the workshop")
    return pgettext("certificate of a person", "has participated in the workshop")


def _designation(registration: Registration, language: str) -> str:
    delegation = registration.delegation
    parts = [
        registration.person.title,
        registration.agency,
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
        "organisers": _("Organisers"),
    }
    return [
        (label, _plain(old.get(key)), _plain(new.get(key)))
        for key, label in labels.items()
        if old.get(key) != new.get(key)
    ]


def _plain(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value or "")
