"""Several processes at the last seats at once: run by test_seat_races, never imported by it.

    python -m tests.participants.seat_hammer DELEGATION CLIENTS NUMBER START_AT
    python -m tests.participants.seat_hammer open:WORKSHOP CLIENTS NUMBER START_AT

The first names people for a delegation, the second sends the forms of people of an open workshop.
Prints how many seats this process was given.
"""

import sys
import time
from concurrent.futures import ThreadPoolExecutor

import django

django.setup()

from django.db import connection  # noqa: E402

from participants.actions.nominating import nominate  # noqa: E402
from participants.actions.registering import submit  # noqa: E402
from participants.models import Delegation, Registration  # noqa: E402
from participants.rules import SeatsTaken  # noqa: E402


def _try(delegation: Delegation, number: str, start_at: float) -> bool:
    """One client with a connection of its own; all of them begin at the same moment."""
    time.sleep(max(0.0, start_at - time.time()))
    try:
        nominate(
            delegation=delegation,
            given_names="Racer",
            family_name=number,
            email=f"racer-{number}@example.org",
        )
    except SeatsTaken:
        return False
    finally:
        connection.close()
    return True


def _send(registration: Registration, start_at: float) -> bool:
    """One participant sends the form; without a free seat it is the waiting list."""
    time.sleep(max(0.0, start_at - time.time()))
    try:
        return submit(registration=registration, values={}).holds_seat
    finally:
        connection.close()


def main() -> None:
    target, clients, number, start_at = sys.argv[1:5]
    with ThreadPoolExecutor(int(clients)) as pool:
        if target.startswith("open:"):
            rows = Registration.objects.filter(workshop=int(target.removeprefix("open:")))
            first = int(number) * int(clients)
            own = rows.for_list().order_by("pk")[first : first + int(clients)]
            tries = [pool.submit(_send, row, float(start_at)) for row in own]
        else:
            delegation = Delegation.objects.select_related("workshop").get(pk=int(target))
            tries = [
                pool.submit(_try, delegation, f"{number}-{n}", float(start_at))
                for n in range(int(clients))
            ]
        print(sum(each.result() for each in tries))  # noqa: T201


if __name__ == "__main__":
    main()
