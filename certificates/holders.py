"""Who may hold a certificate of a workshop: its participants, its speakers, and who was named."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from certificates.models import Certificate, Decision
from common.collation import collation_key
from participants.models import Delegation, Person, Registration
from participants.protocol import registrations_in_protocol_order
from sessions.models import Speaker
from workshops.models import Workshop


@dataclass(frozen=True)
class Holder:
    """A person as this workshop knows it. ``is_protected``: see ``Certificate.with_holder``."""

    workshop: Workshop
    person: Person
    registration: Registration | None = None
    speaker: Speaker | None = None
    is_protected: bool = False

    @property
    def listed_name(self) -> str:
        if self.registration:
            return self.registration.listed_name
        return self.speaker.listed_name if self.speaker else self.person.printed_name

    @property
    def delegation(self) -> Delegation | None:
        return self.registration.delegation if self.registration else None

    @property
    def agency(self) -> str:
        holder = self.registration or self.speaker
        return holder.agency if holder else ""

    @property
    def language(self) -> str:
        """The person's own choice for papers; empty: the workshop's."""
        if self.registration:
            return self.registration.certificate_language
        return self.speaker.language if self.speaker else ""


def holders_of(
    workshop: Workshop, *, person: int | None = None, language: str = ""
) -> list[Holder]:
    """Everybody still in the running, the speakers, and whoever has a decision or a certificate.

    In protocol order, then the others by name; only the one with the key ``person`` if given. The
    same number of queries for any number of people. Of two registrations of one person (two
    records were merged) the one in the running counts, else the later."""
    registrations = _registrations(workshop, person)
    speakers = _speakers(workshop, person)
    people = {one.person_id: one.person for one in speakers.values()}
    people |= _others(workshop, person, {*people, *registrations})
    veiled = _protected_anywhere(set(people) - set(registrations))
    language = language or get_language() or "en"
    ordered = registrations_in_protocol_order(registrations.values(), language)
    taking_part = [
        Holder(workshop, one.person, one, speakers.get(one.person_id), one.is_protected)
        for one in ordered
    ]
    others = [
        Holder(workshop, one, None, speakers.get(pk), pk in veiled)
        for pk, one in people.items()
        if pk not in registrations
    ]
    return taking_part + sorted(others, key=lambda one: collation_key(one.person.family_name))


def holder_of(workshop: Workshop, person: int) -> Holder | None:
    """One of them, or somebody who took part once; None for whoever has nothing to do with it."""
    return next(iter(holders_of(workshop, person=person)), None)


def _registrations(workshop: Workshop, person: int | None) -> dict[int, Registration]:
    rows = workshop.registrations.select_related("person", "delegation")
    if person is None:
        current = workshop.registrations.current()
        rows = rows.filter(Q(pk__in=current.values("pk")) | _named_or_certified(workshop, "person"))
    found: dict[int, Registration] = {}
    for one in _only(rows, person).order_by("pk"):
        if one.person_id not in found or not one.is_over:
            found[one.person_id] = one
    for one in found.values():
        one.workshop = workshop
    return found


def _speakers(workshop: Workshop, person: int | None) -> dict[int, Speaker]:
    rows = Speaker.objects.with_names().filter(workshop=workshop)
    return {one.person_id: one for one in _only(rows, person)}


def _others(workshop: Workshop, person: int | None, known: Iterable[int]) -> dict[int, Person]:
    rows = Person.objects.filter(_named_or_certified(workshop, "pk")).exclude(pk__in=known)
    return {one.pk: one for one in (rows if person is None else rows.filter(pk=person))}


def _named_or_certified(workshop: Workshop, field: str) -> Q:
    certified = Certificate.objects.of_workshop(workshop).exclude(person=None)
    decided = Decision.objects.filter(workshop=workshop)
    return Q(**{f"{field}__in": certified.order_by().values("person")}) | Q(
        **{f"{field}__in": decided.values("person")}
    )


def _protected_anywhere(people: Iterable[int]) -> set[int]:
    rows = Registration.objects.filter(is_protected=True, person__in=people)
    return set(rows.values_list("person_id", flat=True))


def _only(rows: QuerySet, person: int | None) -> QuerySet:
    return rows if person is None else rows.filter(person=person)
