"""What somebody else has saved of a question or section meanwhile, in the words of its form."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from participants.forms.texts import page_languages
from participants.questions.kinds import in_language


def newer_words(
    form: forms.Form, facts: Mapping[str, Any], names: Iterable[str]
) -> list[tuple[str, str]]:
    """(label, what stands there now) of each of ``names`` that the form shows."""
    languages = dict(page_languages())
    found = []
    for name in names:
        if name == "options":
            found.append((_("Options to choose from"), _options(facts.get(name) or [])))
        elif field := form.fields.get(name):
            part, _line, code = name.rpartition("_")
            label = str(field.label)
            if code in languages and part != "title":
                label = f"{label} ({languages[code]})"
            found.append((label, _in_words(field, facts.get(name))))
    return found


def _options(options: list[dict[str, Any]]) -> str:
    language = get_language() or "en"
    return "; ".join(in_language(option["wording"], language) for option in options) or _("empty")


def _in_words(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.BooleanField):
        return _("yes") if value else _("no")
    if value in (None, "", []):
        return _("empty")
    if isinstance(field, forms.ChoiceField):
        known = dict(_flat(field.choices))
        chosen = value if isinstance(value, list) else [value]
        return ", ".join(str(known.get(each, each)) for each in chosen)
    return str(value)


def _flat(choices: Any) -> Iterable[tuple[Any, Any]]:
    for value, words in choices:
        if isinstance(words, list | tuple):
            yield from words
        else:
            yield value, words
