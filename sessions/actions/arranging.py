"""What the agenda editor does, to one session or to many: all of it, or nothing and the reason."""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from common.rules import RuleBroken
from sessions.actions.placing import (
    Place,
    lock_agenda,
    lock_items,
    lock_people,
    lock_rooms,
    put,
    refuse_hard_clashes,
)
from sessions.actions.recording import record
from sessions.actions.removing import remove
from sessions.models import AgendaEdit, AgendaItem, Appearance, Speaker
from workshops.models import Workshop

#: Stands for one group that all changes of a request found together.
NEW_GROUP = "new"
FIELDS = [
    "title",
    "day",
    "start_minute",
    "minutes",
    "in_all_rooms",
    "parallel_group",
    "version",
    "updated_at",
]


@dataclass(frozen=True, slots=True)
class Revision:
    """Another place, title or group of a session that was at ``version``; None leaves as it is."""

    item: int
    version: int
    place: Place | None = None
    title: str | None = None
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Addition:
    """A new session, by the key under which its maker knows it until it has an id.

    A copy of ``copy_of`` takes over its people and everything else that is not said here; without
    one, ``parts`` are its people in order, each a speaker's id and a role.
    """

    key: str
    title: str
    place: Place
    kind: str = AgendaItem.Kind.LECTURE
    copy_of: int | None = None
    group: str | None = None
    abstract: str = ""
    parts: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TakeBack:
    """An addition of one's own that is undone."""

    item: int
    version: int


Change = Revision | Addition | TakeBack


@dataclass(slots=True)
class Arranged:
    """The ids of what was added by the additions' keys, and every session's version by its id."""

    made: dict[str, int] = field(default_factory=dict)
    versions: dict[int, int] = field(default_factory=dict)


@transaction.atomic
def arrange(*, workshop: Workshop, changes: Sequence[Change], by: User | None) -> Arranged:
    """Make all ``changes`` at once, judged by how the agenda would be after the last of them.

    Raises StaleSession when a session has moved on since the version given, SessionClashes when a
    hard rule forbids one of the places, and RuleBroken when somebody takes back what another
    added; nothing is written then.
    """
    lock_agenda(workshop)
    revisions = [change for change in changes if isinstance(change, Revision)]
    additions = [change for change in changes if isinstance(change, Addition)]
    undone = [change for change in changes if isinstance(change, TakeBack)]
    versions = {one.item: one.version for one in revisions}
    items = lock_items(workshop, versions | {one.item: one.version for one in undone})
    days: set[datetime.date | None] = {item.day for item in items.values()}
    for one in undone:
        _take_back(items[one.item], by)

    fresh = uuid.uuid4()
    models = _models_of(workshop, additions)
    revised = [(_revise(items[one.item], one, fresh), one) for one in revisions]
    added = [(_new(workshop, one, models, fresh), one) for one in additions]
    wanted = [(item, one.place) for item, one in revised if one.place is not None]
    wanted += [(item, one.place) for item, one in added]
    names = lock_rooms(workshop, [place for _item, place in wanted])
    _lock_speakers(items.keys() | models.keys(), additions)
    refuse_hard_clashes(workshop, wanted, names)

    for item, revision in revised:
        _save(item, revision)
    _add(added, models)
    _write_down(workshop, _action_of(revisions), [item for item, _one in revised], days, by)
    _write_down(workshop, AgendaEdit.Action.ADDED, [item for item, _one in added], days, by)
    return Arranged(
        made={one.key: item.pk for item, one in added},
        versions={item.pk: item.version for item, _one in (*revised, *added)},
    )


def _write_down(
    workshop: Workshop,
    action: str,
    items: Sequence[AgendaItem],
    days: set[datetime.date | None],
    by: User | None,
) -> None:
    if items:
        seen = days | {item.day for item in items}
        record(workshop=workshop, action=action, items=items, days=seen, by=by)


