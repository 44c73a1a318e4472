"""What stands in a session's way, as pure functions over intervals: no query, no clock.

Two sessions meet when their half-open intervals overlap: one may begin in the minute in which the
other ends. Rooms belong to one workshop and are compared on its wall clock; people may serve two
workshops in two zones, so they are compared in instants.

A hard clash refuses the save; a soft one is a warning, which somebody may accept with a note.
"""

from sessions.conflicts.alone import (
    missing_interpretation,
    missing_seats,
    missing_speaker,
    outside_hours,
    too_many_chose,
)
from sessions.conflicts.days import idle_time, unrelieved_interpreters
from sessions.conflicts.judging import all_clashes, clashes_of, hard_clashes
from sessions.conflicts.pairs import between, overlapping_pairs
from sessions.conflicts.placing import (
    PLENARY_KINDS,
    SOCIABLE_KINDS,
    Cause,
    Clash,
    Crowd,
    Hours,
    Languages,
    Placing,
    clock,
    overlap,
)

__all__ = [
    "PLENARY_KINDS",
    "SOCIABLE_KINDS",
    "Cause",
    "Clash",
    "Crowd",
    "Hours",
    "Languages",
    "Placing",
    "all_clashes",
    "between",
    "clashes_of",
    "clock",
    "hard_clashes",
    "idle_time",
    "missing_interpretation",
    "missing_seats",
    "missing_speaker",
    "outside_hours",
    "overlap",
    "overlapping_pairs",
    "too_many_chose",
    "unrelieved_interpreters",
]
