"""The table of moves, walked over all pairs, through the one function that makes them."""

import itertools

import pytest

from tests.factories import TeamMemberFactory, WorkshopFactory, WorkshopOrganiserFactory
from workshops.actions.changing_state import MoveRefused, change_state
from workshops.models import Workshop
from workshops.states import MOVES, WorkshopState, may_move
from workshops.views.state import OFFERS

pytestmark = pytest.mark.django_db

PAIRS = list(itertools.product(WorkshopState, WorkshopState))


@pytest.fixture
def ready():
    """A workshop that lacks nothing for its publication, in a state of choice."""

    def make(state, **facts):
        workshop = WorkshopFactory(state=state, venue="Hotel Dnipro", **facts)
        WorkshopOrganiserFactory(workshop=workshop)
        return workshop

    return make


@pytest.mark.parametrize(("source", "target"), PAIRS)
def test_only_moves_of_the_table_are_made(ready, source, target):
    workshop = ready(source)
    by = TeamMemberFactory(workshop=workshop).user

    if may_move(source, target):
        change_state(workshop=workshop, to=target, by=by, reason="Because")
    else:
        with pytest.raises(MoveRefused):
            change_state(workshop=workshop, to=target, by=by, reason="Because")

    workshop.refresh_from_db()
    assert workshop.state == (target if may_move(source, target) else source)
    assert workshop.state_changes.count() == int(may_move(source, target))


def test_every_move_of_the_table_is_offered_in_words():
    moves = {(source, target) for source, targets in MOVES.items() for target in targets}

    assert set(OFFERS) == moves


def test_move_is_recorded_with_who_when_and_why(ready):
    workshop = ready(WorkshopState.PUBLISHED)
    by = TeamMemberFactory(workshop=workshop).user

    change_state(workshop=workshop, to="cancelled", by=by, reason=" Curfew in Kyiv ")

    change = workshop.state_changes.get()
    assert (change.from_state, change.to_state) == ("published", "cancelled")
    assert (change.by, change.reason) == (by, "Curfew in Kyiv")


def test_cancelling_needs_a_reason(ready, stranger):
    workshop = ready(WorkshopState.PUBLISHED)

    with pytest.raises(MoveRefused) as refusal:
        change_state(workshop=workshop, to="cancelled", by=stranger, reason="  ")

    assert refusal.value.field == "reason"


def test_publishing_says_all_that_is_missing(stranger):
    workshop = WorkshopFactory(state="draft", city="", venue="", working_languages=[])

    with pytest.raises(MoveRefused) as refusal:
        change_state(workshop=workshop, to="published", by=stranger)

    assert refusal.value.sentence == (
        "The workshop cannot be published yet. Its city is not set. Its venue is not set. "
        "It has no working language. No organisation is named as its organiser."
    )


def test_online_workshop_needs_no_place(ready, stranger):
    workshop = ready("draft", mode=Workshop.Mode.ONLINE, city="")
    workshop.venue = ""
    workshop.save()

    change_state(workshop=workshop, to="published", by=stranger)

    assert Workshop.objects.public().get() == workshop


def test_unknown_state_is_refused(ready, stranger):
    with pytest.raises(MoveRefused):
        change_state(workshop=ready("draft"), to="nonsense", by=stranger)
