"""Placeholders of a design's texts: ``{{ participant.name }}``, from a closed list.

A user's text never reaches a template language: a name in double braces is looked up in a
dictionary of finished words, and nothing else is done with it. Whatever has braces and is no known
name is refused with a sentence that tells the nearest one.
"""

import re
from collections.abc import Collection, Mapping
from difflib import get_close_matches

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.rules import RuleBroken

_NAMED = re.compile(r"\{\{([^{}\n]*)\}\}")
_NUMBER = "number"
_PERSON = "participant."

#: The same on every sheet of one language, so they may stand anywhere.
SHARED: dict[str, Promise] = {
    "workshop.title": gettext_lazy("The title of the workshop"),
    "workshop.dates": gettext_lazy("Its dates in words"),
    "workshop.first_day": gettext_lazy("Its first day in words"),
    "workshop.last_day": gettext_lazy("Its last day in words"),
    "workshop.place": gettext_lazy("City and country"),
    "workshop.city": gettext_lazy("The city"),
    "workshop.country": gettext_lazy("The country"),
}
#: Of one person or one sheet.
PERSONAL: dict[str, Promise] = {
    "participant.name": gettext_lazy("The name as it is printed"),
    "participant.own_script_name": gettext_lazy("The name in the own script"),
    "participant.title": gettext_lazy("Rank or title"),
    "participant.agency": gettext_lazy("The agency"),
    "participant.delegation": gettext_lazy("The delegation"),
    "hours": gettext_lazy("The length in hours and minutes"),
    "issued": gettext_lazy("The day of issue in words"),
    _NUMBER: gettext_lazy("The number of the certificate"),
}
ALL = SHARED | PERSONAL


class UnknownPlaceholder(RuleBroken):
    """The text has braces around something that is no name of the list."""


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put ``values`` into ``text`` in one pass; braces inside a value stay as they are.

    What ``values`` does not have stays open, as the number does until there is one."""
    return _NAMED.sub(lambda found: values.get(found[1].strip(), found[0]), text)


def number_filled(text: str, number: str) -> str:
    """The last pass, when the sheet has its number."""
    return fill(text, {_NUMBER: number})


def named_in(text: str) -> list[str]:
    """Every name in double braces, in order, known or not."""
    return [name.strip() for name in _NAMED.findall(text)]


def names_a_person(text: str) -> bool:
    """Whether it says something that a sheet without a name cannot say."""
    return any(name.startswith(_PERSON) for name in named_in(text))


def check(text: str, *, allowed: Collection[str]) -> None:
    """Raises UnknownPlaceholder: for a name that is not ``allowed`` here, and for other braces."""
    for name in named_in(text):
        if name in allowed:
            continue
        if name in ALL:
            raise UnknownPlaceholder(
                _(
                    "{{ %(name)s }} differs from person to person, so it can stand only in the"
                    " line of hours and in the closing lines."
                )
                % {"name": name}
            )
        near = get_close_matches(name.lower(), list(allowed), n=1, cutoff=0.3)
        raise UnknownPlaceholder(
            _("There is no placeholder {{ %(name)s }}. Did you mean {{ %(near)s }}?")
            % {"name": name[:60], "near": near[0] if near else next(iter(allowed))}
        )
    rest = _NAMED.sub("", text)
    if "{" in rest or "}" in rest:
        raise UnknownPlaceholder(
            _(
                "Braces stand only around a placeholder, two on each side:"
                " {{ workshop.title }}. Take the others away."
            )
        )
