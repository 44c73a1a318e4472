"""Two records of one person become one, and nothing of either is lost.

Here and not in ``participants/``, since rows of every app may point to a person: registrations,
speakers, and whatever an app adds later. They are found by their columns, so that none is
forgotten; a test lists them, so that a new one is thought about.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db import transaction
from django.db.models import Field, ForeignObjectRel, Model, Q
from django.utils.translation import gettext as _

from accounts.models import User
from certificates.models import Certificate, Decision
from common.rules import RuleBroken
from participants.actions.keeping_keys import keep_keys
from participants.models import (
    Delegation,
    DistinctPair,
    MatchKey,
    MergeRecord,
    Person,
    Registration,
)
from participants.states import OVER
from sessions.models import Speaker
from workshops.models import Workshop

#: What is written anew for the survivor, and therefore does not move.
_APART: tuple[type[Model], ...] = (MatchKey, DistinctPair)
_NO_FACTS = {"id", "created_at"}


class MergeRefused(RuleBroken):
    """Two records that cannot become one now; the sentence says what to do first."""


@transaction.atomic
def merge(*, survivor: Person, other: Person, by: User, take: Collection[str] = ()) -> MergeRecord:
    """Give everything of ``other`` to ``survivor``, and remove ``other``.

    ``take`` names the facts (fields of the person) that the survivor takes over from ``other``.
    Registrations, roles, attendance, notes, files and certificates stay as they are and merely
    belong to the survivor; no sheet changes. Locks delegations, workshops, people (by number) and
    registrations. Raises MergeRefused.
    """
    if survivor.pk == other.pk:
        raise MergeRefused(_("Choose two different records."))
    lock_parents([survivor.pk, other.pk])
    survivor, other = _held(survivor, other)
    registrations = hold_registrations([survivor.pk, other.pk])
    require_right(by, [survivor, other])
    _refuse_told_apart(survivor, other)
    _refuse_living_twice(registrations)
    _refuse_speaking_twice(survivor, other)
    _refuse_certified_twice(survivor, other)
    _refuse_decided_twice(survivor, other)

    before = {name: getattr(survivor, name) for name in sorted(take)}
    after = {name: getattr(other, name) for name in sorted(take)}
    kept = {
        "merged": {**facts_of(other), "created_at": other.created_at.isoformat()},
        "before": before,
        "after": after,
        "stood": {label_of(relation): keys for relation, _rows, keys in pointing_to(survivor)},
        **_hand_on_pairs(survivor, other),
    }
    moved = {}
    for relation, rows, keys in pointing_to(other):
        moved[label_of(relation)] = keys
        rows.update(**{relation.field.name: survivor})
    for name, value in after.items():
        setattr(survivor, name, value)
    survivor.save(update_fields=list(after))
    record = MergeRecord.objects.create(
        survivor=survivor,
        survivor_key=survivor.pk,
        merged_key=other.pk,
        by=by,
        moved=moved,
        kept=kept,
    )
    other.delete()
    keep_keys([survivor])
    return record


def fact_fields() -> list[Field]:
    """The facts of a person that two records may state differently."""
    return [
        field
        for field in Person._meta.concrete_fields
        if field.name not in _NO_FACTS and not field.generated
    ]


def facts_of(person: Person) -> dict[str, Any]:
    return {field.name: getattr(person, field.name) for field in fact_fields()}


def relations() -> list[ForeignObjectRel]:
    """Every column, of whatever app, that points to a person and moves with one."""
    found = Person._meta.get_fields(include_hidden=True)
    return [
        relation
        for relation in found
        if isinstance(relation, ForeignObjectRel)
        and not relation.many_to_many  # its own table's columns are among the others
        and relation.related_model not in _APART
    ]


def label_of(relation: ForeignObjectRel) -> str:
    return f"{relation.related_model._meta.label_lower}.{relation.field.name}"


def pointing_to(person: Person) -> Iterator[tuple[ForeignObjectRel, Any, list]]:
    """(column, rows, their keys) of all that points to ``person``; empty ones are left out."""
    for relation in relations():
        rows = relation.related_model._base_manager.filter(**{relation.field.name: person})
        if keys := list(rows.order_by("pk").values_list("pk", flat=True)):
            yield relation, rows, keys


def lock_parents(people: Iterable[int]) -> None:
    """Hold back whoever gives seats or changes states where these people take part.

    In the order of everybody who gives seats: delegations by number, then workshops."""
    rows = Registration.objects.filter(person__in=list(people))
    spoken = Speaker.objects.filter(person__in=list(people))
    delegations = Delegation.objects.filter(pk__in=rows.values("delegation"))
    list(delegations.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    workshops = Workshop.objects.filter(
        Q(pk__in=rows.values("workshop")) | Q(pk__in=spoken.values("workshop"))
    )
    list(workshops.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def hold_registrations(people: Iterable[int]) -> list[Registration]:
    rows = Registration.objects.select_for_update(of=("self",)).filter(person__in=list(people))
    return list(rows.select_related("workshop").order_by("pk"))


def may_merge(user: User, people: Iterable[Person]) -> bool:
    """Whether ``user`` may decide about these records in every workshop that they belong to."""
    rows = Registration.objects.filter(person__in=list(people))
    spoken = Speaker.objects.filter(person__in=list(people))
    theirs = Workshop.objects.permitting(user, "person.merge").values("pk")
    unveiled = Workshop.objects.permitting(user, "registration.protected").values("pk")
    return not (
        rows.exclude(workshop__in=theirs).exists()
        or spoken.exclude(workshop__in=theirs).exists()
        or rows.filter(is_protected=True).exclude(workshop__in=unveiled).exists()
    )


def require_right(by: User, people: Iterable[Person]) -> None:
    if not may_merge(by, people):
        raise MergeRefused(
            _(
                "These records also belong to workshops that you do not organise. Somebody who"
                " organises all of them has to decide."
            )
        )


def _held(survivor: Person, other: Person) -> tuple[Person, Person]:
    """Both as they are now; by number, so that merges that cross do not wait for each other."""
    held = Person.objects.select_for_update().filter(pk__in=[survivor.pk, other.pk])
    found = {person.pk: person for person in held.order_by("pk")}
    if len(found) < 2:
        raise MergeRefused(
            _("One of the two records is gone: somebody has merged it in the meantime.")
        )
    return found[survivor.pk], found[other.pk]


def _refuse_told_apart(survivor: Person, other: Person) -> None:
    first, second = sorted([survivor.pk, other.pk])
    if DistinctPair.objects.filter(first=first, second=second).exists():
        raise MergeRefused(
            _("Somebody has said that these are two people. Take that back first, if it is wrong.")
        )


def _refuse_living_twice(registrations: list[Registration]) -> None:
    """Two registrations in one workshop stay two; only one of them may be in the running."""
    seen: dict[int, Registration] = {}
    for registration in registrations:
        if registration.state in OVER:
            continue
        if registration.workshop_id in seen:
            raise MergeRefused(
                _(
                    "Both take part in “%(workshop)s”. Decline, withdraw or reject one of the two"
                    " registrations there, then merge: it is kept beside the other one."
                )
                % {"workshop": registration.workshop.title}
            )
        seen[registration.workshop_id] = registration


def _refuse_speaking_twice(survivor: Person, other: Person) -> None:
    shared = Speaker.objects.filter(
        person=other, workshop__in=Speaker.objects.filter(person=survivor).values("workshop")
    ).select_related("workshop")
    if speaker := shared.first():
        raise MergeRefused(
            _(
                "Both are speakers of “%(workshop)s”. Give all sessions to one of the two there and"
                " take the other one off the list of speakers, then merge."
            )
            % {"workshop": speaker.workshop.title}
        )


def _refuse_certified_twice(survivor: Person, other: Person) -> None:
    """One living certificate per person, workshop and kind; both people are held."""
    theirs = Certificate.objects.living().filter(person=survivor)
    known = set(theirs.values_list("series", "kind"))
    rows = Certificate.objects.living().filter(person=other).select_related("series__workshop")
    for certificate in rows.order_by("pk"):
        if (certificate.series_id, certificate.kind) in known:
            raise MergeRefused(
                _(
                    "Both have a valid certificate of “%(workshop)s”. Revoke one of the two there,"
                    " then merge: it stays on record."
                )
                % {"workshop": certificate.series.workshop.title}
            )


def _refuse_decided_twice(survivor: Person, other: Person) -> None:
    """One decision about a person's certificates per workshop and kind."""
    theirs = Decision.objects.filter(person=survivor)
    known = set(theirs.values_list("workshop", "kind"))
    rows = Decision.objects.filter(person=other).select_related("workshop")
    for decision in rows.order_by("pk"):
        if (decision.workshop_id, decision.kind) in known:
            raise MergeRefused(
                _(
                    "Decisions about certificates of “%(workshop)s” are recorded for both. Withdraw"
                    " one of the two there, then merge."
                )
                % {"workshop": decision.workshop.title}
            )


def _hand_on_pairs(survivor: Person, other: Person) -> dict[str, list]:
    """Who is not ``other`` is not the survivor either. Returns what undoing needs to know."""
    known, made = [], []
    for pair in DistinctPair.objects.filter(Q(first=other) | Q(second=other)).order_by("pk"):
        third = pair.second_id if pair.first_id == other.pk else pair.first_id
        known.append({"third": third, "by": pair.by_id, "at": pair.at.isoformat()})
        new, is_new = DistinctPair.objects.get_or_create(
            first_id=min(third, survivor.pk),
            second_id=max(third, survivor.pk),
            defaults={"by": pair.by, "at": pair.at},
        )
        if is_new:
            made.append(new.pk)
    return {"pairs": known, "pairs_made": made}
