"""The rules of one session and of two, against oracles that count people and minutes one by one."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from sessions.conflicts import (
    Cause,
    Crowd,
    Hours,
    Languages,
    all_clashes,
    missing_interpretation,
    missing_seats,
    missing_speaker,
    outside_hours,
    too_many_chose,
)
from tests.sessions.test_conflicts import DAY, HOURS, placing, unhurried

KINDS = st.sampled_from(["opening", "closing", "lecture", "panel", "break", "social"])
ROOMS = st.sets(st.sampled_from([1, 2, 3]))
PEOPLE = st.integers(0, 12)


@unhurried
@given(st.integers(-3, 4), st.integers(0, 1400), st.integers(5, 400))
def test_a_session_lies_in_the_hours_of_the_days_with_every_minute_or_is_told_off(day, start, long):
    one = placing(start=start, end=start + long, day=DAY + datetime.timedelta(days=day))
    days = {DAY, DAY + datetime.timedelta(days=1)}
    open_minutes = set(range(HOURS.opens, HOURS.closes))

    found = outside_hours(one, HOURS)

    is_inside = one.day in days and set(range(start, start + long)) <= open_minutes
    assert bool(found) != is_inside
    assert [clash.cause for clash in found] == (
        [] if is_inside else [Cause.HOURS if one.day in days else Cause.DAYS]
    )
    assert all(clash.is_hard for clash in found)


@unhurried
@given(KINDS, st.sets(st.integers(1, 3)), st.sets(st.integers(4, 6)))
def test_nobody_speaks_where_content_has_no_speaker_whoever_interprets(kind, speakers, voices):
    one = placing(kind=kind, speakers=speakers, interpreters=voices)

    found = missing_speaker(one)

    assert bool(found) == (kind not in ("break", "social") and len(speakers) == 0)
    assert not any(clash.is_hard for clash in found)


def chairs(rooms, seats):
    """The oracle's hall: a list of its chairs, or None where somebody has to guess."""
    standing = []
    for room in rooms:
        if seats[room] is None:
            return None
        standing += [(room, n) for n in range(seats[room])]
    return standing if rooms else None


@unhurried
@given(
    KINDS,
    ROOMS,
    st.booleans(),
    st.lists(st.none() | PEOPLE, min_size=3, max_size=3),
    PEOPLE,
    st.none() | PEOPLE,
    PEOPLE,
)
def test_whoever_finds_no_chair_is_warned_of(kind, rooms, all_, sizes, approved, expected, chosen):
    seats = dict(zip((1, 2, 3), sizes, strict=True))
    rooms = {1, 2, 3} if all_ else rooms
    one = placing(key=7, kind=kind, rooms=rooms, in_all_rooms=all_, expected=expected)
    crowd = Crowd(approved=approved, seats=seats, chosen={7: chosen, 8: 99})

    coming, choosing = missing_seats(one, crowd), too_many_chose(one, crowd)

    if (hall := chairs(rooms, seats)) is None:
        assert coming == choosing == []
        return
    is_plenary = kind not in ("break", "social") and (all_ or kind in ("opening", "closing"))
    people = expected if expected is not None else approved if is_plenary else 0
    on_foot = list(range(people))[len(hall) :]
    assert bool(coming) == bool(on_foot)
    # Where everybody is in all rooms there is nothing to choose from.
    assert bool(choosing) == (bool(list(range(chosen))[len(hall) :]) and not all_)
    for clash in (*coming, *choosing):
        assert str(len(hall)) in clash.words
        assert str(people if clash.cause == Cause.SEATS else chosen) in clash.words
        assert not clash.is_hard


TONGUES = ("en", "fr", "ru", "ka")


@unhurried
@given(
    st.sampled_from(["", *TONGUES]),
    st.frozensets(st.sampled_from(TONGUES)),
    st.frozensets(st.sampled_from(TONGUES)),
    st.sets(st.integers(1, 2)),
)
def test_a_language_is_understood_as_working_language_or_through_a_voice(
    spoken, working, interpreted, voices
):
    one = placing(language=spoken, interpreters=voices)

    found = missing_interpretation(one, Languages(working, interpreted))

    is_understood = spoken in working or (spoken in interpreted and len(voices) > 0)
    says_nothing = spoken == "" or len(working) == 0
    assert bool(found) == (not is_understood and not says_nothing)
    assert not any(clash.is_hard for clash in found)


@st.composite
def crowded_days(draw):
    """Some sessions of one day, breaks among them, without rooms, with heads who speak."""
    made = []
    for key in range(1, draw(st.integers(0, 6)) + 1):
        start = draw(st.integers(100, 140)) * 5
        made.append(
            placing(
                key,
                start=start,
                end=start + draw(st.integers(1, 12)) * 5,
                kind=draw(KINDS),
                speakers=draw(st.sets(st.integers(1, 4), max_size=2)),
                heads={1: "Georgia", 2: "Latvia"},
            )
        )
    return made


@unhurried
@given(crowded_days())
def test_breaks_that_are_run_into_and_heads_in_two_places_are_those_of_brute_force(day):
    def minutes(one):
        return set(range(one.start, one.end))

    found = all_clashes(day, hours=Hours(DAY, DAY, 0, 1440), crowd=Crowd(0, {}))

    for one in day:
        beside = [other for other in day if other is not one and minutes(one) & minutes(other)]
        of_cause = {
            cause: sorted(
                (clash.other.key, who)
                for clash in found.get(one.key, [])
                if clash.cause == cause
                for who in (1, 2, 3, 4)
                if cause == Cause.BREAK or clash.words.startswith(f"Person {who} ")
            )
            for cause in (Cause.BREAK, Cause.HEAD, Cause.SPEAKER)
        }
        met = [other.key for other in beside if other.kind == "break"]
        runs_in = met if one.kind not in ("break", "social") else []
        assert of_cause[Cause.BREAK] == sorted(
            (key, who) for key in runs_in for who in (1, 2, 3, 4)
        )
        twice = sorted(
            (other.key, who) for other in beside for who in one.speakers if who in other.speakers
        )
        assert of_cause[Cause.HEAD] == [(key, who) for key, who in twice if who in (1, 2)]
        assert of_cause[Cause.SPEAKER] == [(key, who) for key, who in twice if who in (3, 4)]
        assert not any(clash.is_hard for clash in found.get(one.key, []))
