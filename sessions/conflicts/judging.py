"""All rules together: of one session, and of a whole agenda."""

from collections.abc import Iterable

from sessions.conflicts.alone import (
    missing_interpretation,
    missing_seats,
    missing_speaker,
    outside_hours,
    too_many_chose,
)
from sessions.conflicts.days import idle_time, unrelieved_interpreters
from sessions.conflicts.pairs import between, overlapping_pairs, rooms_between
from sessions.conflicts.placing import Clash, Crowd, Hours, Languages, Placing

UNKNOWN = Languages()


def hard_clashes(placing: Placing, others: Iterable[Placing], *, hours: Hours) -> list[Clash]:
    """What forbids ``placing`` beside ``others``; that these may lack their people is no matter."""
    found = outside_hours(placing, hours)
    for other in others:
        if other.key != placing.key:
            found += [clash for clash in rooms_between(placing, other) if clash.is_hard]
    return found


def clashes_of(
    placing: Placing,
    others: Iterable[Placing],
    *,
    hours: Hours,
    crowd: Crowd,
    languages: Languages = UNKNOWN,
) -> list[Clash]:
    """Everything in the way of ``placing``, the hard first. ``others`` may be of any workshop."""
    rest = [other for other in others if other.key != placing.key]
    found = outside_hours(placing, hours)
    for other in rest:
        found += between(placing, other)
    found += _alone(placing, crowd, languages)
    whole_day = [one for one in (placing, *rest) if _day_of(one) == _day_of(placing)]
    for rule in (unrelieved_interpreters, idle_time):
        found += rule(whole_day).get(placing.key, [])
    return sorted(found, key=lambda clash: not clash.is_hard)


def all_clashes(
    placings: Iterable[Placing],
    elsewhere: Iterable[Placing] = (),
    *,
    hours: Hours,
    crowd: Crowd,
    languages: Languages = UNKNOWN,
) -> dict[int, list[Clash]]:
    """The clashes of every session of a workshop by its key; sessions without any are left out.

    Each pair is looked at once, in the order of time, so that a week of sessions stays cheap.
    """
    ours = list(placings)
    found: dict[int, list[Clash]] = {placing.key: outside_hours(placing, hours) for placing in ours}
    for one, other in overlapping_pairs([*ours, *elsewhere]):
        if one.key in found:
            found[one.key] += between(one, other)
        if other.key in found:
            found[other.key] += between(other, one)
    days: dict[object, list[Placing]] = {}
    for placing in ours:
        found[placing.key] += _alone(placing, crowd, languages)
        days.setdefault(_day_of(placing), []).append(placing)
    for day in days.values():
        for rule in (unrelieved_interpreters, idle_time):
            for key, clashes in rule(day).items():
                found[key] += clashes
    return {
        key: sorted(clashes, key=lambda clash: not clash.is_hard)
        for key, clashes in found.items()
        if clashes
    }


def _alone(placing: Placing, crowd: Crowd, languages: Languages) -> list[Clash]:
    return [
        *missing_speaker(placing),
        *missing_seats(placing, crowd),
        *too_many_chose(placing, crowd),
        *missing_interpretation(placing, languages),
    ]


def _day_of(placing: Placing) -> tuple[object, ...]:
    return placing.workshop, placing.day
