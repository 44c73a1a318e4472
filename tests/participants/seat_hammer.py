"""What many people do at the last seats at once: the acts of a ``Crowd``."""

import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from participants.actions.nominating import nominate
from participants.actions.registering import submit
from participants.models import Delegation, Registration
from participants.rules import SeatsTaken
from tests.factories import DelegationFactory, RegistrationFactory, WorkshopFactory
from tests.faults.crowd import wait_for_the_others


def prepare(seats, people):
    """A delegation with so many seats, and a workshop with as many that is open to ``people``."""
    DelegationFactory(quota=seats)
    workshop = WorkshopFactory(capacity=seats, open_registration=True)
    for _ in range(people):
        RegistrationFactory(
            workshop=workshop, delegation=None, state="waitlisted", came_openly=True
        )


def name_people(number, clients):
    """Clients name a person each for the delegation; how many seats they were given."""
    delegation = Delegation.objects.select_related("workshop").get()
    return _in_threads(lambda n: _was_named(delegation, f"{number}-{n}"), range(clients))


def send_forms(number, clients):
    """So many people of the open workshop send their forms; how many seats they were given.

    Without a free seat it is the waiting list.
    """
    rows = Registration.objects.filter(delegation=None).for_list().order_by("pk")
    own = rows[number * clients : (number + 1) * clients]
    return _in_threads(lambda row: submit(registration=row, values={}).holds_seat, own)


def _was_named(delegation, number):
    try:
        nominate(
            delegation=delegation,
            given_names="Racer",
            family_name=number,
            email=f"racer-{number}@example.org",
        )
    except SeatsTaken:
        return False
    return True


def _in_threads(act, things):
    """Each in a thread with a connection of its own; all begin when other processes are ready."""
    things = list(things)
    connection.close()
    start = threading.Event()

    def run(thing):
        start.wait()
        try:
            return act(thing)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(things)) as pool:
        under_way = [pool.submit(run, thing) for thing in things]
        wait_for_the_others()
        start.set()
        return sum(one.result() for one in under_way)
