"""Fixtures that every room of the house needs."""

import os

import pytest
from django.db import connection

from tests.factories import TeamMemberFactory, UserFactory, WorkshopFactory
from tests.faults import services

#: Markers of what takes seconds rather than milliseconds.
SLOW = {"browser", "faults"}


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


@pytest.fixture
def run_jobs(django_capture_on_commit_callbacks):
    """Work off every due job in this process, as the worker would."""
    from jobs.testing import work_off

    return work_off


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(config, items):
    """Mark what asks the database, leave out what the other one is for, and begin with what takes
    longest, so that no worker is left alone with it at the end."""
    for item in items:
        fixtures = {"db", "transactional_db"} & set(item.fixturenames)
        if fixtures or item.get_closest_marker("django_db"):
            item.add_marker("database")
    if connection.vendor != "postgresql":
        strangers = [item for item in items if item.get_closest_marker("postgresql")]
        items[:] = [item for item in items if item not in strangers]
        config.hook.pytest_deselected(items=strangers)
    yield  # pytest-django puts them into its order, -m takes out what is not asked for
    items.sort(key=lambda item: not SLOW & {marker.name for marker in item.iter_markers()})


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
