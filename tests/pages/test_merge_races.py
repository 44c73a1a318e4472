"""Merging beside other writers, on PostgreSQL: SQLite has no row locks to test."""

import os
import subprocess
import sys

import pytest

from tests.faults.services import scratch_database


@pytest.mark.faults
@pytest.mark.services
def test_merges_beside_other_writers_on_postgresql():
    with scratch_database() as url:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "pytest", "tests/pages/merges_on_postgresql.py"),
                *("-q", "-p", "no:cacheprovider", "--create-db"),
            ],
            env={**os.environ, "DATABASE_URL": url},
            capture_output=True,
            text=True,
            timeout=280,
        )

    assert done.returncode == 0, done.stdout[-3000:]
