"""The directory of a project's people: search, filters and order, over any number of them."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.collation import collation_key
from pages.duplicates import keys_with_a_likeness
from pages.searching import fold
from pages.sight import Seen, people_seen_by
from workshops.models import Project, Workshop

#: order → its name on the page
ORDERS = {
    "name": _("Name"),
    "latest": _("Latest workshop first"),
    "most": _("Most workshops first"),
}


@dataclass(frozen=True)
class Wanted:
    """What stands in the address (and, of a search, in the form: names stay out of addresses)."""

    words: str = ""
    delegation: str = ""
    workshop: str = ""
    only_alike: bool = False
    order: str = "name"

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words or self.delegation or self.workshop or self.only_alike)


@dataclass
class Directory:
    people: list[Seen]
    #: (value, name) of the delegations and workshops that occur.
    delegations: list[tuple[str, str]]
    workshops: list[tuple[str, str]]


def directory_of(project: Project, user: User, wanted: Wanted) -> Directory:
    """The people of ``project`` whom ``user`` may see. The same number of queries for any number.

    Finding a protected person by the real name is a look, for those who may; see ``note_looks``.
    """
    everybody = list(people_seen_by(user, project=project).values())
    keep: list[Callable[[Seen], bool]] = []
    if words := fold(wanted.words).split():
        keep.append(lambda each: _matches(each, words))
    if wanted.delegation:
        keep.append(lambda each: wanted.delegation in {part.delegation for part in each.parts})
    if wanted.workshop:
        keep.append(lambda each: wanted.workshop in {shop.slug for shop in each.workshops})
    if wanted.only_alike:
        alike = keys_with_a_likeness(project, user)
        keep.append(lambda each: each.person.pk in alike)
    found = [each for each in everybody if all(test(each) for test in keep)]
    found.sort(key=lambda each: collation_key(_name_to_order_by(each)))
    if wanted.order == "latest":
        found.sort(key=_latest, reverse=True)
    elif wanted.order == "most":
        found.sort(key=lambda each: -len(each.workshops))
    return Directory(found, _delegations(everybody), _workshops(everybody, project))


def note_looks(people: list[Seen], words: str, user: User) -> None:
    """Who finds an alias by typing the real name knows whose it is."""
    wanted = fold(words).split()
    for each in people:
        if wanted and each.is_veiled and not _occur(wanted, _open_texts(each)):
            for part in each.all_parts:
                if part.alias and part.registration:
                    part.registration.looks.create(by=user)


def _matches(each: Seen, words: list[str]) -> bool:
    texts = _open_texts(each)
    if each.is_veiled and each.may_unveil:
        texts += _names(each)
    return _occur(words, texts)


def _open_texts(each: Seen) -> list[str]:
    texts = [part.agency for part in each.parts]
    if each.is_veiled:
        return [*texts, *(part.alias for part in each.parts)]
    return [*texts, *_names(each)]


def _names(each: Seen) -> list[str]:
    person = each.person
    return [
        person.full_name,
        person.name_on_certificate,
        person.name_in_own_script,
        person.email,
    ]


def _occur(words: list[str], texts: list[str]) -> bool:
    haystack = fold(" ".join(filter(None, texts)))
    return all(word in haystack for word in words)


def _name_to_order_by(each: Seen) -> str:
    """By family name; the place of an alias must not tell whose it is."""
    return each.name if each.is_veiled else f"{each.person.family_name} {each.person.given_names}"


def _latest(each: Seen) -> datetime.date:
    return max(part.workshop.starts_on for part in each.parts)


def _delegations(people: list[Seen]) -> list[tuple[str, str]]:
    language = get_language() or "en"
    found: dict[str, Any] = {}
    for each in people:
        for part in each.parts:
            if part.delegation and part.registration and part.registration.delegation:
                found.setdefault(part.delegation, part.registration.delegation)
    named = [(value, delegation.name_in(language)) for value, delegation in found.items()]
    return sorted(named, key=lambda row: collation_key(row[1]))


def _workshops(people: list[Seen], project: Project) -> list[tuple[str, str]]:
    found: dict[int, Workshop] = {
        workshop.pk: workshop
        for each in people
        for workshop in each.workshops
        if workshop.project_id == project.pk
    }
    ordered = sorted(found.values(), key=lambda workshop: workshop.starts_on, reverse=True)
    return [(workshop.slug, workshop.title) for workshop in ordered]
