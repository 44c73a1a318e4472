"""What a person is recognised by. Proposals, imports and the forms of staff all ask here."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from participants.models import MatchKey, Person
from participants.spelling import name_key

_LONGEST = MatchKey._meta.get_field("key").max_length


def keys_of(person: Person) -> set[tuple[str, str]]:
    """(kind, key) of everything in ``person`` that may be compared with others."""
    keys = {(str(MatchKey.Kind.NAME), key) for key in _names_by_key(person)}
    if person.email.strip():
        keys.add((str(MatchKey.Kind.EMAIL), email_key(person.email)))
    return keys


def email_key(email: str) -> str:
    return email.strip().casefold()[:_LONGEST]


def reasons(one: Person, other: Person) -> list[str]:
    """Why the two may be one person, in words; empty when nothing speaks for it."""
    found = []
    if one.email.strip() and email_key(one.email) == email_key(other.email):
        found.append(_("same e-mail address"))
    ours, theirs = _names_by_key(one), _names_by_key(other)
    if shared := [key for key in ours if key in theirs]:
        names = ours[shared[0]], theirs[shared[0]]
        if names[0].casefold() == names[1].casefold():
            found.append(_("same name"))
        else:
            words = _("names read alike: %(one)s ↔ %(other)s")
            found.append(words % {"one": names[0], "other": names[1]})
    return found


def alike(people: QuerySet[Person], *, names: Iterable[str], email: str = "") -> QuerySet[Person]:
    """Those of ``people`` who are recognised by one of ``names`` or by ``email``.

    Never people whose identity is protected anywhere: being found would tell it."""
    which = Q(kind=MatchKey.Kind.NAME, key__in=[_cut(name_key(name)) for name in names if name])
    if email.strip():
        which |= Q(kind=MatchKey.Kind.EMAIL, key=email_key(email))
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
