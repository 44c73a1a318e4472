"""On whom a design is tried: those of a workshop whose names are hardest to print."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from participants.models import Person, Registration
from workshops.models import Workshop

_SCRIPTS: dict[str, Promise] = {
    "LATIN": pgettext_lazy("script", "Latin"),
    "CYRILLIC": pgettext_lazy("script", "Cyrillic"),
    "GREEK": pgettext_lazy("script", "Greek"),
    "ARMENIAN": pgettext_lazy("script", "Armenian"),
    "GEORGIAN": pgettext_lazy("script", "Georgian"),
    "ARABIC": pgettext_lazy("script", "Arabic"),
    "HEBREW": pgettext_lazy("script", "Hebrew"),
    "CJK": pgettext_lazy("script", "Chinese"),
}
_LONGEST = gettext_lazy("the longest name")
_LONGEST_POST = gettext_lazy("the longest rank and agency")
_NO_OWN_SCRIPT = gettext_lazy("no name in the own script")


#: Of ``_Names``, in its order.
_COLUMNS = (
    "pk",
    "person__given_names",
    "person__family_name",
    "person__name_on_certificate",
    "person__name_in_own_script",
    "person__title",
    "agency",
)


@dataclass(frozen=True)
class Trial:
    """Somebody to look at the design with, and why."""

    registration: Registration
    why: str

    @property
    def label(self) -> str:
        return f"{self.registration.listed_name} ({self.why})"


def trials_of(workshop: Workshop, *, with_protected: bool) -> list[Trial]:
    """One person for each thing that is hard; everybody once, in two queries.

    Protected people only for those who may see their names: a sheet bears the real one."""
    people = workshop.registrations.current()
    if not with_protected:
        people = people.filter(is_protected=False)
    reasons: dict[int, list[str]] = {}
    # Names alone first: of thousands, a handful is shown.
    names = [_Names(*row) for row in people.order_by("pk").values_list(*_COLUMNS)]
    for pk, why in _hard(names):
        reasons.setdefault(pk, []).append(str(why))
    chosen = people.select_related("workshop", "person", "delegation").in_bulk(reasons)
    return [Trial(chosen[pk], ", ".join(why)) for pk, why in reasons.items() if pk in chosen]


def invented(workshop: Workshop) -> Registration:
    """For a workshop without anybody yet; never saved."""
    person = Person(given_names=_("Given name"), family_name=_("Family name"))
    return Registration(workshop=workshop, person=person)


def scripts_in(text: str) -> Iterator[str]:
    """The Unicode name of the script of each letter, as LATIN or ARMENIAN, each once."""
    yield from dict.fromkeys(filter(None, map(_script_of, text)))


@cache
def _script_of(char: str) -> str:
    if not char.isalpha():
        return ""
    return unicodedata.name(char, "").split(" ")[0].split("-")[0]


class _Names(NamedTuple):
    """What decides who is hard to print."""

    pk: int
    given: str
    family: str
    on_certificate: str
    own_script: str
    title: str
    agency: str

    @property
    def printed(self) -> str:
        return self.on_certificate or f"{self.given} {self.family}"


def _hard(people: list[_Names]) -> Iterable[tuple[int, "str | Promise"]]:
    if not people:
        return
    yield max(people, key=lambda one: len(one.printed)).pk, _LONGEST
    yield max(people, key=lambda one: len(one.title) + len(one.agency)).pk, _LONGEST_POST
    seen: set[str] = set()
    for one in people:
        for script in scripts_in(f"{one.printed} {one.own_script}"):
            if script not in seen:
                seen.add(script)
                name = str(_SCRIPTS.get(script, script.capitalize()))
                yield one.pk, _("%(script)s script") % {"script": name}
    bare = next((one.pk for one in people if not one.own_script.strip()), None)
    if bare:
        yield bare, _NO_OWN_SCRIPT
