"""Fixtures that every room of the house needs."""

import os
import time
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from django.utils import translation

from tests.factories import TeamMemberFactory, UserFactory, WorkshopFactory
from tests.faults import services

FAULTS = Path(__file__).parent / "faults"


@pytest.fixture
def workshop(db):
    return WorkshopFactory()


@pytest.fixture
def organiser(workshop):
    """A user who is organiser of ``workshop``."""
    return TeamMemberFactory(workshop=workshop).user


@pytest.fixture
def organiser_client(client, organiser):
    client.force_login(organiser)
    return client


@pytest.fixture
def stranger(db):
    """A user with an account and no role anywhere."""
    return UserFactory()


@pytest.fixture(autouse=True)
def _own_language():
    """A request leaves its language to whatever comes next in the same thread."""
    yield
    translation.deactivate()


@pytest.fixture
def standing_clock():
    """For what counts by the minute, so that none begins between the first time and the last."""
    with time_machine.travel(time.time(), tick=False):
        yield


@pytest.fixture
def run_jobs(django_capture_on_commit_callbacks):
    """Work off every due job in this process, as the worker would."""
    from jobs.testing import work_off

    return work_off


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(config, items):
    """Mark what asks the database, leave out what the other one is for, and say in which order the
    others run."""
    for item in items:
        fixtures = {"db", "transactional_db"} & set(item.fixturenames)
        if fixtures or item.get_closest_marker("django_db"):
            item.add_marker("database")
    if connection.vendor != "postgresql":
        strangers = [item for item in items if item.get_closest_marker("postgresql")]
        items[:] = [item for item in items if item not in strangers]
        config.hook.pytest_deselected(items=strangers)
    yield  # pytest-django puts them into its order, -m takes out what is not asked for
    items.sort(key=_how_late)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Keep a file's tests in one process, and all that share struck installations.

    Not by xdist's groups, which pytest 9.2 passes over in silence (pytest-xdist #1386)."""
    from xdist.scheduler import LoadFileScheduling

    class Scheduling(LoadFileScheduling):
        def _split_scope(self, nodeid):
            file = super()._split_scope(nodeid)
            return "tests/faults" if file.startswith("tests/faults/") else file

    return Scheduling(config, log)


def _how_late(item):
    """What takes seconds comes first, so that no worker is left alone with it in the end.

    One worker alone waits for processes that were struck, the others have the browsers; what only
    reckons fills the rest."""
    if FAULTS in item.path.parents:
        return 0
    if item.get_closest_marker("browser"):
        return 1
    return 2 if item.get_closest_marker("faults") else 3


def pytest_sessionfinish(session):
    if not hasattr(session.config, "workerinput"):
        services.forget_templates()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Where services and browser are demanded, a skipped test is a test that failed."""
    report = yield
    demanded = (
        os.environ.get("REQUIRE_SERVICES") == "1" and os.environ.get("REQUIRE_BROWSER") == "1"
    )
    if demanded and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped although everything was demanded: {report.longrepr}"
    return report
