"""The last seats on PostgreSQL, in threads with a connection each: SQLite has no row locks to test.

Once the lock is taken out, and more people than seats must come of it: else it would prove nothing.
"""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from participants import seats
from participants.actions import nominating
from participants.actions.changing_state import change_state
from participants.actions.inviting import invite_on_paper
from participants.actions.nominating import nominate
from participants.actions.offering import offer_seat
from participants.actions.promoting import promote_next
from participants.actions.registering import submit
from participants.actions.resizing import resize
from participants.actions.resizing_many import resize_many
from participants.actions.vetting import approve
from participants.importing.applying import apply
from participants.importing.preview import start
from participants.importing.reading import read_pasted
from participants.models import Delegation, Offer
from participants.rules import SeatsTaken
from participants.states import RegistrationState
from tests.factories import DelegationFactory, RegistrationFactory, UserFactory, WorkshopFactory

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

CLIENTS, SEATS = 32, 5


def _in_threads(acts):
    """Run each act in a thread with a database connection of its own, all at once."""

    def run(act):
        try:
            return act()
        except SeatsTaken:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=len(acts)) as pool:
        return [result for result in pool.map(run, acts) if result is not None]


def _without_the_lock(*, workshop_id, delegation_id):
    """The same count without a lock, on a slow machine: what the race would be."""
    delegation = Delegation.objects.select_related("workshop").get(pk=delegation_id)
    found = seats.Seats(delegation.workshop, delegation)
    refusal = found.refusal()
    time.sleep(0.2)
    found.refusal = lambda: refusal
    return found


def _nominations(delegation):
    return [
        lambda n=n: nominate(
            delegation=delegation,
            given_names="Racer",
            family_name=str(n),
            email=f"racer{n}@example.org",
        )
        for n in range(CLIENTS)
    ]


def test_last_seats_are_given_once_on_postgresql():
    delegation = DelegationFactory(quota=SEATS)

    given = _in_threads(_nominations(delegation))

    assert len(given) == SEATS
    assert delegation.registrations.seated().count() == SEATS


def test_without_the_lock_the_quota_is_exceeded(monkeypatch):
    monkeypatch.setattr(nominating, "lock_seats", _without_the_lock)
    delegation = DelegationFactory(quota=1)

    given = _in_threads(_nominations(delegation))

    assert len(given) > 1


def test_capacity_holds_across_delegations_on_postgresql():
    workshop = WorkshopFactory(capacity=SEATS)
    acts = [
        _nominations(DelegationFactory(workshop=workshop, quota=CLIENTS))[n] for n in range(CLIENTS)
    ]

    given = _in_threads(acts)

    assert len(given) == SEATS
    assert workshop.registrations.seated().count() == SEATS


def test_capacity_of_an_open_workshop_holds_on_postgresql():
    workshop = WorkshopFactory(capacity=SEATS, open_registration=True)
    common = {"delegation": None, "state": RegistrationState.WAITLISTED, "came_openly": True}
    people = [RegistrationFactory(workshop=workshop, **common) for _n in range(CLIENTS)]

    sent = _in_threads([lambda row=row: submit(registration=row, values={}) for row in people])

    assert [row.holds_seat for row in sent].count(True) == SEATS
    assert workshop.registrations.seated().count() == SEATS
    assert workshop.registrations.filter(state="waitlisted").count() == CLIENTS - SEATS


