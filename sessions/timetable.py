"""Where each session of a day stands on the grid of rooms and times: pure layout, no query.

The strict Content-Security-Policy forbids ``style=``, so a place is said by classes: ``r12 s6 c2
k3`` is row 12, six rows long, column 2, three columns wide. A row is five minutes; column 1 holds
the hours. ``slots_css`` writes the style sheet of these classes, kept in static/agenda/slots.css.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sessions.conflicts import clock, overlap
from sessions.models import AgendaItem
from workshops.models import Room

ROW_MINUTES = 5
MOST_ROWS = 24 * 60 // ROW_MINUTES
#: Wider days are shown as a list.
MOST_COLUMNS = 12


@dataclass(frozen=True, slots=True)
class Box:
    """A session on the grid. ``is_repeat``: it was shown before, in rooms that are not adjacent."""

    item: AgendaItem
    place: str
    is_repeat: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A label of the grid: an hour beside it or a room above it."""

    label: str
    place: str


@dataclass(frozen=True, slots=True)
class Timetable:
    date: datetime.date
    boxes: list[Box]
    hours: list[Mark] = field(default_factory=list)
    #: The rooms, and "" for the sessions that have none yet.
    columns: list[Mark] = field(default_factory=list)
    width: int = 1

    @property
    def is_grid(self) -> bool:
        """Whether columns say anything: one room, or too many of them, are better a list."""
        return 1 < self.width <= MOST_COLUMNS


def timetable_of(
    date: datetime.date, items: Sequence[AgendaItem], rooms: Sequence[Room]
) -> Timetable:
    """Lay out a day. ``items`` are scheduled, in order of time, with their rooms loaded."""
    if not items:
        return Timetable(date, [])
    opens = min(_start(item) for item in items) // 60 * 60
    number = {room.pk: position for position, room in enumerate(rooms)}
    taken: dict[int, list[AgendaItem]] = {}
    boxes: list[Box] = []
    homeless: list[AgendaItem] = []
    for item in items:
        runs = _runs(sorted(number[room.pk] for room in item.rooms.all() if room.pk in number))
        if item.in_all_rooms:
            runs = [range(max(len(rooms), 1))]
        columns = [column for run in runs for column in run]
        if not columns or any(_meets(item, taken.get(column, [])) for column in columns):
            homeless.append(item)
            continue
        for column in columns:
            taken.setdefault(column, []).append(item)
        for nth, run in enumerate(runs):
            place = _place(item, opens, run.start, len(run))
            boxes.append(Box(item, place, is_repeat=nth > 0))
    first_free = max(len(rooms), 1 if boxes else 0)
    lanes: list[list[AgendaItem]] = []
    for item in homeless:
        free = next((n for n, lane in enumerate(lanes) if not _meets(item, lane)), len(lanes))
        if free == len(lanes):
            lanes.append([])
        lanes[free].append(item)
        boxes.append(Box(item, _place(item, opens, first_free + free, 1)))
    heads = [Mark(room.name, f"c{n + 2} k1") for n, room in enumerate(rooms)]
    if lanes:
        heads.append(Mark("", f"c{first_free + 2} k{len(lanes)}"))
    closes = max(_start(item) + item.minutes for item in items)
    hours = [
        Mark(clock(minute), f"r{(minute - opens) // ROW_MINUTES + 2} s1")
        for minute in range(opens, closes, 60)
    ]
    boxes.sort(key=lambda box: (_start(box.item), -box.item.minutes, box.item.pk, box.is_repeat))
    return Timetable(date, boxes, hours, heads, width=first_free + len(lanes))


def slots_css() -> str:
    """The style sheet of all places, for screens that are wide enough for a grid."""
    rules = [
        *(f".r{n}{{grid-row-start:{n}}}" for n in range(1, MOST_ROWS + 2)),
        *(f".s{n}{{grid-row-end:span {n}}}" for n in range(1, MOST_ROWS + 1)),
        *(f".c{n}{{grid-column-start:{n}}}" for n in range(1, MOST_COLUMNS + 2)),
        *(f".k{n}{{grid-column-end:span {n}}}" for n in range(1, MOST_COLUMNS + 1)),
        *(
            f".w{n}{{grid-template-columns:3.5rem repeat({n},minmax(8.5rem,1fr))}}"
            for n in range(1, MOST_COLUMNS + 1)
        ),
    ]
    head = "/* Made by sessions.timetable.slots_css(); a test compares. */\n"
    return head + "@media (min-width:62rem){\n" + "\n".join(rules) + "\n}\n"


def _place(item: AgendaItem, opens: int, column: int, width: int) -> str:
    start = _start(item)
    row = (start - opens) // ROW_MINUTES
    end = -(-(start + item.minutes - opens) // ROW_MINUTES)
    return f"r{row + 2} s{max(end - row, 1)} c{column + 2} k{width}"


def _runs(columns: Iterable[int]) -> list[range]:
    """Neighbouring numbers together: 1, 2, 4 become 1–2 and 4."""
    runs: list[range] = []
    for column in columns:
        if runs and runs[-1].stop == column:
            runs[-1] = range(runs[-1].start, column + 1)
        else:
            runs.append(range(column, column + 1))
    return runs


def _meets(item: AgendaItem, others: Iterable[AgendaItem]) -> bool:
    start = _start(item)
    return any(
        overlap(start, start + item.minutes, _start(other), _start(other) + other.minutes)
        for other in others
    )


def _start(item: AgendaItem) -> int:
    if item.start_minute is None:
        raise ValueError("An unscheduled session has no place on the grid.")
    return item.start_minute
