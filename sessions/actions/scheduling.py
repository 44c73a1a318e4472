"""Putting a session on the agenda, moving it and changing it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from common.rules import RuleBroken
from participants.models import Person
from sessions import conflicts
from sessions.actions.adding_speakers import AlreadySpeaks, add_speaker
from sessions.conflicts import Clash
from sessions.models import AgendaItem, Appearance, Speaker
from sessions.queries import (
    crowd_of,
    hours_of,
    make_placing,
    placings_elsewhere,
    placings_of,
)
from workshops.models import Room, Workshop


@dataclass(frozen=True, slots=True)
class Details:
    """Everything a session is, but its people. Without a day it stays unscheduled."""

    title: str
    kind: str = AgendaItem.Kind.LECTURE
    abstract: str = ""
    day: datetime.date | None = None
    start_minute: int | None = None
    minutes: int = 60
    rooms: Sequence[Room] = ()
    in_all_rooms: bool = False
    counts_for_attendance: bool = True


@dataclass(frozen=True, slots=True)
class NewSpeaker:
    """A speaker typed in while the session is written."""

    given_names: str
    family_name: str
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Who does what at the session; the order of parts is the order on the agenda."""

    speaker: Speaker | NewSpeaker
    role: str = Appearance.Role.SPEAKER


@dataclass(frozen=True, slots=True)
class Scheduled:
    """The saved session, and the warnings that did not stop it."""

    item: AgendaItem
    warnings: list[Clash] = field(default_factory=list)


class SessionClashes(RuleBroken):
    """Hard clashes: nothing was saved. ``clashes`` name what is in the way, and where."""

    def __init__(self, clashes: list[Clash]) -> None:
        super().__init__(clashes[0].words, field=clashes[0].field)
        self.clashes = clashes


class StaleSession(RuleBroken):
    """Somebody else saved the session meanwhile; ``saved`` is how it stands now, or None."""

    def __init__(self, saved: AgendaItem | None) -> None:
        if saved is None:
            sentence = _("This session was deleted by somebody else meanwhile.")
        else:
            sentence = _(
                "Somebody else changed this session while you were writing. Nothing was saved yet: "
                "compare, then save again to replace theirs."
            )
        super().__init__(sentence)
        self.saved = saved


@transaction.atomic
def schedule(
    *,
    workshop: Workshop,
    details: Details,
    parts: Sequence[Part],
    by: User | None,
    item: AgendaItem | None = None,
    version: int | None = None,
) -> Scheduled:
    """Save a new session, or ``item`` as it was when its version was ``version``.

    Locks the session, the rooms it takes and the people who have a part in it, so that two
    organisers cannot put two sessions into one room at one time. Raises StaleSession when the
    version has moved on and SessionClashes when a hard rule forbids the place; in both cases
    nothing is written.
    """
    if item is not None:
        item = _locked(item, version)
    is_scheduled = details.day is not None and details.start_minute is not None
    # Here and not only when a new speaker is added below: one order of locks for everybody.
    if details.in_all_rooms or any(isinstance(part.speaker, NewSpeaker) for part in parts):
        _lock_workshop(workshop)
    rooms = _lock_rooms(workshop, details)
    if is_scheduled:
        _refuse_hard_clashes(workshop, item, details, rooms, by)

    item = item or AgendaItem(workshop=workshop, version=0)
    item.workshop = workshop
    item.title = details.title
    item.kind = details.kind
    item.abstract = details.abstract
    item.day = details.day if is_scheduled else None
    item.start_minute = details.start_minute if is_scheduled else None
    item.minutes = details.minutes
    item.in_all_rooms = details.in_all_rooms
    item.counts_for_attendance = details.counts_for_attendance
    item.version += 1
    item.full_clean(exclude=["workshop", "uid"])
    item.save()
    item.rooms.set([] if details.in_all_rooms else details.rooms)
    speakers = _write_parts(item, parts, by)
    if not is_scheduled:
        return Scheduled(item)
    return Scheduled(item, _warnings(workshop, item, rooms, speakers, by))


