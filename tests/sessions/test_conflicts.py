"""The clash rules against a brute-force oracle: no database, many thousands of agendas."""

import datetime
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sessions.conflicts import (
    Cause,
    Crowd,
    Hours,
    Placing,
    all_clashes,
    clashes_of,
    hard_clashes,
    missing_seats,
    overlap,
    overlapping_pairs,
)

DAY = datetime.date(2030, 12, 12)
HOURS = Hours(DAY, DAY + datetime.timedelta(days=1), 8 * 60, 20 * 60)
CROWD = Crowd(approved=60, seats={1: 60, 2: 20, 3: None})
# Slow draws and slow examples say something of a busy machine, nothing of the rules.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
ZONES = {1: ZoneInfo("Europe/Kyiv"), 2: ZoneInfo("Asia/Tbilisi"), 3: ZoneInfo("Europe/Lisbon")}


def placing(key=1, *, start=540, end=600, day=DAY, workshop=1, rooms=(), **facts):
    midnight = datetime.datetime.combine(day, datetime.time())

    def instant(minute):
        wall = midnight + datetime.timedelta(minutes=minute)
        return wall.replace(tzinfo=ZONES[workshop]).astimezone(datetime.UTC)

    return Placing(
        key=key,
        workshop=workshop,
        title=f"Session {key}",
        kind=facts.pop("kind", "lecture"),
        day=day,
        start=start,
        end=end,
        starts_at=instant(start),
        ends_at=instant(end),
        rooms={room: f"Hall {room}" for room in rooms},
        speakers={who: f"Person {who}" for who in facts.pop("speakers", ())},
        interpreters={who: f"Person {who}" for who in facts.pop("interpreters", ())},
        **facts,
    )


@st.composite
def placings(draw):
    """A handful of sessions on two days of three workshops in three zones."""
    count = draw(st.integers(0, 9))
    made = []
    for key in range(1, count + 1):
        start = draw(st.integers(0, 1380))
        workshop = draw(st.integers(1, 3))
        # A room belongs to one workshop.
        rooms = draw(st.sets(st.integers(workshop * 10, workshop * 10 + 2), max_size=3))
        made.append(
            placing(
                key,
                start=start,
                end=start + draw(st.integers(5, 300)),
                day=DAY + datetime.timedelta(days=draw(st.integers(0, 1))),
                workshop=workshop,
                rooms=rooms,
                in_all_rooms=draw(st.booleans()) and len(rooms) == 3,
                speakers=draw(st.sets(st.integers(1, 4), max_size=2)),
                interpreters=draw(st.sets(st.integers(1, 4), max_size=1)),
            )
        )
    return made


def minutes_of(one):
    """The oracle's view of an interval: the set of its minutes, counted from the epoch in UTC."""
    first = int(one.starts_at.timestamp()) // 60
    return set(range(first, first + (one.end - one.start)))


def room_oracle(one, other):
    meets = (
        one.workshop == other.workshop
        and one.day == other.day
        and bool(set(range(one.start, one.end)) & set(range(other.start, other.end)))
    )
    return meets and bool(set(one.rooms) & set(other.rooms))


def speaker_oracle(one, other, people):
    theirs = set(other.speakers) | set(other.interpreters)
    return bool(minutes_of(one) & minutes_of(other)) and bool(set(people) & theirs)


@unhurried
@given(placings())
def test_pairs_are_those_that_share_a_minute(made):
    found = {frozenset((one.key, other.key)) for one, other in overlapping_pairs(made)}

    expected = {
        frozenset((one.key, other.key))
        for one in made
        for other in made
        if one.key < other.key and minutes_of(one) & minutes_of(other)
    }
    assert found == expected


@unhurried
@given(placings())
def test_clashes_of_all_are_those_of_brute_force(made):
    ours = [one for one in made if one.workshop == 1]
    elsewhere = [one for one in made if one.workshop != 1]

    found = all_clashes(ours, elsewhere, hours=HOURS, crowd=CROWD)

    for one in ours:
        got = {(c.cause, c.other.key) for c in found.get(one.key, []) if c.other}
        expected = set()
        for other in made:
            if other is one:
                continue
            if room_oracle(one, other):
                expected.add((Cause.ROOM, other.key))
            if speaker_oracle(one, other, one.speakers):
                expected.add((Cause.SPEAKER, other.key))
            if speaker_oracle(one, other, one.interpreters):
                expected.add((Cause.INTERPRETER, other.key))
        assert {pair for pair in got if pair[0] != Cause.PLENARY} == expected
        hard = hard_clashes(one, ours, hours=HOURS)
        assert {c.other.key for c in hard if c.other} == {
            key for cause, key in expected if cause == Cause.ROOM
        }


@unhurried
@given(placings())
def test_one_session_asked_alone_has_the_clashes_it_has_among_all(made):
    ours = [one for one in made if one.workshop == 1]
    elsewhere = [one for one in made if one.workshop != 1]

    together = all_clashes(ours, elsewhere, hours=HOURS, crowd=CROWD)

    for one in ours:
        alone = clashes_of(one, made, hours=HOURS, crowd=CROWD)
        assert sorted(c.words for c in alone) == sorted(c.words for c in together.get(one.key, []))


