"""Merges beside other writers on PostgreSQL, in threads with a connection each.

SQLite has no row locks to test. Whatever comes first, nothing is lost and nobody gets an internal
error.
"""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from common.rules import RuleBroken
from pages.actions import merging
from pages.actions.merging import merge
from pages.actions.undoing_merge import undo_merge
from participants.actions.answering import Written
from participants.actions.changing_state import change_state
from participants.actions.correcting import correct
from participants.models import MergeRecord, Person, Registration
from participants.states import RegistrationState
from sessions.actions.adding_speakers import add_speaker
from sessions.models import Speaker
from tests.factories import PersonFactory, RegistrationFactory, UserFactory, WorkshopFactory

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

ROUNDS = 3


@pytest.fixture
def admin():
    return UserFactory(is_superuser=True)


def _at_once(*acts):
    """Run the acts together; a refusal in words is an answer like any other."""
    start = threading.Barrier(len(acts))

    def run(act):
        try:
            start.wait()
            return act()
        except RuleBroken as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=len(acts)) as pool:
        return list(pool.map(run, acts))


def _merges(results):
    return [one for one in results if isinstance(one, MergeRecord)]


@pytest.mark.parametrize("n", range(ROUNDS))
def test_merges_that_cross_leave_one_record(admin, n):
    one, other = RegistrationFactory().person, RegistrationFactory().person

    results = _at_once(
        lambda: merge(survivor=one, other=other, by=admin),
        lambda: merge(survivor=other, other=one, by=admin),
    )

    assert len(_merges(results)) == 1
    assert Person.objects.get().registrations.count() == 2


@pytest.mark.parametrize("n", range(ROUNDS))
def test_merges_in_a_ring_end(admin, n):
    a, b, c = (RegistrationFactory().person for _n in range(3))

    results = _at_once(
        lambda: merge(survivor=a, other=b, by=admin),
        lambda: merge(survivor=b, other=c, by=admin),
        lambda: merge(survivor=c, other=a, by=admin),
    )

    assert Person.objects.count() == 3 - len(_merges(results)) >= 1
    assert Registration.objects.count() == 3


@pytest.mark.parametrize("n", range(ROUNDS))
def test_correction_beside_a_merge_reaches_the_survivor(admin, n):
    kept, gone = RegistrationFactory(), RegistrationFactory()

    results = _at_once(
        lambda: merge(survivor=kept.person, other=gone.person, by=admin, take=["phone"]),
        lambda: correct(registration=gone, values={"phone": "+380 44 1"}, by=admin),
    )

    assert len(_merges(results)) == 1
    assert isinstance(results[1], Written)
    assert Person.objects.get().phone == "+380 44 1"


@pytest.mark.parametrize("n", range(ROUNDS))
def test_speaker_added_beside_a_merge_is_the_survivor(admin, n):
    kept, gone = PersonFactory(), PersonFactory()
    workshop = WorkshopFactory()

    results = _at_once(
        lambda: merge(survivor=kept, other=gone, by=admin),
        lambda: add_speaker(workshop=workshop, by=admin, person=gone),
    )

    assert len(_merges(results)) == 1
    assert Speaker.objects.get().person == kept


@pytest.mark.parametrize("n", range(ROUNDS))
def test_nobody_comes_back_twice_beside_a_merge(admin, n):
    kept = RegistrationFactory()
    gone = RegistrationFactory(
        workshop=kept.workshop, delegation=kept.delegation, state=RegistrationState.WITHDRAWN
    )

    results = _at_once(
        lambda: merge(survivor=kept.person, other=gone.person, by=admin),
        lambda: change_state(registration=gone, to=RegistrationState.NOMINATED, by=admin),
    )

    assert sum(isinstance(one, RuleBroken) for one in results) == 1


@pytest.mark.parametrize("n", range(ROUNDS))
def test_merge_is_undone_once_by_two(admin, n):
    kept, gone = RegistrationFactory().person, RegistrationFactory().person
    record = merge(survivor=kept, other=gone, by=admin)

    results = _at_once(
        lambda: undo_merge(record=record, by=admin), lambda: undo_merge(record=record, by=admin)
    )

    assert sum(isinstance(one, RuleBroken) for one in results) == 1
    assert Person.objects.get(pk=gone.pk).registrations.count() == 1


def test_without_the_lock_a_correction_is_lost_or_fails(admin, monkeypatch):
    """Else the tests above would prove nothing."""
    from participants.actions import answering

    reading, merged = threading.Event(), threading.Event()

    def unlocked(registration):
        person = registration.person = Person.objects.get(pk=registration.person_id)
        reading.set()
        merged.wait(10)
        return person

    monkeypatch.setattr(answering, "hold_person_of", unlocked)
    kept, gone = RegistrationFactory(), RegistrationFactory()

    def merging_after_the_read():
        reading.wait(10)
        try:
            return merging.merge(survivor=kept.person, other=gone.person, by=admin)
        finally:
            merged.set()

    with pytest.raises(Exception, match=r"did not affect any rows|violates"):
        _at_once(
            merging_after_the_read,
            lambda: correct(registration=gone, values={"phone": "+380 44 1"}, by=admin),
        )
