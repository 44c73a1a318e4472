"""What stands in a session's way, as pure functions over intervals: no query, no clock.

Two sessions meet when their half-open intervals overlap: one may begin in the minute in which the
other ends. Rooms belong to one workshop and are compared on its wall clock; people may serve two
workshops in two zones, so they are compared in instants.

A hard clash refuses the save; a soft one is a warning.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

#: Kinds of session that need no speaker and that nobody is expected to sit through.
SOCIABLE_KINDS = frozenset({"break", "social"})
#: Kinds of session to which everybody is expected, whatever room they are in.
PLENARY_KINDS = frozenset({"opening", "closing"})


class Cause(StrEnum):
    ROOM = "room"
    DAYS = "days"
    HOURS = "hours"
    PLENARY = "plenary"
    SPEAKER = "speaker"
    INTERPRETER = "interpreter"
    NO_SPEAKER = "no-speaker"
    SEATS = "seats"


HARD = frozenset({Cause.ROOM, Cause.DAYS, Cause.HOURS})


@dataclass(frozen=True, slots=True)
class Placing:
    """A scheduled session as the rules see it.

    ``start`` and ``end`` are minutes after midnight of ``day`` on the workshop's wall clock;
    ``starts_at`` and ``ends_at`` the same as aware instants. ``rooms`` maps the ids of the rooms
    it takes (all of them for a plenary) to their names; the two maps of people go from the
    person's id to the name. ``is_named`` is False where the reader may not know the session.
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
    """How many people are approved, and the seats of each room (None: nobody has said)."""

    approved: int
    seats: dict[int, int | None]


@dataclass(frozen=True, slots=True)
class Clash:
    """One thing in the way: in words, with the form's field and the other session, if any."""

    cause: Cause
    words: str
    field: str = ""
    other: Placing | None = None

    @property
    def is_hard(self) -> bool:
        return self.cause in HARD


def clashes_of(
    placing: Placing, others: Iterable[Placing], *, hours: Hours, crowd: Crowd
) -> list[Clash]:
    """Everything in the way of ``placing``, the hard first. ``others`` may be of any workshop."""
    found = outside_hours(placing, hours)
    for other in others:
        if other.key != placing.key:
            found += between(placing, other)
    found += missing_speaker(placing)
    found += missing_seats(placing, crowd)
    return sorted(found, key=lambda clash: not clash.is_hard)


def all_clashes(
    placings: Iterable[Placing],
    elsewhere: Iterable[Placing] = (),
    *,
    hours: Hours,
    crowd: Crowd,
) -> dict[int, list[Clash]]:
    """The clashes of every session of a workshop by its key; sessions without any are left out.

    Each pair is looked at once, in the order of time, so that a week of sessions stays cheap.
    """
    ours = list(placings)
    found: dict[int, list[Clash]] = {placing.key: outside_hours(placing, hours) for placing in ours}
    for one, other in overlapping_pairs([*ours, *elsewhere]):
        if one.key in found:
            found[one.key] += between(one, other)
        if other.key in found:
            found[other.key] += between(other, one)
    for placing in ours:
        found[placing.key] += missing_speaker(placing) + missing_seats(placing, crowd)
    return {
        key: sorted(clashes, key=lambda clash: not clash.is_hard)
        for key, clashes in found.items()
        if clashes
    }


def overlapping_pairs(placings: Iterable[Placing]) -> Iterator[tuple[Placing, Placing]]:
    """Every pair of sessions that run at the same instant, each pair once."""
    running: list[Placing] = []
    for placing in sorted(placings, key=lambda p: (p.starts_at, p.ends_at, p.key)):
        running = [other for other in running if other.ends_at > placing.starts_at]
        for other in running:
            if overlap(placing.starts_at, placing.ends_at, other.starts_at, other.ends_at):
                yield other, placing
        running.append(placing)


def overlap(start, end, other_start, other_end) -> bool:
    """Whether two half-open intervals share more than their edge; an empty one meets nothing."""
    return max(start, other_start) < min(end, other_end)


