"""What is read together was true together, whoever writes meanwhile."""

import threading

import pytest
from django.db import connection

from certificates.printroom.state import EventState, one_state
from participants.models import Registration
from tests.factories import DelegationFactory, PersonFactory, RegistrationFactory, WorkshopFactory


@pytest.mark.django_db(transaction=True)
def test_rows_written_meanwhile_are_not_seen():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets nobody write while the state is read")
    workshop = WorkshopFactory()
    delegation = DelegationFactory(workshop=workshop)
    RegistrationFactory(workshop=workshop, delegation=delegation)

    with one_state():
        state = EventState(workshop)
        assert len(state.delegations("en")) == 1
        elsewhere = threading.Thread(target=_register, args=[workshop, delegation])
        elsewhere.start()
        elsewhere.join()
        people = state.people("en")

    assert len(people) == 1
    assert Registration.objects.count() == 2


def _register(workshop, delegation):
    RegistrationFactory(workshop=workshop, delegation=delegation, person=PersonFactory())
    connection.close()
