"""Several processes at the last seats at once: run by test_seat_races, never imported by it.

    python -m tests.participants.seat_hammer DELEGATION CLIENTS NUMBER START_AT

Prints how many seats this process was given.
"""

import sys
import time
from concurrent.futures import ThreadPoolExecutor

import django

django.setup()

from django.db import connection  # noqa: E402

from participants.actions.nominating import nominate  # noqa: E402
from participants.models import Delegation  # noqa: E402
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


def main() -> None:
    pk, clients, number, start_at = sys.argv[1:5]
    delegation = Delegation.objects.select_related("workshop").get(pk=int(pk))
    with ThreadPoolExecutor(int(clients)) as pool:
        tries = [
            pool.submit(_try, delegation, f"{number}-{n}", float(start_at))
            for n in range(int(clients))
        ]
        print(sum(each.result() for each in tries))  # noqa: T201


if __name__ == "__main__":
    main()
