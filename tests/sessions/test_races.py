"""Several processes write one agenda at once, on SQLite and on PostgreSQL."""

import pytest

from tests.faults.crowd import Crowd
from tests.faults.services import scratch_database, scratch_folder

EVERY_HALF_HOUR = list(range(8 * 60, 20 * 60, 30))

pytestmark = [pytest.mark.faults, pytest.mark.timeout(240)]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.services)])
def office(request, tmp_path):
    """Organisers in processes of their own, who have a workshop before them."""
    if request.param == "sqlite":
        with Crowd("tests.sessions.race", scratch_folder(tmp_path)) as crowd:
            crowd.ask("prepare")
            yield crowd
        return
    with (
        scratch_database() as url,
        Crowd("tests.sessions.race", tmp_path, DATABASE_URL=url) as crowd,
    ):
        crowd.ask("prepare")
        yield crowd


def test_two_organisers_never_place_two_sessions_into_one_room_at_one_time(office):
    given = office.at_once(("place", 0, "room"), ("place", 1, "plenary"))

    seen = office.ask("count")
    assert seen["starts"] == EVERY_HALF_HOUR
    assert sum(given) == len(EVERY_HALF_HOUR)
    assert seen["speakers"] == 1


def test_of_two_organisers_who_arrange_the_same_sessions_the_second_is_told_so(office):
    office.ask("fill")

    early, late = office.at_once(("arrange_set", "early"), ("arrange_set", "late"))

    # Both began with the same versions: one of them must not be believed.
    assert sorted([early["outcomes"][0], late["outcomes"][0]]) == ["stale", "won"]
    # Nothing was overwritten: each session stands where all that was accepted has brought it.
    won = [one["outcomes"].count("won") for one in (early, late)]
    both = sum(won)
    seen = office.ask("count")
    assert seen["versions_of_sessions"] == [
        1 + n for n in (won[0], won[0], both, both, won[1], won[1])
    ]
    by_early, by_late = early["shifted"], late["shifted"]
    assert seen["starts"] == [
        540 + by_early,
        600 + by_early,
        660 + by_early + by_late,
        720 + by_early + by_late,
        780 + by_late,
        840 + by_late,
    ]


def test_first_mark_of_two_at_the_door_is_kept(office):
    written = office.at_once(("mark", "present"), ("mark", "excused"))

    assert sorted(written) == [0, 1]
    assert office.ask("count")["marks"] == [("present", "excused")[written.index(1)]]


def test_two_releases_at_once_make_one_version(office):
    given = office.at_once(("release_agenda",), ("release_agenda",))

    assert sorted(given) == [0, 1]
    assert office.ask("count")["versions"] == [1]


def test_release_and_scheduling_do_not_wait_for_each_other_for_ever(office):
    given = office.at_once(("place", 1, "plenary"), ("release_agenda",))

    assert given == [len(EVERY_HALF_HOUR), 1]
