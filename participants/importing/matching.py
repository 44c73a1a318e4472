"""Who in a list may be known already. It proposes; only the user decides."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from participants.importing.judging import Judged
from participants.matching import email_key
from participants.models import ImportRun, MatchKey, Person, Registration
from workshops.models import Workshop


@dataclass
class Known:
    """Addresses in use here, and the people of here and of elsewhere by address and name."""

    taken: set[str] = field(default_factory=set)
    here: dict[str, int] = field(default_factory=dict)
    elsewhere: dict[str, int] = field(default_factory=dict)
    elsewhere_by_email: dict[str, int] = field(default_factory=dict)

    def like(self, judged: Judged) -> int | None:
        """The registration of this workshop that has the same name in some spelling."""
        return self.here.get(judged.key) if judged.key else None

    def person(self, judged: Judged) -> int | None:
        """The person of another workshop with this address, or else with this name."""
        return self.elsewhere_by_email.get(judged.email) or self.elsewhere.get(judged.key)


def known_to(run: ImportRun, rows: Sequence[Judged]) -> Known:
    """Whom ``rows`` may be: in a focal point's own delegation, an organiser's own workshops.

    A focal point learns nothing about anybody else, not even that an address is in use. The names
    of protected people are compared with nothing. Three queries by the keys of ``rows``."""
    known = Known()
    emails = _addresses(rows)
    names = {each.key for each in rows if each.key}
    here = Registration.objects.current().filter(workshop=run.workshop_id)
    if run.focal_point_id:
        here = here.filter(delegation=run.delegation_id)
    known.taken = _in_use(here, emails)
    by_name = Q(person__match_keys__kind=MatchKey.Kind.NAME, person__match_keys__key__in=names)
    found = here.filter(by_name, is_protected=False).order_by("pk")
    for pk, key in found.values_list("pk", "person__match_keys__key"):
        known.here.setdefault(key, pk)
    if run.by is None or run.focal_point_id:
        return known
    mine = Workshop.objects.permitting(run.by, "registration.view").exclude(pk=run.workshop_id)
    people = Person.objects.filter(registrations__workshop__in=mine).exclude(
        registrations__is_protected=True
    )
    people = people.exclude(registrations__workshop=run.workshop_id)
    keys = MatchKey.objects.filter(
        Q(kind=MatchKey.Kind.EMAIL, key__in=emails) | Q(kind=MatchKey.Kind.NAME, key__in=names),
        person__in=people.values("pk"),
    )
    for pk, kind, key in keys.order_by("person").values_list("person", "kind", "key"):
        place = known.elsewhere_by_email if kind == MatchKey.Kind.EMAIL else known.elsewhere
        place[key] = pk
    return known


def addresses_in_use(workshop: int, rows: Sequence[Judged]) -> set[str]:
    """Which addresses of ``rows`` serve somebody in the whole workshop already."""
    return _in_use(Registration.objects.current().filter(workshop=workshop), _addresses(rows))


def _addresses(rows: Sequence[Judged]) -> set[str]:
    return {email_key(each.email) for each in rows if each.email}


def _in_use(registrations: QuerySet[Registration], addresses: set[str]) -> set[str]:
    kind = Q(person__match_keys__kind=MatchKey.Kind.EMAIL)
    found = registrations.filter(kind, person__match_keys__key__in=addresses)
    return set(found.values_list("person__match_keys__key", flat=True))
