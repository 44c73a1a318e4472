"""What shows only in a whole day of one workshop: time left empty, interpreters without relief."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sessions.conflicts.placing import Cause, Clash, Placing, clock

#: Time to change rooms; nothing planned for longer than this is a gap.
LONGEST_CHANGE = 15
#: A team interprets for two hours at most; a pause shorter than this is no relief.
LONGEST_TURN = 120
SHORTEST_RELIEF = 15


def idle_time(day: Iterable[Placing]) -> dict[int, list[Clash]]:
    """A warning at the session before which nothing is planned for more than LONGEST_CHANGE.

    Before a social event, as a dinner, people are free on purpose.
    """
    found: dict[int, list[Clash]] = {}
    until: int | None = None
    for placing in sorted(day, key=lambda one: (one.start, one.key)):
        if until is not None and placing.start - until > LONGEST_CHANGE:
            facts = {"start": clock(until), "end": clock(placing.start)}
            words = _("Nothing is planned from %(start)s to %(end)s.") % facts
            matters = (placing.day.isoformat(), until, placing.start)
            if placing.kind != "social":
                found[placing.key] = [Clash(Cause.GAP, words, "start", matters=matters)]
        until = max(until or 0, placing.end)
    return found


def unrelieved_interpreters(day: Iterable[Placing]) -> dict[int, list[Clash]]:
    """A warning at each session in which somebody interprets beyond LONGEST_TURN minutes.

    Those who have been at it equally long are a team, and are named together.
    """
    sessions = sorted(day, key=lambda one: (one.start, one.key))
    turns: dict[int, tuple[int, int]] = {}  # person → since when, until when
    found: dict[int, list[Clash]] = {}
    for placing in sessions:
        teams: dict[tuple[int, int], list[int]] = {}
        for person in placing.interpreters:
            since, until = turns.get(person, (placing.start, placing.start))
            if placing.start - until >= SHORTEST_RELIEF:
                since, until = placing.start, placing.start
            turns[person] = (since, max(until, placing.end))
            if turns[person][1] - since > LONGEST_TURN:
                teams.setdefault(turns[person], []).append(person)
        found |= {placing.key: [_tired(placing, *turn, who) for turn, who in teams.items()]}
    return {key: clashes for key, clashes in found.items() if clashes}


def _tired(placing: Placing, since: int, until: int, team: list[int]) -> Clash:
    words = ngettext(
        "%(names)s interprets from %(start)s to %(end)s without relief.",
        "%(names)s interpret from %(start)s to %(end)s without relief.",
        len(team),
    )
    facts = {
        "names": ", ".join(placing.interpreters[person] for person in team),
        "start": clock(since),
        "end": clock(until),
    }
    matters = (placing.key, placing.day.isoformat(), since, until, tuple(sorted(team)))
    return Clash(Cause.RELIEF, words % facts, field="speakers", matters=matters)
