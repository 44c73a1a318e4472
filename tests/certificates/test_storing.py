"""A disk that is full: nothing half written stays, and the batch goes on when there is room."""

import errno
import os

import pytest

from certificates import storing
from certificates.actions import issuing
from certificates.models import Certificate
from jobs.models import JobItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def full_disk(monkeypatch):
    """Writing fails at the end of the first file, as it does when the disk is full."""
    failures = [OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))]
    flush = os.fsync

    def fsync(descriptor):
        if failures:
            raise failures.pop()
        flush(descriptor)

    monkeypatch.setattr(storing.os, "fsync", fsync)
    return failures


def test_full_disk_leaves_no_part_and_no_row(attended, full_disk, private_files):
    certificate = issuing.issue_one(registration=attended())

    with pytest.raises(OSError, match="No space left"):
        storing.keep_sheet(certificate, b"%PDF-", writer="a")

    kept = Certificate.objects.get()
    assert (kept.file.name, kept.sha256, kept.credential) == ("", "", "")
    assert [path for path in private_files.rglob("*") if path.is_file()] == []


def test_batch_on_a_full_disk_is_done_when_there_is_room(
    attended, workshop, run_jobs, settings, full_disk, private_files
):
    settings.JOBS_BACKOFF_SECONDS = [0.0, 0.0]
    for _ in range(3):
        attended()

    issuing.start_batch(workshop=workshop)
    run_jobs()

    assert not full_disk  # it has struck
    assert [one.number for one in Certificate.objects.order_by("number")] == [1, 2, 3]
    assert all(map(storing.has_sheet, Certificate.objects.all()))
    assert set(JobItem.objects.values_list("state", flat=True)) == {"done"}
    assert not list(private_files.rglob("*.part"))