def _revise(item: AgendaItem, revision: Revision, fresh: uuid.UUID) -> AgendaItem:
    if revision.title is not None:
        item.title = revision.title
    if revision.group is not None:
        item.parallel_group = _group(revision.group, fresh)
    if revision.place is not None:
        put(item, revision.place)
    item.clean_fields(exclude=["workshop"])
    return item


def _new(
    workshop: Workshop, addition: Addition, models: dict[int, AgendaItem], fresh: uuid.UUID
) -> AgendaItem:
    item = AgendaItem(
        workshop=workshop, title=addition.title, kind=addition.kind, abstract=addition.abstract
    )
    if (model := models.get(addition.copy_of or 0)) is not None:
        item.kind = model.kind
        item.abstract = model.abstract
        item.translations = model.translations
        item.counts_for_attendance = model.counts_for_attendance
        item.language = model.language
        item.expected = model.expected
    item.parallel_group = _group(addition.group or "", fresh)
    put(item, addition.place)
    item.clean_fields(exclude=["workshop"])
    return item


def _save(item: AgendaItem, revision: Revision) -> None:
    rooms = {room.pk for room in item.rooms.all()}
    wanted = rooms if revision.place is None else set(revision.place.rooms)
    item.version += 1
    item.save(update_fields=FIELDS)
    if wanted != rooms:
        item.rooms.set(wanted)


def _add(added: Sequence[tuple[AgendaItem, Addition]], models: dict[int, AgendaItem]) -> None:
    """Write the new sessions with rooms and people: as many queries for one as for a table."""
    AgendaItem.objects.bulk_create(item for item, _addition in added)
    taken = AgendaItem.rooms.through
    taken.objects.bulk_create(
        taken(agendaitem_id=item.pk, room_id=room)
        for item, addition in added
        for room in dict.fromkeys(addition.place.rooms)
    )
    parts = []
    for item, addition in added:
        if (model := models.get(addition.copy_of or 0)) is not None:
            parts += [
                Appearance(item=item, speaker=part.speaker, role=part.role, position=part.position)
                for part in model.appearances.all()
            ]
        parts += [
            Appearance(item=item, speaker_id=speaker, role=role, position=position)
            for position, (speaker, role) in enumerate(dict.fromkeys(addition.parts), start=1)
        ]
    Appearance.objects.bulk_create(parts)


def _take_back(item: AgendaItem, by: User | None) -> None:
    """Delete a session that ``by`` added; what others added is deleted by its own page alone."""
    mine = item.workshop.agenda_edits.filter(action=AgendaEdit.Action.ADDED, by=by)
    if not any(item.pk in added for added in mine.values_list("items", flat=True)):
        raise RuleBroken(
            _("“%(title)s” was added by somebody else, so it stays.") % {"title": item.title}
        )
    remove(item=item, by=by)


def _models_of(workshop: Workshop, additions: Iterable[Addition]) -> dict[int, AgendaItem]:
    """The sessions that are copied, with their people. Raises RuleBroken when one is gone."""
    wanted = {one.copy_of for one in additions if one.copy_of is not None}
    rows = workshop.agenda.filter(pk__in=wanted).prefetch_related("appearances__speaker")
    found = {item.pk: item for item in rows}
    if wanted - found.keys():
        raise RuleBroken(_("The session to copy was deleted by somebody else meanwhile."))
    return found


def _lock_speakers(items: Iterable[int], additions: Iterable[Addition]) -> None:
    """Those of the sessions that are there, and those who get a part in a new one."""
    here = Q(appearances__item__in=list(items))
    named = {speaker for one in additions for speaker, _role in one.parts}
    people = Speaker.objects.filter(here | Q(pk__in=named))
    lock_people(people.values_list("person", flat=True))


def _group(wanted: str, fresh: uuid.UUID) -> uuid.UUID | None:
    if not wanted:
        return None
    return fresh if wanted == NEW_GROUP else uuid.UUID(wanted)


def _action_of(revisions: Sequence[Revision]) -> str:
    if any(revision.place is not None for revision in revisions):
        return AgendaEdit.Action.MOVED
    return AgendaEdit.Action.CHANGED
