"""How a kept table stands against the workshop: who and what is known, what clashes, what is ready.

Worked out at every look, with the same number of queries for one row as for five hundred.
"""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from participants.importing.headings import plain
from sessions import conflicts
from sessions.clashes import (
    crowd_of,
    hours_of,
    make_placing,
    placings_elsewhere,
    placings_of,
)
from sessions.conflicts import Cause, Clash, Placing
from sessions.importing.days import Days
from sessions.importing.judging import Judged, Terms, judge_all
from sessions.importing.people import Known, Named
from sessions.models import AgendaImport, AgendaItem, Speaker
from workshops.models import Workshop

READY, TRAY, WRONG, CLASH, SKIPPED, DONE = "ready", "tray", "wrong", "clash", "skipped", "done"
#: What does not matter to a session that is added without a time.
OF_TIME = frozenset({"day", "start", "end", "duration"})


@dataclass
class Reading:
    """The rows as understood, each with its standing, and what the workshop does not know yet."""

    rows: list[tuple[dict[str, Any], Judged]]
    known: Known
    rooms: dict[str, int]
    unknown_rooms: dict[str, str] = field(default_factory=dict)
    unknown_people: dict[str, Named] = field(default_factory=dict)
    clashes: dict[int, list[Clash]] = field(default_factory=dict)
    standings: dict[int, str] = field(default_factory=dict)

    def of(self, *standings: str) -> list[tuple[dict[str, Any], Judged]]:
        return [
            (row, judged) for row, judged in self.rows if self.standings[judged.number] in standings
        ]


def reading_of(run: AgendaImport) -> Reading:
    workshop = run.workshop
    rooms = {plain(name): pk for pk, name in workshop.rooms.values_list("pk", "name")}
    known = Known(Speaker.objects.with_names().filter(workshop=workshop))
    terms = Terms(run.fields, days_of(workshop), known, rooms)
    reading = Reading(list(zip(run.rows, judge_all(run.rows, terms), strict=True)), known, rooms)
    waiting = []
    for row, judged in reading.rows:
        standing = _standing(run, row, judged)
        reading.standings[judged.number] = standing
        if standing in (SKIPPED, DONE):
            continue
        for name in judged.rooms:
            if plain(name) not in rooms:
                reading.unknown_rooms.setdefault(plain(name), name)
        for named, _role in judged.people:
            before = reading.unknown_people.get(named.key)
            # The agency often stands only where somebody is named first, or only later.
            if known.find(named) is None and not (before and before.agency):
                reading.unknown_people[named.key] = named
        if standing == READY:
            waiting.append(judged)
    reading.clashes = _clashes(run, waiting, reading)
    for number, clashes in reading.clashes.items():
        if any(clash.is_hard for clash in clashes):
            reading.standings[number] = CLASH
    return reading


def days_of(workshop: Workshop) -> Days:
    return Days(workshop.starts_on, workshop.ends_on)


def _standing(run: AgendaImport, row: Mapping[str, Any], judged: Judged) -> str:
    if str(judged.number) in run.made:
        return DONE
    if row["how"] == "skip":
        return SKIPPED
    if row["how"] == "tray":
        return WRONG if judged.errors.keys() - OF_TIME else TRAY
    if judged.errors:
        return WRONG
    return READY if judged.is_timed else TRAY


def _clashes(
    run: AgendaImport, waiting: Iterable[Judged], reading: Reading
) -> dict[int, list[Clash]]:
    """Clashes and warnings by row, with the agenda as it is and with the other rows.

    Not that nobody speaks yet: the rows show it, and mostly all of them."""
    workshop = run.workshop
    wanted = {plain(name) for name in run.new_rooms}
    to_be = {name: -at for at, name in enumerate(reading.unknown_rooms, start=1) if name in wanted}
    ids = {**to_be, **reading.rooms}
    names = {room.pk: room.name for room in workshop.rooms.all()} | _names(to_be, reading)
    people = {key: -at for at, key in enumerate(reading.unknown_people, start=1)}
    rows = [
        _placing(workshop, judged, ids, names, _voices(judged, reading, people))
        for judged in waiting
    ]
    if not rows:
        return {}
    agenda = placings_of(workshop)
    everybody = {who for placing in rows for who in placing.speakers if who > 0}
    found = conflicts.all_clashes(
        [*agenda, *rows],
        placings_elsewhere(workshop, everybody, user=run.by),
        hours=hours_of(workshop),
        crowd=crowd_of(workshop),
    )
    told = {
        row.key: [clash for clash in found.get(row.key, []) if clash.cause != Cause.NO_SPEAKER]
        for row in rows
    }
    return {-key: clashes for key, clashes in told.items() if clashes}


def _names(to_be: Mapping[str, int], reading: Reading) -> dict[int, str]:
    return {pk: reading.unknown_rooms[name] for name, pk in to_be.items()}


def _voices(judged: Judged, reading: Reading, people: Mapping[str, int]) -> dict[int, str]:
    """The people of a row by the person's id; who is not known yet by a number below zero."""
    found = {}
    for named, _role in judged.people:
        if known := reading.known.find(named):
            found[known.person_id] = known.listed_name
        else:
            found[people[named.key]] = named.name
    return found


def _placing(
    workshop: Workshop,
    judged: Judged,
    ids: Mapping[str, int],
    names: Mapping[int, str],
    speakers: dict[int, str],
) -> Placing:
    item = AgendaItem(
        workshop=workshop, title=judged.title, kind=judged.kind, day=judged.day,
        start_minute=judged.start, minutes=judged.minutes or 60, in_all_rooms=judged.in_all_rooms,
    )  # fmt: skip
    taken = [ids[plain(name)] for name in judged.rooms if plain(name) in ids]
    rooms = dict(names) if judged.in_all_rooms else {pk: names[pk] for pk in taken}
    placing = make_placing(item, workshop=workshop, rooms=rooms, speakers=speakers, interpreters={})
    # A row has no id; it needs a key of its own all the same.
    return dataclasses.replace(placing, key=-judged.number)
