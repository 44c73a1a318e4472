"""On whom a design is tried: those of a workshop whose names are hardest to print."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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
    people = workshop.registrations.current().select_related("workshop", "person", "delegation")
    if not with_protected:
        people = people.filter(is_protected=False)
    reasons: dict[int, list[str]] = {}
    by_pk = {one.pk: one for one in people.order_by("pk")}
    for registration, why in _hard(list(by_pk.values())):
        reasons.setdefault(registration.pk, []).append(str(why))
    return [Trial(by_pk[pk], ", ".join(why)) for pk, why in reasons.items()]


def invented(workshop: Workshop) -> Registration:
    """For a workshop without anybody yet; never saved."""
    person = Person(given_names=_("Given name"), family_name=_("Family name"))
    return Registration(workshop=workshop, person=person)


def scripts_in(text: str) -> Iterator[str]:
    """The Unicode name of the script of each letter, as LATIN or ARMENIAN, each once."""
    names = (unicodedata.name(char, "").split(" ")[0] for char in text if char.isalpha())
    yield from dict.fromkeys(name.split("-")[0] for name in names if name)


def _hard(people: list[Registration]) -> Iterable[tuple[Registration, "str | Promise"]]:
    if not people:
        return
    yield max(people, key=lambda one: len(one.person.printed_name)), _LONGEST
    yield max(people, key=lambda one: len(f"{one.person.title}{one.agency}")), _LONGEST_POST
    seen: set[str] = set()
    for one in people:
        for script in scripts_in(f"{one.person.printed_name} {one.person.name_in_own_script}"):
            if script not in seen:
                seen.add(script)
                name = str(_SCRIPTS.get(script, script.capitalize()))
                yield one, _("%(script)s script") % {"script": name}
    bare = next((one for one in people if not one.person.name_in_own_script.strip()), None)
    if bare:
        yield bare, _NO_OWN_SCRIPT
