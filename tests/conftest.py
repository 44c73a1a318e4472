"""Fixtures that every room of the house needs."""

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