@unhurried
@given(placings())
def test_room_clashes_are_mutual(made):
    found = all_clashes([one for one in made if one.workshop == 1], hours=HOURS, crowd=CROWD)

    pairs = {
        (key, clash.other.key)
        for key, clashes in found.items()
        for clash in clashes
        if clash.cause == Cause.ROOM
    }
    assert pairs == {(other, key) for key, other in pairs}


@unhurried
@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_overlap_is_a_shared_minute(start, end, other_start, other_end):
    shared = set(range(start, end)) & set(range(other_start, other_end))

    assert overlap(start, end, other_start, other_end) == bool(shared)


def test_session_may_begin_when_the_room_is_left():
    first = placing(1, start=540, end=600, rooms=[1], speakers=[1])
    second = placing(2, start=600, end=660, rooms=[1], speakers=[1])

    assert clashes_of(second, [first], hours=HOURS, crowd=CROWD) == []


def test_room_taken_names_room_session_and_time():
    taken = placing(1, rooms=[1], speakers=[1])
    wanted = placing(2, start=570, end=630, rooms=[1], speakers=[2])

    (clash,) = clashes_of(wanted, [taken], hours=HOURS, crowd=CROWD)

    assert clash.words == "Hall 1: taken by “Session 1” at 09:00–10:00."
    assert (clash.is_hard, clash.field, clash.other) == (True, "rooms", taken)


def test_plenary_without_any_room_meets_another_plenary():
    lunch = placing(1, kind="break", in_all_rooms=True)
    opening = placing(2, kind="opening", in_all_rooms=True, speakers=[1])

    (clash,) = clashes_of(opening, [lunch], hours=HOURS, crowd=CROWD)

    assert (clash.cause, clash.is_hard) == (Cause.ROOM, True)


def test_session_without_a_room_beside_a_plenary_is_a_warning():
    lunch = placing(1, kind="break", rooms=[1, 2], in_all_rooms=True)
    homeless = placing(2, speakers=[1])

    (clash,) = clashes_of(homeless, [lunch], hours=HOURS, crowd=CROWD)

    assert (clash.cause, clash.is_hard) == (Cause.PLENARY, False)


def test_speaker_is_in_two_workshops_at_one_instant_in_two_zones():
    in_kyiv = placing(1, start=600, end=660, workshop=1, speakers=[7])
    in_tbilisi = placing(2, start=720, end=780, workshop=2, speakers=[7])  # 10:00 in Kyiv

    (clash,) = clashes_of(in_kyiv, [in_tbilisi], hours=HOURS, crowd=CROWD)

    assert (clash.cause, clash.is_hard) == (Cause.SPEAKER, False)
    assert clash.words == (
        "Person 7 is also needed at “Session 2” of another workshop, 12:00–13:00 there."
    )


def test_same_wall_clock_in_two_zones_is_no_clash():
    in_kyiv = placing(1, start=600, end=660, workshop=1, speakers=[7])
    in_tbilisi = placing(2, start=600, end=660, workshop=2, speakers=[7])

    assert clashes_of(in_kyiv, [in_tbilisi], hours=HOURS, crowd=CROWD) == []


def test_session_of_a_workshop_the_reader_may_not_see_is_not_named():
    ours = placing(1, workshop=1, speakers=[7])
    theirs = placing(2, start=600, end=720, workshop=2, speakers=[7], is_named=False)

    (clash,) = clashes_of(ours, [theirs], hours=HOURS, crowd=CROWD)

    assert clash.words == "Person 7 is needed in another workshop at the same time."


def test_days_and_hours_are_hard():
    cases = [
        (placing(day=DAY - datetime.timedelta(days=1), speakers=[1]), Cause.DAYS, "day"),
        (placing(start=7 * 60, speakers=[1]), Cause.HOURS, "start"),
        (placing(start=19 * 60, end=21 * 60, speakers=[1]), Cause.HOURS, "end"),
    ]

    for one, cause, field in cases:
        (clash,) = clashes_of(one, [], hours=HOURS, crowd=CROWD)
        assert (clash.cause, clash.field, clash.is_hard) == (cause, field, True)


def test_only_sessions_with_content_need_a_speaker():
    kinds = ["lecture", "break", "social"]

    found = [clashes_of(placing(kind=k), [], hours=HOURS, crowd=CROWD) for k in kinds]

    assert [[c.cause for c in clashes] for clashes in found] == [[Cause.NO_SPEAKER], [], []]


def test_seats_are_counted_where_everybody_is_expected():
    too_small = placing(kind="opening", rooms=[2], speakers=[1])
    large_enough = placing(kind="opening", rooms=[1], speakers=[1])
    of_unknown_size = placing(kind="opening", rooms=[2, 3], speakers=[1])
    parallel = placing(kind="case-study", rooms=[2], speakers=[1])

    words = [
        [clash.words for clash in missing_seats(one, CROWD)]
        for one in (too_small, large_enough, of_unknown_size, parallel)
    ]

    assert words == [["20 seats for 60 approved participants."], [], [], []]
