"""The organisers' agenda as its page shows it: days, what waits unscheduled, warnings."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from accounts.models import User
from sessions.clashes import crowd_of, findings_of, hours_of
from sessions.models import AgendaEdit, AgendaItem
from sessions.queries import agenda_of, days_of, unscheduled
from sessions.timetable import Frame, Timetable, frame_of, timetable_of
from workshops.models import Room, Workshop


@dataclass(frozen=True, slots=True)
class Board:
    """``timetables`` are of the days asked for; everything else is of the whole agenda."""

    rooms: list[Room]
    frame: Frame
    timetables: list[Timetable]
    unscheduled: list[AgendaItem]
    clashing: list[AgendaItem]
    accepted: list[AgendaItem]
    has_sessions: bool


def board_of(
    workshop: Workshop, *, user: User, days: Collection[datetime.date] | None = None
) -> Board:
    """The agenda as ``user`` may read it, in a number of queries that does not grow with it.

    Each session carries its ``findings``, how many ``chosen`` it and the ``seats`` of its rooms;
    drawn are all days, or those in ``days``.
    """
    items = list(agenda_of(workshop))
    crowd = crowd_of(workshop)
    findings = findings_of(workshop, items, user=user, crowd=crowd)
    for item in items:
        item.findings = findings.get(item.pk, [])  # type: ignore[attr-defined]
        item.open_findings = [f for f in item.findings if f.is_open]  # type: ignore[attr-defined]
        item.chosen = crowd.chosen.get(item.pk, 0)  # type: ignore[attr-defined]
        item.seats = crowd.seats_in(room.pk for room in item.rooms.all())  # type: ignore[attr-defined]
    rooms = list(workshop.rooms.all())
    frame = frame_of(hours_of(workshop), items)
    by_day = {day.date: day.items for day in days_of(items)}
    dates = sorted({*workshop.days, *by_day}) if days is None else sorted(days)
    return Board(
        rooms=rooms,
        frame=frame,
        timetables=[timetable_of(day, by_day.get(day, []), rooms, frame) for day in dates],
        unscheduled=unscheduled(items),
        clashing=[item for item in items if item.open_findings],  # type: ignore[attr-defined]
        accepted=[
            item
            for item in items
            if len(item.open_findings) < len(item.findings)  # type: ignore[attr-defined]
        ],
        has_sessions=bool(items),
    )


def cursor_of(workshop: Workshop) -> int:
    """The number of the latest edit; read it before the agenda, so that nothing is missed."""
    latest = workshop.agenda_edits.order_by("-pk").values_list("pk", flat=True).first()
    return latest or 0


def edits_since(workshop: Workshop, cursor: int) -> list[AgendaEdit]:
    """What was done after ``cursor``, the oldest first; one query where nothing was."""
    return list(workshop.agenda_edits.filter(pk__gt=cursor).select_related("by").order_by("pk"))


def days_of_edits(
    workshop: Workshop, edits: Iterable[AgendaEdit], cursor: int
) -> set[datetime.date] | None:
    """The days that ``edits``, those after ``cursor``, have changed; None says: any day.

    The edit that a page saw last may be forgotten by now, and others after it with it."""
    if not workshop.agenda_edits.filter(pk=cursor).exists():
        return None
    return {datetime.date.fromisoformat(day) for edit in edits for day in edit.days if day}
