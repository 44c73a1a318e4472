"""Where each session of a day stands on the grid of rooms and times: pure layout, no query.

The strict Content-Security-Policy forbids ``style=``, so a place is said by classes: ``r12 s6 c2
k3`` is row 12, six rows long, column 2, three columns wide. A row is five minutes; column 1 holds
the hours, row 1 the rooms. ``slots_css`` writes the style sheet of these classes, kept in
static/agenda/slots.css. The editor places what is dragged by the same rule:
static/agenda/editor/board.js.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sessions.conflicts import Hours, clock, overlap
from sessions.models import AgendaItem
from workshops.models import Room

ROW_MINUTES = 5
MOST_ROWS = 24 * 60 // ROW_MINUTES
#: 24 rooms, and some columns for sessions that have none yet.
MOST_COLUMNS = 30


@dataclass(frozen=True, slots=True)
class Frame:
    """The whole hours, in minutes after midnight, between which every day of a board is drawn."""

    opens: int
    closes: int

    @property
    def rows(self) -> int:
        return (self.closes - self.opens) // ROW_MINUTES


@dataclass(frozen=True, slots=True)
class Box:
    """A session on the grid. ``is_repeat``: it was shown before, in rooms that are not adjacent."""

    item: AgendaItem
    place: str
    size: str = ""
    is_repeat: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A label of the grid: an hour beside it."""

    label: str
    place: str


@dataclass(frozen=True, slots=True)
class Column:
    """A room; None is for the sessions that have none yet."""

    room: Room | None
    place: str


@dataclass(frozen=True, slots=True)
class Timetable:
    date: datetime.date
    frame: Frame
    boxes: list[Box]
    hours: list[Mark] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)

    @property
    def width(self) -> int:
        return min(max(len(self.columns), 1), MOST_COLUMNS)


def frame_of(hours: Hours, items: Iterable[AgendaItem]) -> Frame:
    """The workshop's hours, and more where a session lies outside of them."""
    starts = [hours.opens, *(item.start_minute for item in items if item.start_minute is not None)]
    ends = [hours.closes, *(item.end_minute for item in items if item.end_minute is not None)]
    return Frame(min(starts) // 60 * 60, min(-(-max(ends) // 60) * 60, 24 * 60))


def timetable_of(
    date: datetime.date, items: Sequence[AgendaItem], rooms: Sequence[Room], frame: Frame
) -> Timetable:
    """Lay out a day. ``items`` are scheduled, in order of time, with their rooms loaded.

    Behind the rooms is always a column for sessions without one, and as many as they need.
    """
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
            place = _place(item, frame, run.start, len(run))
            boxes.append(Box(item, place, _size(item), is_repeat=nth > 0))
    lanes: list[list[AgendaItem]] = [[]]
    for item in homeless:
        free = next((n for n, lane in enumerate(lanes) if not _meets(item, lane)), len(lanes))
        if free == len(lanes) and len(rooms) + free < MOST_COLUMNS:
            lanes.append([])
        free = min(free, len(lanes) - 1)
        lanes[free].append(item)
        boxes.append(Box(item, _place(item, frame, len(rooms) + free, 1), _size(item)))
    whole = f"r2 s{frame.rows}"
    columns_of_day = [
        *(Column(room, f"{whole} c{n + 2} k1") for n, room in enumerate(rooms)),
        *(Column(None, f"{whole} c{len(rooms) + n + 2} k1") for n in range(len(lanes))),
    ]
    hours = [
        Mark(clock(minute), f"r{(minute - frame.opens) // ROW_MINUTES + 2} s6")
        for minute in range(frame.opens, frame.closes, 60)
    ]
    boxes.sort(key=lambda box: (_start(box.item), -box.item.minutes, box.item.pk, box.is_repeat))
    return Timetable(date, frame, boxes, hours, columns_of_day)


def slots_css() -> str:
    """The style sheet of all places, for paper and for screens that are wide enough for a grid."""
    rules = [
        *(f".r{n}{{grid-row-start:{n}}}" for n in range(1, MOST_ROWS + 2)),
        *(f".s{n}{{grid-row-end:span {n}}}" for n in range(1, MOST_ROWS + 1)),
        *(f".c{n}{{grid-column-start:{n}}}" for n in range(1, MOST_COLUMNS + 2)),
        *(f".k{n}{{grid-column-end:span {n}}}" for n in range(1, MOST_COLUMNS + 1)),
        *(f".w{n}{{grid-template-columns:{_columns_css(n)}}}" for n in range(1, MOST_COLUMNS + 1)),
    ]
    head = "/* Made by sessions.timetable.slots_css(); a test compares. */\n"
    return head + "@media print,(min-width:48rem){\n" + "\n".join(rules) + "\n}\n"


def _columns_css(count: int) -> str:
    """Hours, rooms of one width, and a slim column for sessions without a room."""
    rooms = f"repeat({count - 1},minmax(var(--column),1fr)) " if count > 1 else ""
    return f"3.4rem {rooms}minmax(var(--spare),.6fr)"


def _size(item: AgendaItem) -> str:
    """How much a box has room to say: its title, its time as well, or everything."""
    if item.minutes <= 20:
        return "is-short"
    return "is-low" if item.minutes < 45 else ""


def _place(item: AgendaItem, frame: Frame, column: int, width: int) -> str:
    start = max(_start(item), frame.opens)
    end = min(_start(item) + item.minutes, frame.closes)
    row = (start - frame.opens) // ROW_MINUTES
    last = -(-(end - frame.opens) // ROW_MINUTES)
    return f"r{row + 2} s{max(last - row, 1)} c{min(column, MOST_COLUMNS - 1) + 2} k{width}"


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
