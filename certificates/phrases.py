"""What a certificate of each kind is called and says, in the language that is active.

Some languages decline the verb with the person, so every phrase is there for a woman, for a man,
and for whoever has not said; a sheet without a name takes the last.
"""

from typing import Any

from babel.units import format_unit
from django.utils.translation import get_language, ngettext, pgettext

from certificates.kinds import is_own
from certificates.models import GivenKind, Kind
from common.dates import babel_locale
from participants.models import Person

#: As much of the sessions' titles as a line of the sheet takes.
_TITLES = 80


def heading(kind: str) -> str:
    """What a certificate of one of the common kinds is called."""
    return {
        Kind.PARTICIPATION: pgettext("certificate", "Certificate of participation"),
        Kind.ATTENDANCE: pgettext("certificate", "Certificate of attendance"),
        Kind.COMPLETION: pgettext("certificate", "Certificate of completion"),
        Kind.APPRECIATION: pgettext("certificate", "Certificate of appreciation"),
        Kind.THANKS: pgettext("certificate", "Letter of thanks"),
    }[Kind(kind)]


def heading_of(kind: GivenKind) -> str:
    """The same for any kind."""
    if kind.standard:
        return heading(kind.standard)
    return kind.words_in(get_language() or "en").get("heading", "")


def heading_as_issued(key: str, said: dict[str, Any]) -> str:
    """For whoever checks a sheet: its kind in the active language, as far as it was told then."""
    if not is_own(key):
        return heading(key)
    return said.get("headings", {}).get(get_language() or "") or said["heading"]


def headings_of(kind: GivenKind) -> dict[str, str]:
    """An own kind's headings by language: kept with the sheet, since the organisers may change
    or forget the kind."""
    return {language: words["heading"] for language, words in kind.words.items()}


def phrase(kind: GivenKind, gender: str, *, minutes: int = 0) -> str:
    """What somebody did to earn it. ``minutes`` is how long they were there."""
    if not kind.standard:
        return kind.words_in(get_language() or "en").get("phrase", "")
    words = {
        Kind.PARTICIPATION: _participated,
        Kind.ATTENDANCE: _attended,
        Kind.COMPLETION: _completed,
        Kind.APPRECIATION: _spoke,
        Kind.THANKS: _helped,
    }[Kind(kind.standard)](gender)
    return words % {"hours": hours(minutes, get_language() or "en")} if kind.says_hours else words


def spoke_on(titles: list[str]) -> str:
    """The sessions of a speaker on one line; their number, where the titles are too long."""
    if not titles:
        return ""
    listed = "; ".join(titles)
    if len(listed) <= _TITLES:
        return pgettext("certificate", "Spoke on: %(titles)s") % {"titles": listed}
    sentence = ngettext("Spoke at %(n)d session", "Spoke at %(n)d sessions", len(titles))
    return sentence % {"n": len(titles)}


def hours(minutes: int, language: str) -> str:
    """``11 hours 45 minutes``, with the language's own plurals; empty when no length is known."""
    parts = zip(divmod(minutes, 60), ("duration-hour", "duration-minute"), strict=True)
    locale = babel_locale(language)
    return " ".join(
        format_unit(number, unit, length="long", locale=locale) for number, unit in parts if number
    )


def _participated(gender: str) -> str:
    if gender == Person.Gender.FEMALE:
        return pgettext("certificate of a woman", "has participated in the workshop")
    if gender == Person.Gender.MALE:
        return pgettext("certificate of a man", "has participated in the workshop")
    return pgettext("certificate of a person", "has participated in the workshop")


def _attended(gender: str) -> str:
    if gender == Person.Gender.FEMALE:
        return pgettext("certificate of a woman", "has attended %(hours)s of the workshop")
    if gender == Person.Gender.MALE:
        return pgettext("certificate of a man", "has attended %(hours)s of the workshop")
    return pgettext("certificate of a person", "has attended %(hours)s of the workshop")


def _completed(gender: str) -> str:
    if gender == Person.Gender.FEMALE:
        return pgettext("certificate of a woman", "has successfully completed the workshop")
    if gender == Person.Gender.MALE:
        return pgettext("certificate of a man", "has successfully completed the workshop")
    return pgettext("certificate of a person", "has successfully completed the workshop")


def _spoke(gender: str) -> str:
    if gender == Person.Gender.FEMALE:
        return pgettext(
            "certificate of a woman", "has spoken and shared experience at the workshop"
        )
    if gender == Person.Gender.MALE:
        return pgettext("certificate of a man", "has spoken and shared experience at the workshop")
    return pgettext("certificate of a person", "has spoken and shared experience at the workshop")


def _helped(gender: str) -> str:
    if gender == Person.Gender.FEMALE:
        return pgettext("certificate of a woman", "has helped to prepare and run the workshop")
    if gender == Person.Gender.MALE:
        return pgettext("certificate of a man", "has helped to prepare and run the workshop")
    return pgettext("certificate of a person", "has helped to prepare and run the workshop")
