"""A session as the rules see it, and what the rules say of it."""

import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

#: Kinds of session that need no speaker and that nobody is expected to sit through.
SOCIABLE_KINDS = frozenset({"break", "social"})
#: Kinds of session to which everybody is expected, whatever room they are in.
PLENARY_KINDS = frozenset({"opening", "closing"})


class Cause(StrEnum):
    ROOM = "room"
    DAYS = "days"
    HOURS = "hours"
    PLENARY = "plenary"
    BREAK = "break"
    HEAD = "head"
    SPEAKER = "speaker"
    INTERPRETER = "interpreter"
    RELIEF = "relief"
    NO_SPEAKER = "no-speaker"
    SEATS = "seats"
    CHOSEN = "chosen"
    LANGUAGE = "language"
    GAP = "gap"


HARD = frozenset({Cause.ROOM, Cause.DAYS, Cause.HOURS})


@dataclass(frozen=True, slots=True)
class Placing:
    """A scheduled session as the rules see it.

    ``start`` and ``end`` are minutes after midnight of ``day`` on the workshop's wall clock;
    ``starts_at`` and ``ends_at`` the same as aware instants. ``rooms`` maps the ids of the rooms
    it takes (all of them for a plenary) to their names; the two maps of people go from the
    person's id to the name, ``heads`` from the person's id to the delegation they lead here.
    ``expected`` is how many people are to come, where somebody has said so. ``is_named`` is False
    where the reader may not know the session.
    """

    key: int
    workshop: int
    title: str
    kind: str
    day: datetime.date
    start: int
    end: int
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    rooms: dict[int, str] = field(default_factory=dict)
    in_all_rooms: bool = False
    speakers: dict[int, str] = field(default_factory=dict)
    interpreters: dict[int, str] = field(default_factory=dict)
    heads: dict[int, str] = field(default_factory=dict)
    language: str = ""
    expected: int | None = None
    workshop_slug: str = ""
    is_named: bool = True

    @property
    def time(self) -> str:
        return f"{clock(self.start)}–{clock(self.end)}"

    @property
    def needs_speaker(self) -> bool:
        return self.kind not in SOCIABLE_KINDS

    @property
    def expects_everybody(self) -> bool:
        return self.needs_speaker and (self.in_all_rooms or self.kind in PLENARY_KINDS)


@dataclass(frozen=True, slots=True)
class Hours:
    """The workshop's days, and the minutes of the day between which sessions may lie."""

    first_day: datetime.date
    last_day: datetime.date
    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many people are approved, the seats of each room (None: nobody has said), and how many
    chose a session among those at the same time, by its key."""

    approved: int
    seats: dict[int, int | None]
    chosen: dict[int, int] = field(default_factory=dict)

    def seats_in(self, rooms: Iterable[int]) -> int | None:
        """All seats of ``rooms``; None without a room, or where a room's size is not known."""
        seats = [self.seats.get(room) for room in rooms]
        known = [count for count in seats if count is not None]
        return sum(known) if seats and len(known) == len(seats) else None


@dataclass(frozen=True, slots=True)
class Languages:
    """What is spoken and what is interpreted, by code, and the names in the reader's language.

    Nothing is said of languages where the workshop has named none.
    """

    working: frozenset[str] = frozenset()
    interpreted: frozenset[str] = frozenset()
    names: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Clash:
    """One thing in the way: in words, with the form's field and the other session, if any.

    ``matters`` are the facts without which the clash would be another one.
    """

    cause: Cause
    words: str
    field: str = ""
    other: Placing | None = None
    matters: tuple[object, ...] = ()

    @property
    def is_hard(self) -> bool:
        return self.cause in HARD

    @property
    def mark(self) -> str:
        """The same for both sessions of a pair, and another one once what matters has changed."""
        return hashlib.sha256(repr((str(self.cause), self.matters)).encode()).hexdigest()[:32]


def overlap(start, end, other_start, other_end) -> bool:
    """Whether two half-open intervals share more than their edge; an empty one meets nothing."""
    return max(start, other_start) < min(end, other_end)


def clock(minute: int) -> str:
    """Minutes after midnight as 09:05; past midnight it goes on with 00:30."""
    return f"{minute // 60 % 24:02}:{minute % 60:02}"
