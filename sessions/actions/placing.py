"""The one way in which sessions get their places, for the form of one and the editor of many.

Everybody takes the locks in one order: the workshop, its sessions, its rooms, then the people, who
may serve two workshops.
"""

import dataclasses
import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from common.rules import RuleBroken
from participants.models import Person
from sessions import conflicts
from sessions.clashes import hours_of, make_placing, placing_of
from sessions.conflicts import Clash, Placing
from sessions.models import AgendaItem
from workshops.models import Room, Workshop


@dataclass(frozen=True, slots=True)
class Place:
    """Where and how long a session is; without a day it waits unscheduled. ``rooms`` are ids."""

    day: datetime.date | None = None
    start_minute: int | None = None
    minutes: int = 60
    rooms: tuple[int, ...] = ()
    in_all_rooms: bool = False

    @property
    def is_scheduled(self) -> bool:
        return self.day is not None and self.start_minute is not None


class SessionClashes(RuleBroken):
    """Hard clashes: nothing was saved. ``clashes`` name what is in the way, and where."""

    def __init__(self, clashes: list[Clash], *, title: str = "") -> None:
        sentence = clashes[0].words
        if title:
            sentence = _("“%(title)s” cannot go there. %(reason)s") % {
                "title": title,
                "reason": sentence,
            }
        super().__init__(sentence, field=clashes[0].field)
        self.clashes = clashes


class StaleSession(RuleBroken):
    """Somebody else saved the session meanwhile; ``saved`` is how it stands now, or None."""

    def __init__(self, saved: AgendaItem | None, *, key: int = 0) -> None:
        if saved is None:
            sentence = _("This session was deleted by somebody else meanwhile.")
        else:
            sentence = _(
                "Somebody else changed this session while you were writing. Nothing was saved yet: "
                "compare, then save again to replace theirs."
            )
        super().__init__(sentence)
        self.saved = saved
        self.key = saved.pk if saved else key


def lock_agenda(workshop: Workshop) -> None:
    """One writer of an agenda at a time: its row stands for all rooms, of which it may have none.

    It also makes the ids of edits rise in the order in which they become visible.
    """
    list(Workshop.objects.select_for_update(no_key=True).filter(pk=workshop.pk).values("pk"))


def lock_items(workshop: Workshop, versions: Mapping[int, int | None]) -> dict[int, AgendaItem]:
    """The sessions as they are saved, locked. Raises StaleSession for one that has moved on."""
    rows = workshop.agenda.select_for_update(no_key=True).filter(pk__in=versions).order_by("pk")
    current = {item.pk: item for item in rows.prefetch_related("rooms")}
    for key, version in versions.items():
        saved = current.get(key)
        if saved is None or (version is not None and saved.version != version):
            raise StaleSession(saved, key=key)
    return current


def lock_rooms(workshop: Workshop, places: Collection[Place]) -> dict[int, str]:
    """Lock the rooms that ``places`` take, in one order for everybody, and name them."""
    rooms = Room.objects.select_for_update(no_key=True).filter(workshop=workshop)
    named = {room for place in places if not place.in_all_rooms for room in place.rooms}
    if not any(place.in_all_rooms for place in places):
        rooms = rooms.filter(pk__in=named)
    locked = {room.pk: room.name for room in rooms.order_by("pk")}
    if named - locked.keys():
        raise RuleBroken(_("A room was deleted meanwhile; choose another."), field="rooms")
    return locked


def lock_people(people: Iterable[int]) -> None:
    """A speaker may serve two workshops: whoever schedules them elsewhere waits here."""
    locked = Person.objects.select_for_update(no_key=True).filter(pk__in=set(people))
    list(locked.order_by("pk").values("pk"))


def put(item: AgendaItem, place: Place) -> None:
    """Give ``item`` the place, but for its rooms, which are rows of their own; saves nothing."""
    item.day = place.day if place.is_scheduled else None
    item.start_minute = place.start_minute if place.is_scheduled else None
    item.minutes = place.minutes
    item.in_all_rooms = place.in_all_rooms


def rooms_taken(place: Place, names: Mapping[int, str]) -> dict[int, str]:
    """The rooms of ``place`` out of ``names``, which are all of them where it is in all rooms."""
    if place.in_all_rooms:
        return dict(names)
    return {room: names[room] for room in place.rooms}


def refuse_hard_clashes(
    workshop: Workshop, wanted: Sequence[tuple[AgendaItem, Place]], names: Mapping[int, str]
) -> None:
    """Raise SessionClashes when a hard rule forbids where ``wanted``, unsaved, are to be.

    Judged is how the whole agenda would be: two sessions may swap their places.
    """
    placings: list[tuple[AgendaItem, Placing]] = []
    for number, (item, place) in enumerate(wanted, start=1):
        if not place.is_scheduled:
            continue
        rooms = rooms_taken(place, names)
        placing = make_placing(item, workshop=workshop, rooms=rooms, speakers={}, interpreters={})
        # A new session has no id yet; it needs a key of its own all the same.
        placings.append((item, dataclasses.replace(placing, key=item.pk or -number)))
    if not placings:
        return
    rest = workshop.agenda.filter(day__in={placing.day for _item, placing in placings})
    rest = rest.exclude(pk__in=[item.pk for item, _place in wanted if item.pk])
    all_rooms = {room.pk: room.name for room in workshop.rooms.all()}
    others = [
        placing_of(item, workshop=workshop, all_rooms=all_rooms, with_people=False)
        for item in rest.prefetch_related("rooms")
    ]
    others += [placing for _item, placing in placings]
    hours = hours_of(workshop)
    for item, placing in placings:
        if found := conflicts.hard_clashes(placing, others, hours=hours):
            raise SessionClashes(found, title=item.title if len(wanted) > 1 else "")
