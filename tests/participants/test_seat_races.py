"""The last seats under real concurrency: processes on SQLite, connections on PostgreSQL."""

import os
import subprocess
import sys
import time

import pytest

from tests.faults.services import scratch_database

CLIENTS, PROCESSES, SEATS = 32, 4, 5


def hammer(environment, target):
    """Start the processes, let all clients begin at one moment, and count the seats given."""
    start_at = str(time.time() + 6)
    started = [
        subprocess.Popen(
            [
                *(sys.executable, "-W", "ignore", "-m", "tests.participants.seat_hammer"),
                *(str(target), str(CLIENTS // PROCESSES), str(number), start_at),
            ],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(PROCESSES)
    ]
    given = 0
    for process in started:
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, err[-2000:]
        given += int(out.strip().splitlines()[-1])
    return given


@pytest.fixture
def sqlite_environment(tmp_path):
    """A SQLite file of its own, with a delegation of five seats and a workshop that is open to 32
    people and has room for five; returns (environment, delegation's key, workshop's key)."""
    environment = {
        **os.environ,
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "LOG_LEVEL": "ERROR",
    }
    environment.pop("DATABASE_URL", None)
    setting_up = (
        "import django; django.setup()\n"
        "from django.core.management import call_command\n"
        "call_command('migrate', verbosity=0)\n"
        "from tests.factories import DelegationFactory, RegistrationFactory, WorkshopFactory\n"
        f"w = WorkshopFactory(capacity={SEATS}, open_registration=True)\n"
        f"for n in range({CLIENTS}):\n"
        "    RegistrationFactory(\n"
        "        workshop=w, delegation=None, state='waitlisted', came_openly=True)\n"
        f"print(DelegationFactory(quota={SEATS}).pk, w.pk)\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", setting_up],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    delegation, workshop = done.stdout.strip().splitlines()[-1].split()
    return environment, int(delegation), int(workshop)


@pytest.mark.faults
def test_last_seats_are_given_once_on_sqlite(sqlite_environment):
    environment, delegation, _workshop = sqlite_environment

    assert hammer(environment, delegation) == SEATS


@pytest.mark.faults
def test_capacity_of_an_open_workshop_holds_on_sqlite(sqlite_environment):
    environment, _delegation, workshop = sqlite_environment

    assert hammer(environment, f"open:{workshop}") == SEATS


@pytest.mark.faults
@pytest.mark.services
def test_last_seats_are_given_once_on_postgresql():
    """A run of its own, whatever database this one uses: SQLite has no row locks to test."""
    with scratch_database() as url:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "pytest", "tests/participants/races_on_postgresql.py"),
                *("-q", "-p", "no:cacheprovider", "--create-db"),
            ],
            env={**os.environ, "DATABASE_URL": url},
            capture_output=True,
            text=True,
            timeout=200,
        )

    assert done.returncode == 0, done.stdout[-3000:]
