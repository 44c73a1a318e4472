"""Who in a list may be known already. It proposes; only the user decides."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from participants.importing.judging import Judged
from participants.matching import Marks, email_key, marks_of, reasons_between
from participants.models import ImportRun, MatchKey, Person, Registration
from workshops.models import Workshop

_Kind = MatchKey.Kind
_Key = tuple[str, str]
_NAMES = ("given_names", "family_name", "name_in_own_script", "name_on_certificate", "email")


@dataclass
class _People:
    """Keys of registrations or of people by what they are recognised by, the likeliest first."""

    by_key: dict[_Key, list[int]] = field(default_factory=lambda: defaultdict(list))
    births: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))

    def like(self, judged: Judged, kinds: Sequence[str]) -> int | None:
        """Whom ``judged`` may be, by the first of ``kinds`` that finds anybody.

        Of several people of one name whoever was born on the same day; a day proves nothing
        alone, and another one does not disprove: it may be a slip of the pen."""
        for kind in kinds:
            if found := self.by_key.get((kind, _keys_of(judged).get(kind, ""))):
                return max(found, key=lambda pk: self._born_alike(pk, judged.birth))
        return None

    def _born_alike(self, pk: int, birth: str) -> int:
        births = self.births.get(pk)
        if not births or not birth:
            return 1
        return 2 if birth in births else 0


@dataclass
class Known:
    """Addresses in use here, and the people of here and of elsewhere."""

    taken: set[str]
    here: _People = field(default_factory=_People)
    elsewhere: _People = field(default_factory=_People)

    def like(self, judged: Judged) -> int | None:
        """The registration of this workshop with the same passport, or with the same name."""
        return self.here.like(judged, [_Kind.PASSPORT, _Kind.NAME])

    def person(self, judged: Judged) -> int | None:
        """The person of another workshop with this passport, or address, or else this name."""
        return self.elsewhere.like(judged, [_Kind.PASSPORT, _Kind.EMAIL, _Kind.NAME])


def known_to(run: ImportRun, rows: Sequence[Judged]) -> Known:
    """Whom ``rows`` may be: in a focal point's own delegation, an organiser's own workshops.

    A focal point learns nothing about anybody else, not even that an address is in use, and cannot
    try out passports or dates of birth: those are compared for organisers only. The names of people
    who are protected here are compared with nothing; nor is anything else of whoever is protected
    anywhere. At most six queries, by the keys of ``rows``."""
    here = Registration.objects.current().filter(workshop=run.workshop_id)
    if run.focal_point_id:
        here = here.filter(delegation=run.delegation_id)
    known = Known(_in_use(here, rows))
    of_organiser = run.by is not None and not run.focal_point_id
    _find_here(known.here, here, rows, with_documents=of_organiser)
    if run.by is None or not of_organiser:
        return known
    mine = Workshop.objects.permitting(run.by, "registration.view").exclude(pk=run.workshop_id)
    people = Person.objects.filter(registrations__workshop__in=mine).exclude(
        registrations__is_protected=True
    )
    people = people.exclude(registrations__workshop=run.workshop_id)
    keys = MatchKey.objects.filter(
        _any_of(rows, [_Kind.PASSPORT, _Kind.EMAIL, _Kind.NAME]), person__in=people.values("pk")
    )
    for pk, kind, key in keys.order_by("-person").values_list("person", "kind", "key"):
        known.elsewhere.by_key[kind, key].append(pk)
    if any(each.birth for each in rows):
        found = {pk for pks in known.elsewhere.by_key.values() for pk in pks}
        for pk, key in _births_of(found):
            known.elsewhere.births[pk].add(key)
    return known


def addresses_in_use(workshop: int, rows: Sequence[Judged]) -> set[str]:
    """Which addresses of ``rows`` serve somebody in the whole workshop already."""
    return _in_use(Registration.objects.current().filter(workshop=workshop), rows)


def reasons_for(judged: Judged, person: Person) -> list[str]:
    """Why ``judged`` may be ``person``, in words."""
    row = Person(**{name: judged.facts[name] for name in _NAMES if name in judged.facts})
    marks = marks_of(row)
    ours = Marks(
        marks.names,
        marks.email,
        frozenset(filter(None, [judged.passport])),
        frozenset(filter(None, [judged.birth])),
    )
    return reasons_between(ours, marks_of(person))


def _find_here(
    people: _People,
    here: QuerySet[Registration],
    rows: Sequence[Judged],
    *,
    with_documents: bool,
) -> None:
    by_name = _any_of(rows, [_Kind.NAME], prefix="person__match_keys__")
    facts = ("pk", "person", "person__match_keys__kind", "person__match_keys__key")
    rows_of = defaultdict(list)
    named = here.filter(by_name, is_protected=False).order_by("pk").values_list(*facts)
    for pk, person, kind, key in named:
        people.by_key[kind, key].append(pk)
        rows_of[person].append(pk)
    if not with_documents:
        return
    open_ones = here.exclude(person__registrations__is_protected=True)
    if any(each.passport for each in rows):
        by_passport = _any_of(rows, [_Kind.PASSPORT], prefix="person__match_keys__")
        for pk, _person, kind, key in open_ones.filter(by_passport).values_list(*facts):
            people.by_key[kind, key].append(pk)
    if any(each.birth for each in rows):
        known = open_ones.filter(person__in=list(rows_of)).values("person")
        for person, key in _births_of(known):
            for pk in rows_of[person]:
                people.births[pk].add(key)


def _births_of(people: Any) -> Iterable[tuple[int, str]]:
    rows = MatchKey.objects.filter(kind=_Kind.BIRTH, person__in=people)
    return rows.values_list("person", "key")


def _keys_of(judged: Judged) -> dict[str, str]:
    keys = {
        _Kind.NAME: judged.key,
        _Kind.EMAIL: email_key(judged.email),
        _Kind.PASSPORT: judged.passport,
    }
    return {str(kind): key for kind, key in keys.items() if key}


def _any_of(rows: Sequence[Judged], kinds: Sequence[str], prefix: str = "") -> Q:
    wanted: dict[str, set[str]] = defaultdict(set)
    for each in rows:
        for kind, key in _keys_of(each).items():
            wanted[kind].add(key)
    which = Q(pk__in=[])
    for kind in kinds:
        which |= Q(**{f"{prefix}kind": kind, f"{prefix}key__in": wanted[kind]})
    return which


def _in_use(registrations: QuerySet[Registration], rows: Sequence[Judged]) -> set[str]:
    found = registrations.filter(_any_of(rows, [_Kind.EMAIL], prefix="person__match_keys__"))
    return set(found.values_list("person__match_keys__key", flat=True))
