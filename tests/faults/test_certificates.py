"""Strike in the middle of a batch of sealed certificates, then count and verify them all."""

import itertools

import pytest

from tests.faults.conftest import running
from tests.faults.installation import wait_until

pytestmark = [pytest.mark.faults, pytest.mark.timeout(600)]

PEOPLE = 24
_slugs = (f"struck-{number}" for number in itertools.count())


@pytest.fixture(scope="module", params=["embedded", "grown"])
def size(request, tmp_path_factory):
    """Printing twenty sheets takes a slow machine longer than the other tests' short leases."""
    folder = tmp_path_factory.mktemp(f"certificates-{request.param}")
    yield from running(request.param, folder, JOBS_LEASE_SECONDS="12")


@pytest.fixture
def batch(installation):
    """A running batch of which some sheets are stored; the workshop and the job."""
    slug = next(_slugs)
    job = installation.ask("certify", slug=slug, count=PEOPLE)
    wait_until(
        lambda: 0 < installation.ask("stored", slug=slug) < PEOPLE,
        seconds=180,
        what=f"a part of the sheets\n{installation.said()[-3000:]}",
    )
    return slug, job


def assert_all_is_well(installation, batch):
    slug, job = batch
    seen = installation.wait_finished(job, seconds=300)
    assert set(seen["states"].values()) == {"done"}
    told = installation.ask("certified", slug=slug)
    assert told["numbers"] == list(range(1, PEOPLE + 1))  # none lost, none twice
    assert told["next"] == PEOPLE + 1
    assert len(set(told["people"])) == PEOPLE
    assert told["sealed"] == PEOPLE  # each file whole, as its checksum and its seal say
    assert told["printed"] == [PEOPLE]


def test_worker_killed_while_it_seals(installation, batch):
    installation.kill("worker")

    assert_all_is_well(installation, batch)


def test_web_killed_while_the_worker_seals(installation, batch):
    installation.kill("web")

    assert_all_is_well(installation, batch)


def test_database_restarted_while_the_worker_seals(grown, batch):
    assert grown.ask("disconnect_all") > 0

    assert_all_is_well(grown, batch)
