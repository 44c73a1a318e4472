"""The timetable on one sheet: rooms or days side by side, times downwards.

Pure geometry over the agenda's facts, in millimetres. Time is not drawn to scale: a row lies
between two moments at which something begins or ends, is as high as the words in it need, and
shares what is left of the sheet by its length. The letters are the largest at which all fits.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations, groupby, pairwise

from certificates.printroom.paper import Paper
from certificates.printroom.registry import Data
from sessions.conflicts import clock

MARGIN = 9.0
_HEAD, _FOOT, _HEADING = 25.0, 15.0, 6.5  # what stands above and below, and the columns' names
_TIMES = 13.0  # the column of times
_AIR = 1.3  # between a box and its words, on each side
_GAP = 0.5  # between two boxes
_POINT = 25.4 / 72
_LINE = 1.22
_SMALL = 0.86  # what stands below a title; the style sheet says the same
_SIZES = (12.0, 11.0, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5, 5.0)
_SMALLEST_WITH_PEOPLE = 7.0


@dataclass
class Box:
    """A session's place: from the left as shares of its column group, and its rows."""

    said: Data
    left: float
    width: float
    first: int = 0
    last: int = 0
    #: Said beside the title where the column does not tell it.
    room: str = ""
    lines: list[tuple[str, str]] = field(default_factory=list)


def pages_of_days(entries: list[Data], rooms: list[str], paper: Paper) -> Data:
    """A page for each day, whose columns are the rooms that are used on it."""
    width, height = _sheet(paper)
    sheets = []
    for date, rows in groupby(entries, lambda data: data["date"]):
        day = list(rows)
        columns = [room for room in rooms if any(_is_only_in(one, room) for one in day)]
        boxes = _in_rooms(day, columns, width) if len(columns) > 1 else _in_lanes(day, 0, width)
        # In a house of one room its name stands above all.
        heads = columns if len(columns) > 1 else []
        sheets.append(_page(date, boxes, heads, width, height))
    return _context(sheets, paper)


def pages_of_workshop(entries: list[Data], rooms: list[str], paper: Paper) -> Data:
    """One page with a column for each day; what runs at the same time shares the column."""
    width, height = _sheet(paper)
    days = [(date, list(rows)) for date, rows in groupby(entries, lambda data: data["date"])]
    boxes: list[Box] = []
    share = width / max(len(days), 1)
    for number, (_date, day) in enumerate(days):
        boxes += _in_lanes(day, number * share, share)
    heads = [date for date, _day in days]
    return _context([_page("", boxes, heads, width, height)] if days else [], paper)


def _sheet(paper: Paper) -> tuple[float, float]:
    """The room for boxes on the paper as it lies across."""
    height, width = paper.size
    return (
        width - 2 * MARGIN - _TIMES,
        height - 2 * MARGIN - _HEAD - _FOOT - _HEADING,
    )


def _context(sheets: list[Data], paper: Paper) -> Data:
    height, width = paper.size
    kinds: dict[str, list[str]] = {}
    for sheet in sheets:
        for box in sheet["boxes"]:
            kinds.setdefault(_look(box["kind"]), []).append(box["kind_words"])
    legend = [
        {"look": look, "words": ", ".join(dict.fromkeys(kinds[look]))}
        for look in ("solemn", "talk", "work", "pause", "social")
        if look in kinds
    ]
    return {"sheets": sheets, "legend": legend, "width": width, "height": height, "margin": MARGIN}


def _is_only_in(session: Data, room: str) -> bool:
    return room in session["rooms"] and not session["in_all_rooms"]


def _in_rooms(day: Sequence[Data], columns: list[str], width: float) -> list[Box]:
    """Each session in its rooms' columns; in all of them where it has none or every one."""
    share = width / len(columns)
    boxes = []
    for cluster in _clusters(day):
        spans = [_columns_of(one, columns) for one in cluster]
        if _collide(cluster, spans):  # two plenaries at once: no column tells them apart
            boxes += _in_lanes(cluster, 0, width)
            continue
        for said, span in zip(cluster, spans, strict=True):
            for run in _runs(span):
                boxes.append(Box(said, run[0] * share, len(run) * share))
    return boxes


def _collide(cluster: Sequence[Data], spans: Sequence[list[int]]) -> bool:
    """Whether two of them want a column at the same time."""
    return any(
        set(mine) & set(theirs)
        for (one, mine), (other, theirs) in combinations(zip(cluster, spans, strict=True), 2)
        if one["start"] < other["start"] + other["minutes"]
        and other["start"] < one["start"] + one["minutes"]
    )


