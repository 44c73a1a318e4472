"""What is read together was true together, whoever writes meanwhile.

On SQLite nobody writes while the state is read, so there it is asked only that the state is whole.
"""

import threading

import pytest
from django.db import connection

from certificates.printroom.state import EventState, one_state
from participants.models import Registration
from tests.factories import DelegationFactory, PersonFactory, RegistrationFactory, WorkshopFactory


@pytest.mark.django_db(transaction=True)
def test_rows_written_meanwhile_are_not_seen():
    can_write_meanwhile = connection.vendor == "postgresql"
    workshop = WorkshopFactory()
    delegation = DelegationFactory(workshop=workshop)
    RegistrationFactory(workshop=workshop, delegation=delegation)

    with one_state():
        state = EventState(workshop)
        assert len(state.delegations("en")) == 1
        if can_write_meanwhile:
            elsewhere = threading.Thread(target=_register, args=[workshop, delegation])
            elsewhere.start()
            elsewhere.join()
        people = state.people("en")

    assert len(people) == 1
    assert Registration.objects.count() == 1 + can_write_meanwhile


def _register(workshop, delegation):
    RegistrationFactory(workshop=workshop, delegation=delegation, person=PersonFactory())
    connection.close()
