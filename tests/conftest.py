"""Fixtures that every room of the house needs."""

import os

import pytest

from tests.factories import TeamMemberFactory, UserFactory, WorkshopFactory


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
