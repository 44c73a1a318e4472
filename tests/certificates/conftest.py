"""A workshop with two half-days that count, and people who attended them or did not."""

import datetime

import pytest

from certificates.eligibility import judge
from certificates.holders import holder_of
from certificates.kinds import kind_of
from sessions.models import Attendance
from tests.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    DelegationFactory,
    PersonFactory,
    RegistrationFactory,
    WorkshopOrganiserFactory,
)


@pytest.fixture(autouse=True)
def private_files(settings, tmp_path):
    """Every test has its own store of files."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


@pytest.fixture
def agenda(workshop):
    """Two sessions that count: a morning and an afternoon of the first day, 3 hours in all."""
    WorkshopOrganiserFactory(workshop=workshop, organisation__name="Police Academy")
    return [
        AgendaItemFactory(workshop=workshop, start_minute=9 * 60, minutes=90),
        AgendaItemFactory(workshop=workshop, start_minute=14 * 60, minutes=90),
    ]


@pytest.fixture
def attended(workshop, agenda):
    """Make somebody who was there: ``attended(halves="am")`` for the morning only."""
    delegation = DelegationFactory(workshop=workshop, country="", organisation_name="Guests")

    def make(halves=("am", "pm"), **fields):
        person = fields.pop("person", None) or PersonFactory()
        registration = RegistrationFactory(
            workshop=workshop, delegation=delegation, person=person, **fields
        )
        for half in [halves] if isinstance(halves, str) else halves:
            mark(registration, half)
        return registration

    return make


def mark(registration, half, status=Attendance.Status.PRESENT):
    return AttendanceFactory(registration=registration, half=half, status=status)


def of(registration, kind="participation"):
    """Whom and what an action is about."""
    return {"workshop": registration.workshop, "person": registration.person, "kind": kind}


def verdict_for(workshop, person, kind="participation"):
    holder = holder_of(workshop, person.pk)
    given = kind_of(workshop, kind)
    return judge(workshop, [holder], [given])[person.pk, kind]


@pytest.fixture
def now():
    return datetime.datetime(2030, 12, 14, 9, 30, tzinfo=datetime.UTC)
