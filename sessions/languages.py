"""Titles and descriptions of sessions in several languages: which to show to whom.

A session is written in the workshop's first working language. Translations stand beside it,
``{"fr": {"title": …, "abstract": …}}``; what is missing there is shown as it was written.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from workshops.languages import language_choices
from workshops.models import Workshop

Translations = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Words:
    """What a reader is shown. The languages are empty where they are the page's or not known."""

    title: str
    abstract: str
    title_lang: str = ""
    abstract_lang: str = ""


def original_language(workshop: Workshop) -> str:
    """The language in which sessions are written; empty where the workshop does not say."""
    return workshop.working_languages[0] if workshop.working_languages else ""


def reading_language() -> str:
    """The active language without its region."""
    return (get_language() or settings.LANGUAGE_CODE).partition("-")[0]


def further_languages(workshop: Workshop, kept: Iterable[str] = ()) -> list[tuple[str, str]]:
    """The languages to translate into, with names for the reader: those that are spoken at the
    workshop and those of this site. ``kept`` ones have translations already and never drop out."""
    spoken = {*workshop.working_languages, *workshop.interpretation_languages}
    wanted = (spoken | dict(settings.LANGUAGES).keys()) - {original_language(workshop)} | {*kept}
    choices = language_choices(reading_language(), wanted)
    return [(code, name) for code, name in choices if code in wanted]


def words_in(
    language: str, *, title: str, abstract: str, translations: Translations, original: str
) -> Words:
    """Each of the two in ``language``, or as it was written where it is not translated."""
    translated = translations.get(language, {})
    fallback = original if original != language else ""
    return Words(
        title=translated.get("title") or title,
        abstract=translated.get("abstract") or abstract,
        title_lang="" if translated.get("title") else fallback,
        abstract_lang="" if translated.get("abstract") else fallback,
    )


def words_of(item: Any, workshop: Workshop) -> Words:
    """A session of the draft for the reader of the page."""
    return words_in(
        reading_language(),
        title=item.title,
        abstract=item.abstract,
        translations=item.translations,
        original=original_language(workshop),
    )
