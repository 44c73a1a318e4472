"""Putting a session on the agenda and changing it, with everything that belongs to it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from common.rules import RuleBroken
from sessions import conflicts
from sessions.actions.adding_speakers import AlreadySpeaks, add_speaker
from sessions.actions.placing import (
    Place,
    SessionClashes,
    StaleSession,
    lock_agenda,
    lock_items,
    lock_people,
    lock_rooms,
    put,
    refuse_hard_clashes,
    rooms_taken,
)
from sessions.actions.recording import record
from sessions.clashes import (
    crowd_of,
    heads_of,
    hours_of,
    languages_of,
    make_placing,
    placings_elsewhere,
    placings_of,
)
from sessions.conflicts import Clash
from sessions.languages import Translations
from sessions.models import AgendaEdit, AgendaItem, Appearance, Speaker
from workshops.models import Room, Workshop

__all__ = [
    "Details",
    "NewSpeaker",
    "Part",
    "Scheduled",
    "SessionClashes",
    "StaleSession",
    "schedule",
]


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
    language: str = ""
    expected: int | None = None
    translations: Translations = field(default_factory=dict)

    @property
    def place(self) -> Place:
        rooms = () if self.in_all_rooms else tuple(room.pk for room in self.rooms)
        return Place(self.day, self.start_minute, self.minutes, rooms, self.in_all_rooms)


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

    Locks the agenda, the session, the rooms it takes and the people who have a part in it, so that
    two organisers cannot put two sessions into one room at one time. Raises StaleSession when the
    version has moved on and SessionClashes when a hard rule forbids the place; in both cases
    nothing is written.
    """
    lock_agenda(workshop)
    is_new = item is None
    if item is None:
        item = AgendaItem(workshop=workshop, version=0)
    else:
        item = lock_items(workshop, {item.pk: version})[item.pk]
    days = {item.day} if not is_new else set()
    names = lock_rooms(workshop, [details.place])

    item.workshop = workshop
    item.title = details.title
    item.kind = details.kind
    item.abstract = details.abstract
    item.counts_for_attendance = details.counts_for_attendance
    item.language = details.language
    item.expected = details.expected
    item.translations = details.translations
    put(item, details.place)
    refuse_hard_clashes(workshop, [(item, details.place)], names)
    item.version += 1
    item.full_clean(exclude=["workshop", "uid"])
    item.save()
    item.rooms.set(details.place.rooms)
    speakers = _write_parts(item, parts, by)
    action = AgendaEdit.Action.ADDED if is_new else AgendaEdit.Action.CHANGED
    record(workshop=workshop, action=action, items=[item], days=days | {item.day}, by=by)
    if not item.is_scheduled:
        return Scheduled(item)
    return Scheduled(
        item, _warnings(workshop, item, rooms_taken(details.place, names), speakers, by)
    )


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
    lock_people(speaker.person_id for speaker in wanted.values())
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
        heads=heads_of(workshop),
    )
    people = placing.speakers.keys() | placing.interpreters.keys()
    accepted = {*workshop.accepted_clashes.values_list("mark", flat=True)}
    found = conflicts.clashes_of(
        placing,
        placings_of(workshop) + placings_elsewhere(workshop, people, user=by),
        hours=hours_of(workshop),
        crowd=crowd_of(workshop),
        languages=languages_of(workshop),
    )
    return [clash for clash in found if clash.mark not in accepted]
