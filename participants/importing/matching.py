"""Who in a list may be known already. It proposes; only the user decides."""

from dataclasses import dataclass, field

from participants.importing.judging import Judged
from participants.models import ImportRun, Person, Registration
from participants.spelling import name_key
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
    columns = ("pk", "person__given_names", "person__family_name", "person__email", "is_protected")
    for pk, given, family, email, is_protected in rows.values_list(*columns):
        if email:
            known.taken[email.casefold()] = pk
        if not is_protected:
            known.here.setdefault(name_key(f"{given} {family}"), pk)
    if run.by is None or run.focal_point_id:
        return known
    mine = Workshop.objects.permitting(run.by, "registration.view").exclude(pk=run.workshop_id)
    people = Person.objects.filter(registrations__workshop__in=mine).exclude(
        registrations__is_protected=True
    )
    people = people.exclude(registrations__workshop=run.workshop_id).distinct()
    for pk, given, family, email in people.order_by("pk").values_list(
        "pk", "given_names", "family_name", "email"
    ):
        if email:
            known.elsewhere_by_email[email.casefold()] = pk
        known.elsewhere[name_key(f"{given} {family}")] = pk
    return known
