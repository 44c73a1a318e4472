"""What the agenda's pages and documents ask the database, already joined."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Prefetch

from accounts.models import User
from participants.models import Registration
from sessions import conflicts
from sessions.conflicts import Clash, Crowd, Hours, Placing
from sessions.models import AgendaItem, Appearance, Speaker
from sessions.models.agenda import AgendaItemQuerySet
from workshops.models import Workshop


@dataclass(frozen=True, slots=True)
class Day:
    """One day of an agenda with its sessions in order."""

    date: datetime.date
    items: list[AgendaItem]


def agenda_of(workshop: Workshop) -> AgendaItemQuerySet:
    """Every session with rooms and people, for staff; protected people go by their alias."""
    return _with_people(workshop.agenda.all(), Appearance.objects.all())


def days_of(items: Iterable[AgendaItem]) -> list[Day]:
    """The scheduled ones of ``items`` by day, in order; days without a session are left out."""
    days: dict[datetime.date, list[AgendaItem]] = {}
    for item in items:
        if item.day is not None and item.start_minute is not None:
            days.setdefault(item.day, []).append(item)
    return [
        Day(date, sorted(days[date], key=lambda item: (item.start_minute, -item.minutes, item.pk)))
        for date in sorted(days)
    ]


def unscheduled(items: Iterable[AgendaItem]) -> list[AgendaItem]:
    return [item for item in items if not item.is_scheduled]


def agenda_clashes(workshop: Workshop, *, user: User | None = None) -> dict[int, list[Clash]]:
    """The clashes of every scheduled session, by its id, as ``user`` may read them."""
    ours = placings_of(workshop)
    people = {person for placing in ours for person in placing.speakers | placing.interpreters}
    return conflicts.all_clashes(
        ours,
        placings_elsewhere(workshop, people, user=user),
        hours=hours_of(workshop),
        crowd=crowd_of(workshop),
    )


def placings_of(workshop: Workshop) -> list[Placing]:
    """The workshop's scheduled sessions as intervals for ``sessions.conflicts``."""
    rooms = {room.pk: room.name for room in workshop.rooms.all()}
    scheduled = [item for item in agenda_of(workshop) if item.is_scheduled]
    return [placing_of(item, workshop=workshop, all_rooms=rooms) for item in scheduled]


def placings_elsewhere(
    workshop: Workshop, people: Collection[int], *, user: User | None = None
) -> list[Placing]:
    """Sessions of other workshops in which one of ``people`` (persons' ids) is needed.

    Only those about the workshop's days; they keep their titles from users who may not see them.
    """
    if not people:
        return []
    day = datetime.timedelta(days=1)  # zones are up to 26 hours apart
    items = _with_people(
        AgendaItem.objects.scheduled()
        .exclude(workshop=workshop)
        .filter(
            appearances__speaker__person__in=people,
            day__range=(workshop.starts_on - 2 * day, workshop.ends_on + 2 * day),
        )
        .select_related("workshop")
        .distinct(),
        Appearance.objects.all(),
    )
    found = list(items)
    if not found:
        return []
    visible: set[int] = set()
    if user is not None:
        mine = Workshop.objects.permitting(user, "agenda.view")
        visible = set(
            mine.filter(pk__in={item.workshop_id for item in found}).values_list("pk", flat=True)
        )
    return [
        placing_of(item, workshop=item.workshop, all_rooms={}, is_named=item.workshop_id in visible)
        for item in found
    ]


def placing_of(
    item: AgendaItem, *, workshop: Workshop, all_rooms: dict[int, str], is_named: bool = True
) -> Placing:
    """``item``, which is scheduled and loaded with its people and rooms, as an interval."""
    parts = [(part.role == Appearance.Role.INTERPRETER, part.speaker) for part in _parts(item)]
    return make_placing(
        item,
        workshop=workshop,
        rooms=all_rooms if item.in_all_rooms else {r.pk: r.name for r in item.rooms.all()},
        speakers={who.person_id: who.listed_name for is_voice, who in parts if not is_voice},
        interpreters={who.person_id: who.listed_name for is_voice, who in parts if is_voice},
        is_named=is_named,
    )


def make_placing(
    item: AgendaItem,
    *,
    workshop: Workshop,
    rooms: dict[int, str],
    speakers: dict[int, str],
    interpreters: dict[int, str],
    is_named: bool = True,
) -> Placing:
    """An interval from facts that need not be saved yet."""
    if item.day is None or item.start_minute is None:
        raise ValueError("An unscheduled session has no interval.")
    starts_at, ends_at = item.starts_at, item.ends_at
    assert starts_at is not None and ends_at is not None  # noqa: S101
    return Placing(
        key=item.pk or 0,
        workshop=workshop.pk,
        workshop_slug=workshop.slug,
        title=item.title,
        kind=item.kind,
        day=item.day,
        start=item.start_minute,
        end=item.start_minute + item.minutes,
        starts_at=starts_at.astimezone(datetime.UTC),
        ends_at=ends_at.astimezone(datetime.UTC),
        rooms=rooms,
        in_all_rooms=item.in_all_rooms,
        speakers=speakers,
        interpreters=interpreters,
        is_named=is_named,
    )


def hours_of(workshop: Workshop) -> Hours:
    return Hours(
        first_day=workshop.starts_on,
        last_day=workshop.ends_on,
        opens=_minutes(workshop.day_starts_at),
        closes=_minutes(workshop.day_ends_at),
    )


def crowd_of(workshop: Workshop) -> Crowd:
    return Crowd(
        approved=Registration.objects.filter(workshop=workshop).approved().count(),
        seats={room.pk: room.seats for room in workshop.rooms.all()},
    )


def _with_people(items: AgendaItemQuerySet, parts) -> AgendaItemQuerySet:
    speakers = Speaker.objects.with_names()
    ordered = parts.order_by("position", "pk")
    return items.in_order().prefetch_related(
        "rooms",
        Prefetch("appearances", ordered.prefetch_related(Prefetch("speaker", speakers))),
    )


def _parts(item: AgendaItem) -> list[Appearance]:
    return list(item.appearances.all())


def _minutes(time: datetime.time) -> int:
    return time.hour * 60 + time.minute
