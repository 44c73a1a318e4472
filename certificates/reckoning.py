"""Attendance counted: how much of what counts somebody was at. Pure over sessions and marks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from sessions.attendance import key_of
from sessions.models import AgendaItem, Attendance
from workshops.models import Workshop

Group = tuple[str, ...]  # keys of slots that count as one


@dataclass(frozen=True)
class Reckoning:
    """One person's attendance, counted. ``counted`` leaves the excused ones out."""

    attended: int
    counted: int
    required: int
    excused: int
    unmarked: int

    @property
    def suffices(self) -> bool:
        # Excused from everything is not the same as present.
        return self.attended >= self.required and self.counted > 0


def reckon(groups: Sequence[Group], marks: Mapping[str, str], share: int) -> Reckoning:
    """Count one person's ``marks`` (slot key → status) against ``share`` per cent of ``groups``."""
    attended = excused = unmarked = 0
    for group in groups:
        statuses = {marks[key] for key in group if key in marks}
        if Attendance.Status.PRESENT in statuses:
            attended += 1
        elif Attendance.Status.EXCUSED in statuses:
            excused += 1
        elif not statuses:
            unmarked += 1
    counted = len(groups) - excused
    return Reckoning(attended, counted, ceil(share * counted / 100), excused, unmarked)


def counting_groups(slots: Iterable[Any]) -> list[Group]:
    """The slots that count, those of sessions overlapping in time gathered into one."""
    groups: list[list[str]] = []
    timed = []
    for slot in slots:
        item = getattr(slot, "item", None)
        if item is None or not item.is_scheduled:
            groups.append([slot.key])
        else:
            timed.append((item.day, item.start_minute, item.end_minute, slot.key))
    last: tuple[Any, int] | None = None
    for day, start, end, key in sorted(timed):
        if last and last[0] == day and start < last[1]:
            groups[-1].append(key)
            last = (day, max(last[1], end))
        else:
            groups.append([key])
            last = (day, end)
    return [tuple(group) for group in groups]


def attended_minutes(
    workshop: Workshop, items: Iterable[AgendaItem], marks: Mapping[str, str]
) -> int:
    """How long the sessions were at which somebody with these ``marks`` was present.

    By half-days: all that counts in the halves of a day at which the person was present."""
    return minutes_of(
        item for item in items if marks.get(key_of(workshop, item)) == Attendance.Status.PRESENT
    )


def minutes_of(items: Iterable[AgendaItem]) -> int:
    """The length of scheduled sessions in the order of time; time in parallel counts once."""
    total, day, over = 0, None, 0
    for item in items:
        if item.day != day:
            day, over = item.day, 0
        begin = item.start_minute or 0  # what counts is scheduled
        end = begin + item.minutes
        total += max(0, end - max(begin, over))
        over = max(over, end)
    return total
