"""Finding one's way through a released agenda: what is on now, and the part that one asks for.

Pure functions over ``sessions.programme``: no query, and the clock comes from the caller.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from sessions.programme import Day, Session

#: From how long before the first session the page says what comes first.
_BEFOREHAND = datetime.timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader chose; None and "" are no choice. A plenary is in every room."""

    day: datetime.date | None = None
    room: str = ""
    kind: str = ""
    speaker: int | None = None

    def takes(self, session: Session) -> bool:
        return (
            (not self.room or session.in_all_rooms or self.room in session.rooms)
            and (not self.kind or session.kind == self.kind)
            and (self.speaker is None or any(p.speaker == self.speaker for p in session.people))
        )


@dataclass(frozen=True, slots=True)
class Moment:
    """What runs at one moment, and what begins next."""

    now: list[Session]
    next: list[Session]


def part_of(days: Iterable[Day], wanted: Wanted) -> list[Day]:
    """The days with only those sessions that are wanted; days left with none are left out."""
    narrowed = (
        Day(day.date, [session for session in day.items if wanted.takes(session)])
        for day in days
        if wanted.day in (None, day.date)
    )
    return [day for day in narrowed if day.items]


def moment_of(sessions: Iterable[Session], now: datetime.datetime) -> Moment | None:
    """What is on at ``now`` (aware); None unless the workshop is running or about to."""
    in_order = sorted(sessions, key=lambda session: session.starts_at)
    if not in_order or now < in_order[0].starts_at - _BEFOREHAND:
        return None
    running = [session for session in in_order if session.starts_at <= now < session.ends_at]
    later = [session for session in in_order if session.starts_at > now]
    coming = [session for session in later if session.starts_at == later[0].starts_at]
    return Moment(running, coming) if running or coming else None