def _columns_of(session: Data, columns: list[str]) -> list[int]:
    own = [number for number, room in enumerate(columns) if _is_only_in(session, room)]
    return own or list(range(len(columns)))


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    """Adjacent columns together: 0, 1, 3 is a box over two columns and one over the last."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _in_lanes(day: Sequence[Data], left: float, width: float) -> list[Box]:
    """Sessions that overlap side by side in lanes of equal width, with their rooms named."""
    boxes = []
    for cluster in _clusters(day):
        ends: list[int] = []  # of each lane
        lanes = []
        for said in cluster:
            free = [n for n, end in enumerate(ends) if end <= said["start"]]
            lane = free[0] if free else len(ends)
            if not free:
                ends.append(0)
            ends[lane] = said["start"] + said["minutes"]
            lanes.append(lane)
        share = width / len(ends)
        for said, lane in zip(cluster, lanes, strict=True):
            room = "" if said["in_all_rooms"] else ", ".join(said["rooms"])
            boxes.append(Box(said, left + lane * share, share, room=room))
    return boxes


def _clusters(day: Iterable[Data]) -> list[list[Data]]:
    """Sessions that overlap, directly or through others, belong together."""
    clusters: list[list[Data]] = []
    ends = 0
    for said in sorted(day, key=lambda one: (one["start"], -one["minutes"])):
        if clusters and said["start"] < ends:
            clusters[-1].append(said)
            ends = max(ends, said["start"] + said["minutes"])
        else:
            clusters.append([said])
            ends = said["start"] + said["minutes"]
    return clusters


def _page(date: str, boxes: list[Box], heads: list[str], width: float, height: float) -> Data:
    moments = sorted(
        {box.said["start"] for box in boxes}
        | {box.said["start"] + box.said["minutes"] for box in boxes}
    )
    places = {moment: row for row, moment in enumerate(moments)}
    for box in boxes:
        box.first = places[box.said["start"]]
        box.last = places[box.said["start"] + box.said["minutes"]]
    size, heights = _fitted(boxes, len(moments) - 1, height)
    spare = max(height - sum(heights), 0.0)
    lengths = [_drawn_length(b - a) for a, b in pairwise(moments)]
    heights = [
        h + spare * length / sum(lengths) for h, length in zip(heights, lengths, strict=True)
    ]
    tops = [0.0]
    for one in heights:
        tops.append(tops[-1] + one)
    share = width / len(heads) if heads else width
    return {
        "date": date,
        "size": size,
        "heads": [
            {"words": words, "left": round(_TIMES + n * share, 2), "width": round(share - _GAP, 2)}
            for n, words in enumerate(heads)
        ],
        "times": _times(moments, boxes, tops, size),
        "boxes": [_drawn(box, tops) for box in boxes],
        "bottom": round(_HEADING + tops[-1], 2),
    }


def _drawn_length(minutes: int) -> float:
    """A long lunch or a free afternoon does not take the room of the talks."""
    return float(min(minutes, 90))


def _times(moments: list[int], boxes: list[Box], tops: list[float], size: float) -> list[Data]:
    """The hours beside the grid: at each beginning, as long as the words do not touch."""
    begins = {box.first for box in boxes}
    found: list[Data] = []
    least = size * _LINE * _POINT
    for row, moment in enumerate(moments[:-1]):
        if row in begins and (not found or tops[row] - found[-1]["y"] >= least):
            found.append({"words": clock(moment), "y": tops[row]})
    return [{"words": one["words"], "top": round(_HEADING + one["y"], 2)} for one in found]


def _fitted(boxes: list[Box], rows: int, height: float) -> tuple[float, list[float]]:
    """The largest size of letters at which every box holds its words, and the rows' heights."""
    for with_people in (True, False):
        for size in _SIZES:
            if with_people and size < _SMALLEST_WITH_PEOPLE:
                break
            heights = _heights(boxes, rows, size, with_people=with_people)
            if sum(heights) <= height:
                return size, heights
    scale = height / sum(heights)
    return _SIZES[-1], [one * scale for one in heights]


def _heights(boxes: list[Box], rows: int, size: float, *, with_people: bool) -> list[float]:
    heights = [1.2] * rows
    # The short ones first: a long session mostly finds the room that they have made.
    for box in sorted(boxes, key=lambda one: one.last - one.first):
        needed = _needed(box, size, with_people=with_people)
        lacking = needed - sum(heights[box.first : box.last])
        if lacking > 0:
            for row in range(box.first, box.last):
                heights[row] += lacking / (box.last - box.first)
    return heights


def _needed(box: Box, size: float, *, with_people: bool) -> float:
    """How high the box has to be; notes the lines that it will say."""
    from certificates.rendering.fitting import BOLD, REGULAR, lines_needed
    from certificates.rendering.typefaces import SANS

    said = box.said
    room = (box.width - _GAP - 2 * _AIR - 1.2) / _POINT
    times = said["time"]
    title = f"{times} {said['title']}"
    facts = " · ".join(filter(None, [said["kind_words"], box.room]))
    people = _speakers(said) if with_people else ""
    mark = said["spoken"]["mark"]
    box.lines = [("facts", facts), ("people", people)]
    lines: float = lines_needed(title, size, room, SANS, BOLD)
    if said["is_break"]:
        box.lines = []
        return lines * size * _LINE * _POINT + 2 * 0.5
    # The mark stands at the end of the line of facts.
    lines += lines_needed(f"{facts}   {mark}", size * _SMALL, room, SANS, REGULAR) * _SMALL
    if people:
        lines += lines_needed(people, size * _SMALL, room, SANS, REGULAR) * _SMALL
    return lines * size * _LINE * _POINT + 2 * 0.7 + _GAP


def _speakers(said: Data) -> str:
    """Who interprets is told by the mark of languages."""
    return "; ".join(part["name"] for part in said["people"] if not part["is_interpreter"])


def _look(kind: str) -> str:
    """Five looks that differ in black and white, too."""
    if kind in ("opening", "closing"):
        return "solemn"
    if kind in ("exercise", "discussion"):
        return "work"
    return {"break": "pause", "social": "social"}.get(kind, "talk")


def _drawn(box: Box, tops: list[float]) -> Data:
    said = box.said
    return {
        "left": round(_TIMES + box.left, 2),
        "top": round(_HEADING + tops[box.first] + _GAP / 2, 2),
        "width": round(box.width - _GAP, 2),
        "height": round(tops[box.last] - tops[box.first] - _GAP, 2),
        "look": _look(said["kind"]),
        "kind": said["kind"],
        "kind_words": said["kind_words"],
        "time": said["time"],
        "title": said["title"],
        "title_lang": said["title_lang"],
        "mark": said["spoken"]["mark"],
        "words": said["spoken"]["words"],
        "lines": [{"look": look, "words": words} for look, words in box.lines if words],
    }
