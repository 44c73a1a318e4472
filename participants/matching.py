"""What a person is recognised by. Proposals, imports and the forms of staff all ask here."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from participants.models import MatchKey, Person
from participants.passports import birth_key, passport_key
from participants.spelling import name_key

#: Questions of the catalogue by whose answers people are compared, too.
RECOGNISING_ANSWERS = ("birth_date", "passport_number")
_LONGEST = MatchKey._meta.get_field("key").max_length
_Kind = MatchKey.Kind


@dataclass(frozen=True)
class Marks:
    """All of somebody that is compared: names by their keys, the others ready for comparing."""

    names: Mapping[str, str] = field(default_factory=dict)
    email: str = ""
    passports: frozenset[str] = frozenset()
    births: frozenset[str] = frozenset()


def keys_of(person: Person, answers: Iterable[tuple[str, Any]]) -> set[tuple[str, str]]:
    """(kind, key) of everything in ``person`` that may be compared with others.

    ``answers``: (question, plain answer) to ``RECOGNISING_ANSWERS`` in any workshop."""
    keys = {(str(_Kind.NAME), key) for key in _names_by_key(person)}
    if person.email.strip():
        keys.add((str(_Kind.EMAIL), email_key(person.email)))
    for question, value in answers:
        if question == "passport_number" and (key := passport_key(str(value))):
            keys.add((str(_Kind.PASSPORT), key))
        elif question == "birth_date":
            keys.add((str(_Kind.BIRTH), birth_key(datetime.date.fromisoformat(value))))
    return keys


def email_key(email: str) -> str:
    return email.strip().casefold()[:_LONGEST]


def marks_of(person: Person) -> Marks:
    """By the rows of keys where there is no other place; a list of people prefetches them."""
    rows = [(row.kind, row.key) for row in person.match_keys.all()] if person.pk else []
    return Marks(
        _names_by_key(person),
        email_key(person.email),
        frozenset(key for kind, key in rows if kind == _Kind.PASSPORT),
        frozenset(key for kind, key in rows if kind == _Kind.BIRTH),
    )


def reasons(one: Person, other: Person) -> list[str]:
    """Why the two may be one person, in words; empty when nothing speaks for it."""
    return reasons_between(marks_of(one), marks_of(other))


def reasons_between(ours: Marks, theirs: Marks) -> list[str]:
    """The same of what is compared. A date of birth alone is no reason: many share one."""
    found = []
    is_born_alike = not ours.births.isdisjoint(theirs.births)
    if not ours.passports.isdisjoint(theirs.passports):
        found.append(_("same passport number"))
    if ours.email and ours.email == theirs.email:
        found.append(_("same e-mail address"))
    if shared := [key for key in ours.names if key in theirs.names]:
        names = ours.names[shared[0]], theirs.names[shared[0]]
        if names[0].casefold() == names[1].casefold():
            found.append(_("same name and date of birth") if is_born_alike else _("same name"))
        else:
            words = _("names read alike: %(one)s ↔ %(other)s")
            found.append(words % {"one": names[0], "other": names[1]})
            if is_born_alike:
                found.append(_("same date of birth"))
    if found and ours.births and theirs.births and not is_born_alike:
        found.append(_("but different dates of birth"))
    return found


def alike(people: QuerySet[Person], *, names: Iterable[str], email: str = "") -> QuerySet[Person]:
    """Those of ``people`` who are recognised by one of ``names`` or by ``email``.

    Never people whose identity is protected anywhere: being found would tell it."""
    which = Q(kind=_Kind.NAME, key__in=[_cut(name_key(name)) for name in names if name])
    if email.strip():
        which |= Q(kind=_Kind.EMAIL, key=email_key(email))
    found = MatchKey.objects.filter(which).exclude(key="").values("person")
    return people.filter(pk__in=found).exclude(registrations__is_protected=True)


def _names_by_key(person: Person) -> dict[str, str]:
    """Key → the name as it is written. A lone word is no name to compare, but for the passport's:
    many are called Natalia."""
    passport = f"{person.given_names} {person.family_name}".strip()
    names = {_cut(name_key(passport)): passport}
    for name in (person.name_in_own_script, person.name_on_certificate):
        key = _cut(name_key(name))
        if " " in key:
            names.setdefault(key, name)
    names.pop("", None)
    return names


def _cut(key: str) -> str:
    return key[:_LONGEST]
