"""Several processes issue at once, and some are killed: no number is lost or given twice."""

import subprocess
import sys
import time

import pytest

from tests.faults.crowd import ROOT, Crowd
from tests.faults.services import scratch_database, scratch_folder

PEOPLE, CLERKS, BLANKS = 30, 4, 5

pytestmark = [pytest.mark.faults, pytest.mark.timeout(240)]


class Office(Crowd):
    """Clerks in processes of their own, and the command that people give."""

    def __init__(self, folder, **environment):
        # So that what a killed process held is taken up again at once.
        lease = {"JOBS_LEASE_SECONDS": "3"}
        super().__init__("tests.certificates.clerk", folder, **lease, **environment)
        self.ask("fill", PEOPLE)

    def command(self, output):
        return subprocess.Popen(
            [sys.executable, "manage.py", "issue_certificates", "race", "--output", output],
            env=self.environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.services)])
def office(request, tmp_path):
    if request.param == "sqlite":
        with Office(scratch_folder(tmp_path)) as office:
            yield office
        return
    with scratch_database() as url, Office(tmp_path, DATABASE_URL=url) as office:
        yield office


def test_numbers_without_gap_or_repeat_when_many_issue_at_once(office):
    office.at_once(*(("issue", seed) for seed in range(CLERKS)), ("blank", BLANKS))

    seen = office.ask("count")
    assert seen["numbers"] == list(range(1, PEOPLE + BLANKS + 1))
    assert len(seen["people"]) == len(set(seen["people"])) == PEOPLE
    assert seen["next"] == PEOPLE + BLANKS + 1


@pytest.mark.faults
def test_batch_killed_in_the_middle_is_finished_by_the_next_run(office, tmp_path):
    victim = office.command(tmp_path / "out")
    files = tmp_path / "files" / "certificates"
    ends_at = time.monotonic() + 60
    while not list(files.glob("*/*.pdf")):
        assert time.monotonic() < ends_at, "nothing printed"
        time.sleep(0.005)
    victim.kill()
    victim.communicate()
    halfway = office.ask("count")
    second = office.command(tmp_path / "out")
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
    both = [office.command(tmp_path / name) for name in ("one", "two")]
    said = [command.communicate(timeout=120) for command in both]

    assert [command.returncode for command in both] == [0, 0], said
    seen = office.ask("count")
    assert seen["numbers"] == list(range(1, PEOPLE + 1))
    assert seen["printed"] == [PEOPLE]
    for name in ("one", "two"):
        assert len(list((tmp_path / name).glob("RACE-*.pdf"))) == PEOPLE
