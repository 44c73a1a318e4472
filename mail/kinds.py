"""The kinds of messages: what each is for and which facts its text may name.

An app declares its kinds in its ``emails.py``, which is imported at start, and puts the standard
wording into ``templates/mail/<kind>.txt``::

    declare(
        "registration-link",
        description=_("The personal link to the registration form."),
        placeholders={"link": _("The personal link."), "until": _("The last day to register.")},
        samples={"link": "https://example.org/r/abc/", "until": datetime.date(2019, 11, 30)},
        required={"link"},
    )

First line of the template "Subject: …", then an empty line, then the text; plain text, and only
simple placeholders: ``{{ link }}``. A workshop may word a kind anew with the same placeholders,
written ``{link}``.

Every kind may also name the facts in ``COMMON``, which ``queue_message`` fills in by itself.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: What a placeholder's value may be; anything else would let a template reach into a model.
Value = str | int | datetime.date | Promise

COMMON: dict[str, Any] = {
    "name": _("The name of the person written to."),
    "workshop_title": _("The workshop's title."),
    "workshop_dates": _("The workshop's dates, in words."),
    "workshop_place": _("The workshop's venue and city."),
    "project_title": _("The project's title."),
    "installation": _("The name of this installation."),
    "support_email": _("Where to ask for help."),
}


@dataclass(frozen=True)
class Kind:
    name: str
    description: str | Promise
    placeholders: dict[str, str | Promise] = field(default_factory=dict)
    samples: dict[str, Any] = field(default_factory=dict)
    required: frozenset[str] = frozenset()

    @property
    def template_name(self) -> str:
        return f"mail/{self.name}.txt"

    @property
    def all_placeholders(self) -> dict[str, str | Promise]:
        """Its own placeholders and those of every kind, each with its meaning."""
        return {**self.placeholders, **COMMON}


_kinds: dict[str, Kind] = {}


def declare(
    name: str,
    *,
    description: str | Promise,
    placeholders: Mapping[str, str | Promise] | None = None,
    samples: Mapping[str, Any] | None = None,
    required: Iterable[str] = (),
) -> Kind:
    """Make a kind of message known. ``required`` placeholders may not be left out of a wording."""
    kind = Kind(
        name, description, dict(placeholders or {}), dict(samples or {}), frozenset(required)
    )
    if clash := kind.placeholders.keys() & COMMON.keys():
        raise ValueError(f"{name}: {', '.join(sorted(clash))} is filled in by queue_message")
    _kinds[name] = kind
    return kind


def kind_named(name: str) -> Kind:
    """Raises LookupError for a kind that no app has declared in its emails.py."""
    try:
        return _kinds[name]
    except KeyError:
        raise LookupError(
            f"no kind of message {name!r}: declare it in an app's emails.py"
        ) from None


def kinds() -> list[Kind]:
    """Every kind that a workshop may word anew, in the order of declaration."""
    return list(_kinds.values())