def between(placing: Placing, other: Placing) -> list[Clash]:
    """What ``other`` puts in the way of ``placing``: rooms, then people."""
    return _rooms_between(placing, other) + _people_between(placing, other)


def outside_hours(placing: Placing, hours: Hours) -> list[Clash]:
    if not hours.first_day <= placing.day <= hours.last_day:
        return [
            Clash(
                Cause.DAYS,
                _("This day is outside the workshop's dates."),
                field="day",
            )
        ]
    if placing.start < hours.opens:
        words = _("The workshop's day begins at %(time)s; this session starts before that.")
        return [Clash(Cause.HOURS, words % {"time": clock(hours.opens)}, field="start")]
    if placing.end > hours.closes:
        words = _("The workshop's day ends at %(time)s; this session would end at %(end)s.")
        facts = {"time": clock(hours.closes), "end": clock(placing.end)}
        return [Clash(Cause.HOURS, words % facts, field="end")]
    return []


def missing_speaker(placing: Placing) -> list[Clash]:
    if placing.speakers or not placing.needs_speaker:
        return []
    return [Clash(Cause.NO_SPEAKER, _("Nobody speaks at this session yet."))]


def missing_seats(placing: Placing, crowd: Crowd) -> list[Clash]:
    """A warning where everybody is expected and the rooms, all of known size, are too small."""
    seats = [crowd.seats.get(room) for room in placing.rooms]
    if not placing.expects_everybody or not seats or None in seats:
        return []
    total = sum(count for count in seats if count is not None)
    if crowd.approved <= total:
        return []
    words = ngettext(
        "%(seats)s seat for %(approved)s approved participants.",
        "%(seats)s seats for %(approved)s approved participants.",
        total,
    )
    return [Clash(Cause.SEATS, words % {"seats": total, "approved": crowd.approved}, field="rooms")]


def clock(minute: int) -> str:
    """Minutes after midnight as 09:05; past midnight it goes on with 00:30."""
    return f"{minute // 60 % 24:02}:{minute % 60:02}"


def _rooms_between(placing: Placing, other: Placing) -> list[Clash]:
    if placing.workshop != other.workshop or placing.day != other.day:
        return []
    if not overlap(placing.start, placing.end, other.start, other.end):
        return []
    facts = {"session": other.title, "time": other.time}
    shared = [name for room, name in placing.rooms.items() if room in other.rooms]
    if placing.in_all_rooms and other.in_all_rooms:
        words = _("“%(session)s” is in all rooms at %(time)s.")
    elif shared:
        words = _("%(rooms)s: taken by “%(session)s” at %(time)s.")
        facts["rooms"] = ", ".join(shared)
    elif placing.in_all_rooms or other.in_all_rooms:
        # One of the two has no room yet, so no room is taken twice; but nobody can attend both.
        words = _("“%(session)s” runs at the same time, %(time)s; one of the two is for everybody.")
        return [Clash(Cause.PLENARY, words % facts, field="start", other=other)]
    else:
        return []
    return [Clash(Cause.ROOM, words % facts, field="rooms", other=other)]


def _people_between(placing: Placing, other: Placing) -> list[Clash]:
    if not overlap(placing.starts_at, placing.ends_at, other.starts_at, other.ends_at):
        return []
    theirs = other.speakers.keys() | other.interpreters.keys()
    found = []
    for cause, people in (
        (Cause.SPEAKER, placing.speakers),
        (Cause.INTERPRETER, placing.interpreters),
    ):
        for person, name in people.items():
            if person in theirs:
                words = _in_two_places(name, placing, other)
                found.append(Clash(cause, words, field="speakers", other=other))
    return found


def _in_two_places(name: str, placing: Placing, other: Placing) -> str:
    facts = {"name": name, "session": other.title, "time": other.time}
    if not other.is_named:
        return _("%(name)s is needed in another workshop at the same time.") % facts
    if placing.workshop != other.workshop:
        words = _("%(name)s is also needed at “%(session)s” of another workshop, %(time)s there.")
        return words % facts
    return _("%(name)s is also needed at “%(session)s”, %(time)s.") % facts
