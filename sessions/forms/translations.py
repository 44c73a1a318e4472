"""The fields for a session's title and description in further languages."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _

from sessions.languages import Translations, further_languages
from sessions.models import AgendaItem
from workshops.models import Workshop

_PARTS = ("title", "abstract")


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language of the form with its two fields."""

    name: str
    title: BoundField
    abstract: BoundField

    @property
    def has_errors(self) -> bool:
        return bool(self.title.errors or self.abstract.errors)


class TranslationFields:
    """Adds them to ``form`` and reads them again. What is left empty is not translated."""

    def __init__(self, form: forms.Form, workshop: Workshop, item: AgendaItem | None) -> None:
        self._form = form
        known = item.translations if item is not None else {}
        self._languages = further_languages(workshop, known)
        for code, name in self._languages:
            form.fields[f"title_{code}"] = forms.CharField(
                label=_("Title: %(language)s") % {"language": name},
                required=False,
                max_length=200,
                widget=forms.TextInput(attrs={"lang": code}),
            )
            form.fields[f"abstract_{code}"] = forms.CharField(
                label=_("Description: %(language)s") % {"language": name},
                required=False,
                max_length=5000,
                widget=forms.Textarea(attrs={"rows": 3, "lang": code}),
            )

    def __iter__(self):
        for code, name in self._languages:
            yield Tongue(name, *(self._form[f"{part}_{code}"] for part in _PARTS))

    def __bool__(self) -> bool:
        return bool(self._languages)

    @property
    def has_errors(self) -> bool:
        return any(tongue.has_errors for tongue in self)

    @property
    def typed(self) -> Translations:
        data: dict[str, Any] = self._form.cleaned_data
        found = {
            code: {part: text for part in _PARTS if (text := data.get(f"{part}_{code}"))}
            for code, _name in self._languages
        }
        return {code: words for code, words in found.items() if words}


def as_typed(item: AgendaItem) -> dict[str, str]:
    """The initial values of the fields."""
    return {
        f"{part}_{code}": text
        for code, words in item.translations.items()
        for part, text in words.items()
    }


def named_translations(item: AgendaItem) -> list[tuple[str, str, dict[str, str]]]:
    """Code, name and words of each language that ``item`` is translated into."""
    languages = further_languages(item.workshop, item.translations)
    return [(c, name, item.translations[c]) for c, name in languages if c in item.translations]
