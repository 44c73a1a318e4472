"""The agenda as paper needs it: plain facts, read in one place."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from sessions import programme
from sessions.attendance import half_at
from sessions.models import AgendaItem
from sessions.programme import Programme, draft_programme
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


def sessions_as_held(workshop: Workshop) -> list[ProgrammeDay]:
    """The sessions as they stand now: attendance goes by them, whatever was released."""
    return by_day(draft_programme(workshop))


def by_day(released: Programme) -> list[ProgrammeDay]:
    """Protected people are left out of it."""
    return [
        ProgrammeDay(day.date, tuple(_session(one) for one in day.items)) for day in released.days
    ]


def _session(one: programme.Session) -> Session:
    return Session(
        pk=one.item,
        time=one.time,
        title=one.title,
        kind=one.kind,
        abstract=one.abstract,
        half=str(half_at(one.start_minute)),
        rooms=one.rooms,
        in_all_rooms=one.in_all_rooms,
        counts=one.counts_for_attendance,
        people=tuple(
            Part(part.person, part.name, part.role, part.position, part.agency)
            for part in one.people
        ),
    )
