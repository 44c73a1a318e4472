"""What a page of the composer showed when it was opened, so that nobody overwrites unseen."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from participants.models import FormSection, Question
from participants.questions.answers import mark
from participants.rules import FormChanged

_WORDS = ("wording", "help", "purpose")
_RULES = (  # noqa: SIM905
    "kind options is_required is_critical is_for_staff audience stage depends_values "
    "retention_weeks"
).split()


def marks_of(subject: Question | FormSection) -> dict[str, str]:
    """A mark of each fact that the page shows, under the name of its field."""
    return {name: mark(value) for name, value in facts_of(subject).items()}


def facts_of(subject: Question | FormSection) -> dict[str, Any]:
    """What the fields show; text is a field for each language of the pages."""
    if isinstance(subject, FormSection):
        return _by_language("title", subject.title)
    facts: dict[str, Any] = {}
    for name in _WORDS:
        facts |= _by_language(name, getattr(subject, name))
    facts |= {name: getattr(subject, name) for name in _RULES}
    parent = subject.depends_on
    return facts | {"depends_on": parent.key if parent else "", "section": subject.section.key}


def refuse_changed(subject: Question | FormSection, seen: Mapping[str, str] | None) -> None:
    """Raise FormChanged when ``subject`` is not any more what the page that remembers ``seen``
    showed. Needs the form's lock. Without ``seen`` nothing is compared."""
    if not seen:
        return
    if names := [name for name, value in marks_of(subject).items() if seen.get(name) != value]:
        raise FormChanged(names)


def _by_language(name: str, words: Mapping[str, str]) -> dict[str, str]:
    return {f"{name}_{code}": words.get(code, "") for code, _name in settings.LANGUAGES}