def _locked(item: AgendaItem, version: int | None) -> AgendaItem:
    current = AgendaItem.objects.select_for_update(no_key=True).filter(pk=item.pk).first()
    if current is None or (version is not None and current.version != version):
        raise StaleSession(current)
    return current


def _lock_workshop(workshop: Workshop) -> None:
    """Its row stands for all rooms, of which a workshop may have none yet."""
    list(Workshop.objects.select_for_update(no_key=True).filter(pk=workshop.pk).values("pk"))


def _lock_rooms(workshop: Workshop, details: Details) -> dict[int, str]:
    """Lock the rooms the session takes, in one order for everybody, and name them."""
    rooms = Room.objects.select_for_update(no_key=True).filter(workshop=workshop)
    if not details.in_all_rooms:
        rooms = rooms.filter(pk__in=[room.pk for room in details.rooms])
    locked = {room.pk: room.name for room in rooms.order_by("pk")}
    if not details.in_all_rooms and len(locked) < len(details.rooms):
        raise RuleBroken(_("A room was deleted meanwhile; choose another."), field="rooms")
    return locked


def _refuse_hard_clashes(
    workshop: Workshop,
    item: AgendaItem | None,
    details: Details,
    rooms: dict[int, str],
    by: User | None,
) -> None:
    wanted = AgendaItem(
        pk=item.pk if item else None,
        workshop=workshop,
        title=details.title,
        kind=details.kind,
        day=details.day,
        start_minute=details.start_minute,
        minutes=details.minutes,
        in_all_rooms=details.in_all_rooms,
    )
    found = conflicts.clashes_of(
        make_placing(wanted, workshop=workshop, rooms=rooms, speakers={}, interpreters={}),
        placings_of(workshop),
        hours=hours_of(workshop),
        crowd=crowd_of(workshop),
    )
    if hard := [clash for clash in found if clash.is_hard]:
        raise SessionClashes(hard)


def _write_parts(item: AgendaItem, parts: Sequence[Part], by: User | None) -> list[Appearance]:
    """Replace the session's parts by ``parts``, adding the new speakers among them."""
    wanted: dict[tuple[int, str], Speaker] = {}
    for part in parts:
        speaker = part.speaker
        if isinstance(speaker, NewSpeaker):
            try:
                speaker = add_speaker(
                    workshop=item.workshop,
                    by=by,
                    given_names=speaker.given_names,
                    family_name=speaker.family_name,
                    agency=speaker.agency,
                )
            except AlreadySpeaks as known:
                speaker = known.speaker
        if speaker.workshop_id != item.workshop_id:
            raise RuleBroken(_("This speaker belongs to another workshop."), field="speakers")
        wanted.setdefault((speaker.pk, part.role), speaker)
    # A speaker may serve two workshops: whoever schedules them elsewhere waits here.
    people = sorted({speaker.person_id for speaker in wanted.values()})
    locked = Person.objects.select_for_update(no_key=True).filter(pk__in=people)
    list(locked.order_by("pk").values("pk"))
    item.appearances.all().delete()
    return Appearance.objects.bulk_create(
        Appearance(item=item, speaker=speaker, role=role, position=position)
        for position, ((_pk, role), speaker) in enumerate(wanted.items(), start=1)
    )


def _warnings(
    workshop: Workshop,
    item: AgendaItem,
    rooms: dict[int, str],
    appearances: list[Appearance],
    by: User | None,
) -> list[Clash]:
    voices = [part for part in appearances if part.role == Appearance.Role.INTERPRETER]
    others = [part for part in appearances if part.role != Appearance.Role.INTERPRETER]
    placing = make_placing(
        item,
        workshop=workshop,
        rooms=rooms,
        speakers={part.speaker.person_id: part.speaker.listed_name for part in others},
        interpreters={part.speaker.person_id: part.speaker.listed_name for part in voices},
    )
    people = placing.speakers.keys() | placing.interpreters.keys()
    return conflicts.clashes_of(
        placing,
        placings_of(workshop) + placings_elsewhere(workshop, people, user=by),
        hours=hours_of(workshop),
        crowd=crowd_of(workshop),
    )
