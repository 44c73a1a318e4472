"""Dates in words, as a reader of the language would write them."""

import re
from datetime import date

from babel.dates import format_date, format_skeleton
from django.utils.translation import get_language, pgettext_lazy

# Plain "en" is American in CLDR; the organisations we serve write the day first.
_LOCALES = {"en": "en_GB"}

#: Django's own catalogues name the months of whole dates (format "E"), in French with a capital
#: letter, which nobody writes. They stand here so that ours has them, too, and goes before.
_MONTHS = (
    pgettext_lazy("alt. month", "January"),
    pgettext_lazy("alt. month", "February"),
    pgettext_lazy("alt. month", "March"),
    pgettext_lazy("alt. month", "April"),
    pgettext_lazy("alt. month", "May"),
    pgettext_lazy("alt. month", "June"),
    pgettext_lazy("alt. month", "July"),
    pgettext_lazy("alt. month", "August"),
    pgettext_lazy("alt. month", "September"),
    pgettext_lazy("alt. month", "October"),
    pgettext_lazy("alt. month", "November"),
    pgettext_lazy("alt. month", "December"),
)


def date_range(start: date, end: date | None = None, language: str = "") -> str:
    """``12–13 December 2019``, in ``language`` or the page's; one date where both are the same."""
    locale = babel_locale(language)
    last = end or start
    whole = _ordinal(format_date(last, format="long", locale=locale), locale)
    if start == last:
        return whole
    if (start.year, start.month) == (last.year, last.month) and whole.startswith(str(last.day)):
        return _ordinal(f"{start.day}–{whole}", locale)
    if start.year == last.year:
        return f"{_ordinal(format_skeleton('MMMMd', start, locale=locale), locale)} – {whole}"
    return f"{_ordinal(format_date(start, format='long', locale=locale), locale)} – {whole}"


def day_in_words(day: date, language: str = "") -> str:
    """``Thursday 12 December 2019``, with a capital letter, in ``language`` or the page's."""
    locale = babel_locale(language)
    words = _ordinal(format_date(day, format="full", locale=locale), locale)
    return words[:1].upper() + words[1:]


def babel_locale(language: str = "") -> str:
    code = language or get_language() or "en"
    return _LOCALES.get(code, code.replace("-", "_"))


def _ordinal(words: str, locale: str) -> str:
    """French writes the first of a month, and no other day, as an ordinal; CLDR does not."""
    return re.sub(r"\b1(?=[ –])", "1er", words) if locale.startswith("fr") else words
