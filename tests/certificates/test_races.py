"""Several processes issue at once, and some are killed: no number is lost or given twice."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.faults.services import scratch_database

ROOT = Path(__file__).resolve().parents[2]
PEOPLE, CLERKS, BLANKS = 30, 4, 5

pytestmark = [pytest.mark.faults, pytest.mark.timeout(240)]


class Office:
    """A data folder and a database that processes of their own work in."""

    def __init__(self, folder, database_url=""):
        keep = ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH", "VIRTUAL_ENV")
        self.environment = {name: os.environ[name] for name in keep if name in os.environ}
        self.environment |= {
            "DATA_DIR": str(folder),
            "PYTHONPATH": str(ROOT),
            "LOG_LEVEL": "ERROR",
            # So that what a killed process held is taken up again at once.
            "JOBS_LEASE_SECONDS": "3",
        }
        if database_url:
            self.environment["DATABASE_URL"] = database_url

    def send(self, *arguments):
        return subprocess.Popen(
            [sys.executable, *map(str, arguments)],
            env=self.environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def clerk(self, *arguments):
        return self.send("-m", "tests.certificates.clerk", *arguments)

    def ask(self, *arguments):
        clerk = self.clerk(*arguments)
        said, wrong = clerk.communicate(timeout=120)
        assert clerk.returncode == 0, wrong
        return json.loads(said)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.services)])
def office(request, tmp_path):
    if request.param == "sqlite":
        yield Office(tmp_path)
        return
    with scratch_database() as database_url:
        yield Office(tmp_path, database_url)


def test_numbers_without_gap_or_repeat_when_many_issue_at_once(office):
    office.ask("prepare", PEOPLE)
    at = time.time() + 5

    clerks = [office.clerk("issue", seed, at) for seed in range(CLERKS)]
    clerks.append(office.clerk("blank", BLANKS, at))
    ends = [clerk.communicate(timeout=120) for clerk in clerks]

    assert [clerk.returncode for clerk in clerks] == [0] * (CLERKS + 1), ends
    seen = office.ask("count")
    assert seen["numbers"] == list(range(1, PEOPLE + BLANKS + 1))
    assert len(seen["people"]) == len(set(seen["people"])) == PEOPLE
    assert seen["next"] == PEOPLE + BLANKS + 1


@pytest.mark.faults
def test_batch_killed_in_the_middle_is_finished_by_the_next_run(office, tmp_path):
    office.ask("prepare", PEOPLE)
    command = ["manage.py", "issue_certificates", "race", "--output", tmp_path / "out"]

    victim = office.send(*command)
    files = tmp_path / "files" / "certificates"
    ends_at = time.monotonic() + 60
    while not list(files.glob("*/*.pdf")):
        assert time.monotonic() < ends_at, "nothing printed"
        time.sleep(0.005)
    victim.kill()
    victim.communicate()
    halfway = office.ask("count")
    second = office.send(*command)
    said, wrong = second.communicate(timeout=120)

    assert second.returncode == 0, said + wrong
    assert halfway["sheets"] < PEOPLE, "the kill came too late to prove anything"
    seen = office.ask("count")
    assert seen["numbers"] == list(range(1, PEOPLE + 1))
    assert (seen["next"], seen["sheets"], seen["printed"]) == (PEOPLE + 1, PEOPLE, [PEOPLE])
    assert seen["sealed"] == PEOPLE
    assert len(list((tmp_path / "out").glob("RACE-*.pdf"))) == PEOPLE
    assert not list((tmp_path / "files").rglob("*.part"))


def test_two_commands_side_by_side_share_the_batch(office, tmp_path):
    office.ask("prepare", PEOPLE)

    both = [
        office.send("manage.py", "issue_certificates", "race", "--output", tmp_path / name)
        for name in ("one", "two")
    ]
    said = [command.communicate(timeout=120) for command in both]

    assert [command.returncode for command in both] == [0, 0], said
    seen = office.ask("count")
    assert seen["numbers"] == list(range(1, PEOPLE + 1))
    assert seen["printed"] == [PEOPLE]
    for name in ("one", "two"):
        assert len(list((tmp_path / name).glob("RACE-*.pdf"))) == PEOPLE
