"""Who in a list may be known already. It proposes; only the user decides."""

from dataclasses import dataclass, field

from participants.importing.judging import Judged
from participants.matching import email_key
from participants.models import ImportRun, MatchKey, Person, Registration
from workshops.models import Workshop


@dataclass
class Known:
    """Addresses in use here, and the people of here and of elsewhere by address and name."""

    taken: dict[str, int] = field(default_factory=dict)
    here: dict[str, int] = field(default_factory=dict)
    elsewhere: dict[str, int] = field(default_factory=dict)
    elsewhere_by_email: dict[str, int] = field(default_factory=dict)

    def like(self, judged: Judged) -> int | None:
        """The registration of this workshop that has the same name in some spelling."""
        return self.here.get(judged.key) if judged.key else None

    def person(self, judged: Judged) -> int | None:
        """The person of another workshop with this address, or else with this name."""
        return self.elsewhere_by_email.get(judged.email) or self.elsewhere.get(judged.key)


def known_to(run: ImportRun) -> Known:
    """What may be compared with: a focal point's own delegation, an organiser's own workshops.

    A focal point learns nothing about anybody else, not even that an address is in use. The names
    of protected people are compared with nothing."""
    known = Known()
    rows = Registration.objects.current().filter(workshop=run.workshop_id)
    if run.focal_point_id:
        rows = rows.filter(delegation=run.delegation_id)
    for pk, email in rows.exclude(person__email="").values_list("pk", "person__email"):
        known.taken[email_key(email)] = pk
    open_rows = rows.filter(is_protected=False, person__match_keys__kind=MatchKey.Kind.NAME)
    for pk, key in open_rows.order_by("pk").values_list("pk", "person__match_keys__key"):
        known.here.setdefault(key, pk)
    if run.by is None or run.focal_point_id:
        return known
    mine = Workshop.objects.permitting(run.by, "registration.view").exclude(pk=run.workshop_id)
    people = Person.objects.filter(registrations__workshop__in=mine).exclude(
        registrations__is_protected=True
    )
    people = people.exclude(registrations__workshop=run.workshop_id)
    keys = MatchKey.objects.filter(person__in=people.values("pk")).order_by("person")
    for pk, kind, key in keys.values_list("person", "kind", "key"):
        place = known.elsewhere_by_email if kind == MatchKey.Kind.EMAIL else known.elsewhere
        place[key] = pk
    return known
