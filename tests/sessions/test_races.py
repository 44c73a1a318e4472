"""Several processes write one agenda at once, on SQLite and on PostgreSQL."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.faults.services import scratch_database

ROOT = Path(__file__).resolve().parents[2]
EVERY_HALF_HOUR = list(range(8 * 60, 20 * 60, 30))

pytestmark = [pytest.mark.faults, pytest.mark.timeout(240)]


class Office:
    """A data folder and a database that processes of their own work in."""

    def __init__(self, folder, database_url=""):
        self.environment = {**os.environ, "DATA_DIR": str(folder), "LOG_LEVEL": "ERROR"}
        for name in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "REDIS_URL"):
            self.environment.pop(name, None)
        if database_url:
            self.environment["DATABASE_URL"] = database_url

    def send(self, *arguments):
        return subprocess.Popen(
            [sys.executable, "-m", "tests.sessions.race", *map(str, arguments)],
            env=self.environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def ask(self, *arguments):
        return self.hear(self.send(*arguments))

    def hear(self, process):
        said, wrong = process.communicate(timeout=120)
        assert process.returncode == 0, wrong
        return json.loads(said)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.services)])
def office(request, tmp_path):
    if request.param == "sqlite":
        yield Office(tmp_path)
        return
    with scratch_database() as database_url:
        yield Office(tmp_path, database_url)


def test_two_organisers_never_place_two_sessions_into_one_room_at_one_time(office):
    office.ask("prepare")
    at = time.time() + 8

    organisers = [office.send("place", n, at, kind) for n, kind in enumerate(["room", "plenary"])]
    given = [office.hear(organiser) for organiser in organisers]

    seen = office.ask("count")
    assert seen["starts"] == EVERY_HALF_HOUR
    assert sum(given) == len(EVERY_HALF_HOUR)
    assert seen["speakers"] == 1


def test_of_two_organisers_who_arrange_the_same_sessions_the_second_is_told_so(office):
    office.ask("prepare")
    office.ask("fill")
    at = time.time() + 8

    organisers = [office.send("arrange", name, at) for name in ("early", "late")]
    early, late = (office.hear(organiser) for organiser in organisers)

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
    office.ask("prepare")
    at = time.time() + 8

    door = [office.send("mark", status, at) for status in ("present", "excused")]
    written = [office.hear(person) for person in door]

    assert sorted(written) == [0, 1]
    assert office.ask("count")["marks"] == [("present", "excused")[written.index(1)]]


def test_two_releases_at_once_make_one_version(office):
    office.ask("prepare")
    at = time.time() + 8

    organisers = [office.send("release", at) for _ in range(2)]
    given = [office.hear(organiser) for organiser in organisers]

    assert sorted(given) == [0, 1]
    assert office.ask("count")["versions"] == [1]


def test_release_and_scheduling_do_not_wait_for_each_other_for_ever(office):
    office.ask("prepare")
    at = time.time() + 8

    organisers = [office.send("place", 1, at, "plenary"), office.send("release", at)]
    given = [office.hear(organiser) for organiser in organisers]

    assert given == [len(EVERY_HALF_HOUR), 1]
