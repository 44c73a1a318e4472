"""The agenda as paper needs it: plain facts, read in one place."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from sessions.attendance import half_of
from sessions.models import AgendaItem, Appearance
from sessions.queries import days_of, public_agenda_of
from workshops.models import Workshop


@dataclass(frozen=True)
class Part:
    """Who does what in a session."""

    person: int
    name: str
    role: str
    position: str
    agency: str


@dataclass(frozen=True)
class Session:
    """A scheduled session. ``half`` is the half of the day in which it starts."""

    pk: int
    time: str
    title: str
    kind: str
    abstract: str
    half: str
    rooms: tuple[str, ...]
    in_all_rooms: bool
    counts: bool
    people: tuple[Part, ...]

    @property
    def is_break(self) -> bool:
        return self.kind == AgendaItem.Kind.BREAK

    @property
    def is_signed_for(self) -> bool:
        """Breaks and social events are not."""
        return self.counts and self.kind not in (AgendaItem.Kind.BREAK, AgendaItem.Kind.SOCIAL)

    @property
    def kind_words(self) -> str:
        """In the active language."""
        return str(AgendaItem.Kind(self.kind).label)


@dataclass(frozen=True)
class ProgrammeDay:
    date: datetime.date
    sessions: tuple[Session, ...]


def programme_of(workshop: Workshop) -> list[ProgrammeDay]:
    """The agenda as anyone may see it, by day: protected people are left out of it."""
    return [
        ProgrammeDay(day.date, tuple(_session(item) for item in day.items))
        for day in days_of(public_agenda_of(workshop))
    ]


def role_words(role: str) -> str:
    """The role in the active language; nothing for a plain speaker."""
    return "" if role == Appearance.Role.SPEAKER else str(Appearance.Role(role).label)


def _session(item: AgendaItem) -> Session:
    return Session(
        pk=item.pk,
        time=item.time,
        title=item.title,
        kind=item.kind,
        abstract=item.abstract,
        half=str(half_of(item)),
        rooms=tuple(room.name for room in item.rooms.all()),
        in_all_rooms=item.in_all_rooms,
        counts=item.counts_for_attendance,
        people=tuple(
            Part(
                person=part.speaker.person_id,
                name=part.speaker.listed_name,
                role=part.role,
                position=part.speaker.position,
                agency=part.speaker.agency,
            )
            for part in item.appearances.all()
        ),
    )
