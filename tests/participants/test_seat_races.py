"""The last seats under real concurrency, in processes on SQLite.

test_seat_races_on_postgresql.py does it with connections there, where rows are locked.
"""

import pytest

from tests.faults.crowd import Crowd
from tests.faults.services import scratch_folder

CLIENTS, PROCESSES, SEATS = 32, 4, 5
EACH = CLIENTS // PROCESSES

pytestmark = pytest.mark.faults


@pytest.fixture
def hammer(tmp_path):
    with Crowd("tests.participants.seat_hammer", scratch_folder(tmp_path)) as crowd:
        crowd.ask("prepare", SEATS, CLIENTS)
        yield crowd


def test_last_seats_are_given_once_on_sqlite(hammer):
    given = hammer.at_once(*(("name_people", number, EACH) for number in range(PROCESSES)))

    assert sum(given) == SEATS


def test_capacity_of_an_open_workshop_holds_on_sqlite(hammer):
    given = hammer.at_once(*(("send_forms", number, EACH) for number in range(PROCESSES)))

    assert sum(given) == SEATS
