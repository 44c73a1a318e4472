"""The tables of states: every pair is either a declared move or refused, and no state is a trap."""

from itertools import product

import pytest

from certificates import states as certificates
from participants import states as registrations
from workshops import states as workshops

TABLES = [
    pytest.param(workshops.WorkshopState, workshops, id="workshop"),
    pytest.param(registrations.RegistrationState, registrations, id="registration"),
    pytest.param(certificates.CertificateState, certificates, id="certificate"),
]


@pytest.mark.parametrize("states, module", TABLES)
def test_table_names_every_state(states, module):
    assert set(module.MOVES) == set(states)


@pytest.mark.parametrize("states, module", TABLES)
def test_may_move_answers_as_the_table_says(states, module):
    for before, after in product(states, states):
        assert module.may_move(before, after) == (after in module.MOVES[before])
        assert not (before == after and module.may_move(before, after))


@pytest.mark.parametrize("states, module", TABLES)
def test_every_state_can_be_reached_from_the_first(states, module):
    reached, frontier = {next(iter(states))}, [next(iter(states))]
    while frontier:
        for after in module.MOVES[frontier.pop()] - reached:
            reached.add(after)
            frontier.append(after)

    # People who register openly begin as submitted; everybody else begins with the first state.
    assert reached == set(states)


def test_a_certificate_that_is_over_stays_over():
    assert not certificates.MOVES[certificates.CertificateState.REVOKED]
    assert not certificates.MOVES[certificates.CertificateState.REPLACED]


def test_seats_are_held_by_active_states_only():
    assert registrations.SEATED.isdisjoint(registrations.OVER)
    assert registrations.RegistrationState.WAITLISTED not in registrations.SEATED
