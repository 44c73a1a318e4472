"""A merge that was wrong is taken back: both records as they were."""

from dataclasses import dataclass, field

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from accounts.models import User
from pages.actions.merging import (
    MergeRefused,
    fact_fields,
    hold_registrations,
    label_of,
    lock_parents,
    pointing_to,
    require_right,
)
from participants.actions.keeping_keys import keep_keys
from participants.models import DistinctPair, MergeRecord, Person


@dataclass
class Undone:
    """Both people again, and what does not go back: it came after the merge."""

    survivor: Person
    restored: Person
    newer_rows: int = 0
    newer_facts: list[str] = field(default_factory=list)


@transaction.atomic
def undo_merge(*, record: MergeRecord, by: User) -> Undone:
    """Bring the merged record back with all that was its own.

    What came after the merge stays with the survivor: rows that were added, facts that were
    corrected. Merges of one record are undone in turn, the last one first. Raises MergeRefused.
    """
    now_with = MergeRecord.objects.values_list("survivor_id", flat=True).get(pk=record.pk)
    lock_parents([now_with])
    survivor = Person.objects.select_for_update().filter(pk=now_with).first()
    record = MergeRecord.objects.select_for_update(of=("self",)).get(pk=record.pk)
    if survivor is None or record.survivor_id != survivor.pk:
        raise MergeRefused(_("Somebody was quicker: look at the record again."))
    _refuse(record)
    hold_registrations([survivor.pk])
    require_right(by, [survivor])

    outcome = Undone(survivor, _restored(record))
    for label, keys in record.moved.items():
        model, name = _column(label)
        rows = model._base_manager.filter(pk__in=keys, **{name: survivor})
        rows.update(**{name: outcome.restored})
    outcome.newer_rows = _number_of_newer(survivor, record.kept["stood"])
    _give_facts_back(record, outcome)
    _give_pairs_back(record, outcome.restored)
    record.undone_at, record.undone_by, record.kept = timezone.now(), by, {}
    record.save(update_fields=["undone_at", "undone_by", "kept"])
    keep_keys([outcome.survivor, outcome.restored])
    return outcome


def _refuse(record: MergeRecord) -> None:
    if record.undone_at:
        raise MergeRefused(_("This merge has been undone already."))
    if not record.can_be_undone:
        raise MergeRefused(
            _("A merge can be undone for 30 days. What was kept for it has been erased since.")
        )
    later = MergeRecord.objects.filter(survivor=record.survivor_id, undone_at=None)
    if record.survivor_id != record.survivor_key or later.filter(pk__gt=record.pk).exists():
        raise MergeRefused(_("The record was merged again later. Undo the later merge first."))


def _restored(record: MergeRecord) -> Person:
    """The record that was gone, under its old key."""
    facts = record.kept["merged"]
    values = {
        each.name: each.to_python(facts[each.name]) for each in fact_fields() if each.name in facts
    }
    Person.objects.bulk_create([Person(pk=record.merged_key, **values)])
    since = parse_datetime(facts["created_at"])
    Person.objects.filter(pk=record.merged_key).update(created_at=since)
    return Person.objects.get(pk=record.merged_key)


def _number_of_newer(survivor: Person, stood: dict[str, list]) -> int:
    """Rows that neither stood there before the merge nor came by it, where a reader sees them."""
    number = 0
    for relation, _rows, keys in pointing_to(survivor):
        if relation.related_model is not MergeRecord and not relation.hidden:
            known = {str(key) for key in stood.get(label_of(relation), [])}
            number += len({str(key) for key in keys} - known)
    return number


def _column(label: str):
    path, _dot, name = label.rpartition(".")
    return apps.get_model(path), name


def _give_facts_back(record: MergeRecord, outcome: Undone) -> None:
    survivor, before, after = outcome.survivor, record.kept["before"], record.kept["after"]
    fields = {each.name: each for each in fact_fields()}
    given_back = []
    for name, old in before.items():
        if name not in fields:
            continue
        if getattr(survivor, name) != fields[name].to_python(after[name]):
            outcome.newer_facts.append(str(fields[name].verbose_name))
            continue
        setattr(survivor, name, fields[name].to_python(old))
        given_back.append(name)
    survivor.save(update_fields=given_back)


def _give_pairs_back(record: MergeRecord, restored: Person) -> None:
    DistinctPair.objects.filter(pk__in=record.kept["pairs_made"]).delete()
    thirds = Person.objects.in_bulk([pair["third"] for pair in record.kept["pairs"]])
    users = User.objects.in_bulk([pair["by"] for pair in record.kept["pairs"] if pair["by"]])
    DistinctPair.objects.bulk_create(
        DistinctPair(
            first_id=min(pair["third"], restored.pk),
            second_id=max(pair["third"], restored.pk),
            by=users.get(pair["by"]),
            at=parse_datetime(pair["at"]) or record.at,
        )
        for pair in record.kept["pairs"]
        if pair["third"] in thirds
    )
