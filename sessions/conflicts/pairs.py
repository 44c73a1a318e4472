"""What two sessions that run at one time put in each other's way."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from sessions.conflicts.placing import Cause, Clash, Placing, overlap


def overlapping_pairs(placings: Iterable[Placing]) -> Iterator[tuple[Placing, Placing]]:
    """Every pair of sessions that run at the same instant, each pair once.

    In the order of time, so that a week of sessions stays cheap.
    """
    running: list[Placing] = []
    for placing in sorted(placings, key=lambda p: (p.starts_at, p.ends_at, p.key)):
        running = [other for other in running if other.ends_at > placing.starts_at]
        for other in running:
            if overlap(placing.starts_at, placing.ends_at, other.starts_at, other.ends_at):
                yield other, placing
        running.append(placing)


def between(placing: Placing, other: Placing) -> list[Clash]:
    """What ``other`` puts in the way of ``placing``: rooms, a break, then people."""
    return rooms_between(placing, other) + _people_between(placing, other)


def rooms_between(placing: Placing, other: Placing) -> list[Clash]:
    if placing.workshop != other.workshop or placing.day != other.day:
        return []
    if not overlap(placing.start, placing.end, other.start, other.end):
        return []
    facts = {"session": other.title, "time": other.time}
    shared = [name for room, name in placing.rooms.items() if room in other.rooms]
    if placing.in_all_rooms and other.in_all_rooms:
        words = _("“%(session)s” is in all rooms at %(time)s.")
        return [Clash(Cause.ROOM, words % facts, field="rooms", other=other)]
    if shared:
        words = _("%(rooms)s: taken by “%(session)s” at %(time)s.")
        facts["rooms"] = ", ".join(shared)
        return [Clash(Cause.ROOM, words % facts, field="rooms", other=other)]
    matters = _both(placing, other)
    if placing.in_all_rooms or other.in_all_rooms:
        # One of the two has no room yet, so no room is taken twice; but nobody can attend both.
        words = _("“%(session)s” runs at the same time, %(time)s; one of the two is for everybody.")
        return [Clash(Cause.PLENARY, words % facts, "start", other, matters)]
    if other.kind == "break" and placing.needs_speaker:
        words = _("Runs into the break “%(session)s”, %(time)s.")
        return [Clash(Cause.BREAK, words % facts, "start", other, matters)]
    return []


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
            if person not in theirs:
                continue
            head_of = placing.heads.get(person, "") if cause == Cause.SPEAKER else ""
            words = _in_two_places(name, head_of, placing, other)
            found.append(
                Clash(
                    Cause.HEAD if head_of else cause,
                    words,
                    "speakers",
                    other,
                    (person, *_both(placing, other)),
                )
            )
    return found


def _in_two_places(name: str, head_of: str, placing: Placing, other: Placing) -> str:
    facts = {"name": name, "delegation": head_of, "session": other.title, "time": other.time}
    if not other.is_named:
        return _("%(name)s is needed in another workshop at the same time.") % facts
    if placing.workshop != other.workshop:
        words = _("%(name)s is also needed at “%(session)s” of another workshop, %(time)s there.")
        return words % facts
    if head_of:
        words = _(
            "%(name)s leads the delegation “%(delegation)s” and is also needed at “%(session)s”, "
            "%(time)s."
        )
        return words % facts
    return _("%(name)s is also needed at “%(session)s”, %(time)s.") % facts


def _both(placing: Placing, other: Placing) -> tuple[object, ...]:
    """What matters of a pair, the same from either side."""
    return tuple(
        (one.key, one.starts_at.isoformat(), one.ends_at.isoformat())
        for one in sorted((placing, other), key=lambda one: one.key)
    )