def test_offers_and_nominations_share_the_last_seats_on_postgresql():
    delegation = DelegationFactory(quota=SEATS)
    by = UserFactory()
    waiting = [
        RegistrationFactory(
            workshop=delegation.workshop,
            delegation=delegation,
            state=RegistrationState.WAITLISTED,
            submitted_at=timezone.now(),
        )
        for _n in range(CLIENTS // 2)
    ]
    acts = [lambda row=row: offer_seat(registration=row, by=by) for row in waiting]

    given = _in_threads([*acts, *_nominations(delegation)[: CLIENTS // 2]])

    assert len(given) == SEATS
    held = Offer.objects.open().count()
    assert held + delegation.registrations.seated().count() == SEATS


def test_two_people_who_approve_at_once_are_first_and_second_on_postgresql():
    workshop = WorkshopFactory(needs_two_approvals=True)
    row = RegistrationFactory(workshop=workshop, state=RegistrationState.SUBMITTED)
    acts = [lambda by=by: approve(registration=row, by=by) for by in (UserFactory(), UserFactory())]

    assert sorted(_in_threads(acts)) == [False, True]
    row.refresh_from_db()
    assert row.state == RegistrationState.APPROVED


def test_approving_promoting_and_naming_at_once_on_postgresql():
    delegation = DelegationFactory(quota=2, reserves=5)
    by = UserFactory()
    common = {"workshop": delegation.workshop, "delegation": delegation}
    waiting = [RegistrationFactory(**common, state=RegistrationState.WAITLISTED) for _n in range(4)]
    for rank in range(1, 5):
        RegistrationFactory(**common, state=RegistrationState.NOMINATED, reserve_rank=rank)
    acts = [
        *(
            lambda each=each: change_state(registration=each, to=RegistrationState.APPROVED, by=by)
            for each in waiting
        ),
        *(lambda: promote_next(delegation=delegation, by=by) for _n in range(4)),
        *_nominations(delegation)[:8],
    ]

    given = _in_threads(acts)

    assert len(given) == 2
    assert delegation.registrations.seated().count() == 2


def test_letters_written_at_once_get_a_series_without_gaps():
    workshop, by = WorkshopFactory(), UserFactory()
    delegations = DelegationFactory.create_batch(CLIENTS // 2, workshop=workshop)
    acts = [
        lambda each=each: invite_on_paper(delegation=each, by=by).letter_number
        for each in (*delegations, *delegations)
    ]

    numbers = _in_threads(acts)

    assert sorted(numbers) == sorted([*range(1, CLIENTS // 2 + 1)] * 2)


def test_seats_of_several_are_changed_while_people_are_named_without_a_deadlock():
    workshop, by = WorkshopFactory(capacity=100), UserFactory()
    first, second = DelegationFactory.create_batch(2, workshop=workshop, quota=SEATS)
    sizes = [{first.pk: (SEATS, 1), second.pk: (SEATS, 2)}, {second.pk: (SEATS, 3)}]
    acts = [
        *(lambda n=n: resize_many(workshop=workshop, sizes=sizes[n % 2], by=by) for n in range(8)),
        *_nominations(first)[:10],
        *_nominations(second)[10:20],
    ]

    _in_threads(acts)

    assert first.registrations.seated().count() == SEATS
    assert second.registrations.seated().count() == SEATS


def _list_of(delegation, people):
    lines = [f"Doe {n}\tJo\tdoe{n}@example.org" for n in people]
    sheet = read_pasted("\n".join(["Surname\tGiven names\tE-mail", *lines]))
    return start(sheet=sheet, workshop=delegation.workshop, delegation=delegation, by=UserFactory())


def test_list_that_is_applied_twice_at_once_names_everybody_once():
    delegation = DelegationFactory(quota=CLIENTS)
    run = _list_of(delegation, range(SEATS))

    named = _in_threads([lambda: apply(run=run)] * 6)

    assert sorted(named) == [0, 0, 0, 0, 0, SEATS]
    assert delegation.registrations.count() == SEATS


def test_two_lists_for_the_same_seats_do_not_share_them():
    delegation = DelegationFactory(quota=SEATS)
    runs = [_list_of(delegation, range(at, at + SEATS)) for at in (0, 100, 200)]

    named = _in_threads([lambda run=run: apply(run=run) for run in runs])

    assert named == [SEATS]
    assert delegation.registrations.seated().count() == SEATS


def test_list_is_applied_whole_or_not_at_all_while_the_quota_shrinks():
    by = UserFactory()
    for _round in range(4):
        delegation = DelegationFactory(quota=SEATS)
        run = _list_of(delegation, range(SEATS))

        _in_threads(
            [
                lambda run=run: apply(run=run),
                lambda delegation=delegation: resize(
                    delegation=Delegation.objects.get(pk=delegation.pk),
                    quota=1,
                    reserves=0,
                    by=by,
                ),
            ]
        )

        delegation.refresh_from_db()
        ends = (delegation.quota, delegation.registrations.seated().count())
        assert ends in {(SEATS, SEATS), (1, 0)}
