"""The warnings beyond two sessions at one time, against brute force where that is possible."""

from hypothesis import given
from hypothesis import strategies as st

from sessions.conflicts import (
    Cause,
    Languages,
    all_clashes,
    clashes_of,
    idle_time,
    missing_interpretation,
    missing_seats,
    unrelieved_interpreters,
)
from tests.sessions.test_conflicts import CROWD, HOURS, placing, placings, unhurried


@st.composite
def busy_days(draw):
    """Up to eight sessions of one day with interpreters, at times of five minutes."""
    made = []
    for key in range(1, draw(st.integers(0, 8)) + 1):
        start = draw(st.integers(96, 200)) * 5
        made.append(
            placing(
                key,
                start=start,
                end=start + draw(st.integers(1, 30)) * 5,
                kind=draw(st.sampled_from(["lecture", "break", "social"])),
                interpreters=draw(st.sets(st.integers(1, 3), max_size=2)),
            )
        )
    return made


def tired_oracle(day, person):
    """Sessions at whose end ``person`` is over two hours at it, told minute by minute: back from
    the last one for as long as fewer than 15 minutes lie between two in which they interpret."""
    turns = sorted((one for one in day if person in one.interpreters), key=lambda one: one.start)
    tired = set()
    for one in turns:
        known = [other for other in turns if (other.start, other.key) <= (one.start, one.key)]
        working = {minute for other in known for minute in range(other.start, other.end)}
        since = max(working)
        while earlier := working & set(range(since - 15, since)):
            since = min(earlier)
        if max(working) + 1 - since > 120:
            tired.add(one.key)
    return tired


@unhurried
@given(busy_days())
def test_interpreters_without_relief_are_those_of_the_oracle(day):
    found = unrelieved_interpreters(day)

    named = {
        person: {
            key
            for key, clashes in found.items()
            for clash in clashes
            if f"Person {person}" in clash.words
        }
        for person in (1, 2, 3)
    }
    assert named == {person: tired_oracle(day, person) for person in (1, 2, 3)}


@unhurried
@given(busy_days())
def test_gaps_are_the_runs_of_minutes_in_which_nothing_is_planned(day):
    planned = {minute for one in day for minute in range(one.start, one.end)}
    expected = set()
    for one in day:
        empty = 0
        while planned and one.start - empty > min(planned) and one.start - empty - 1 not in planned:
            empty += 1
        others = [other.key for other in day if other.start == one.start]
        if empty > 15 and one.kind != "social" and one.key == min(others):
            expected.add(one.key)

    assert idle_time(day).keys() == expected


@unhurried
@given(placings(), st.integers(-60, 60).filter(bool))
def test_mark_is_one_for_both_and_another_after_a_move(made, minutes):
    """An accepted warning must not stay accepted when one of its two sessions moves."""
    ours = [one for one in made if one.workshop == 1]
    marks = {}
    for key, clashes in all_clashes(ours, hours=HOURS, crowd=CROWD).items():
        for clash in clashes:
            if clash.cause in (Cause.SPEAKER, Cause.PLENARY):
                marks.setdefault(clash.mark, set()).add(frozenset((key, clash.other.key)))
    assert all(len(pairs) == 1 for pairs in marks.values())

    moved = [
        placing(
            one.key,
            start=one.start + 100 + minutes,
            end=one.end + 100 + minutes,
            day=one.day,
            rooms=one.rooms,
            in_all_rooms=one.in_all_rooms,
            speakers=one.speakers,
        )
        for one in ours
    ]
    later = {
        c.mark for found in all_clashes(moved, hours=HOURS, crowd=CROWD).values() for c in found
    }
    assert not marks.keys() & later


def test_team_is_named_once_and_a_pause_is_relief():
    day = [
        placing(1, start=540, end=630, interpreters=[1, 2]),
        placing(2, start=640, end=690, interpreters=[1, 2]),
        placing(3, start=705, end=800, interpreters=[1]),
    ]

    found = unrelieved_interpreters(day)

    assert {key: [clash.words for clash in clashes] for key, clashes in found.items()} == {
        2: ["Person 1, Person 2 interpret from 09:00 to 11:30 without relief."]
    }


def test_head_of_a_delegation_in_two_places_is_told_so():
    here = placing(1, speakers=[1], heads={1: "Georgia"})
    there = placing(2, speakers=[1], heads={1: "Georgia"})

    (clash,) = clashes_of(here, [there], hours=HOURS, crowd=CROWD)

    assert (clash.cause, clash.words) == (
        Cause.HEAD,
        "Person 1 leads the delegation “Georgia” and is also needed at “Session 2”, 09:00–10:00.",
    )


def test_session_that_runs_into_a_break_is_warned_and_the_break_is_not():
    coffee = placing(1, kind="break", start=570, end=600, rooms=[1])
    lecture = placing(2, rooms=[2], speakers=[1])

    (clash,) = clashes_of(lecture, [coffee], hours=HOURS, crowd=CROWD)

    assert clash.words == "Runs into the break “Session 1”, 09:30–10:00."
    assert clashes_of(coffee, [lecture], hours=HOURS, crowd=CROWD) == []


def test_people_expected_count_where_they_are_given():
    few = placing(kind="opening", rooms=[2], speakers=[1], expected=20)
    many = placing(kind="case-study", rooms=[2], speakers=[1], expected=21)

    words = [[clash.words for clash in missing_seats(one, CROWD)] for one in (few, many)]

    assert words == [[], ["20 seats for 21 people expected."]]


def test_language_needs_somebody_who_interprets_it():
    spoken = Languages(frozenset({"en"}), frozenset({"ru"}), {"ka": "Georgian", "ru": "Russian"})
    cases = {
        "": (),
        "en": (),
        "ka": ("Nobody interprets Georgian at this workshop.",),
        "ru": ("This session is in Russian, and no interpreter has a part in it yet.",),
    }

    found = {
        code: tuple(c.words for c in missing_interpretation(placing(language=code), spoken))
        for code in cases
    }

    assert found == cases
    interpreted = placing(language="ru", interpreters=[4])
    assert missing_interpretation(interpreted, spoken) == []
    assert missing_interpretation(placing(language="ka"), Languages()) == []
