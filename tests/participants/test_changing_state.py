import itertools

import pytest

from mail.models import Message
from participants.actions.changing_state import change_state
from participants.models import StateChange
from participants.rules import MoveRefused, SeatsTaken
from participants.states import MOVES, RegistrationState, may_move
from tests.factories import DelegationFactory, RegistrationFactory

pytestmark = pytest.mark.django_db

S = RegistrationState


@pytest.mark.parametrize(("start", "end"), list(itertools.product(S, S)))
def test_only_the_moves_of_the_table_are_made(organiser, start, end):
    registration = RegistrationFactory(state=start)

    if may_move(start, end):
        change_state(registration=registration, to=end, by=organiser, reason="A reason")
    else:
        with pytest.raises(MoveRefused):
            change_state(registration=registration, to=end, by=organiser, reason="A reason")

    registration.refresh_from_db()
    assert registration.state == (end if may_move(start, end) else start)
    assert StateChange.objects.filter(registration=registration).count() == may_move(start, end)


def test_every_state_is_in_the_table():
    assert set(MOVES) == set(S)


def test_change_is_written_down_with_who_and_why(organiser):
    registration = RegistrationFactory(state=S.SUBMITTED)

    change_state(registration=registration, to=S.REJECTED, by=organiser, reason="Too late")

    change = registration.state_changes.get()
    assert (change.from_state, change.to_state, change.by, change.reason, change.actor) == (
        S.SUBMITTED,
        S.REJECTED,
        organiser,
        "Too late",
        StateChange.Actor.USER,
    )


def test_rejecting_without_a_reason_is_refused(organiser):
    registration = RegistrationFactory(state=S.SUBMITTED)

    with pytest.raises(MoveRefused) as refused:
        change_state(registration=registration, to=S.REJECTED, by=organiser, reason=" ")

    assert refused.value.field == "reason"


@pytest.mark.parametrize(
    ("to", "kind"),
    [
        (S.APPROVED, "registration-approved"),
        (S.WAITLISTED, "registration-waitlisted"),
        (S.REJECTED, "registration-rejected"),
        (S.WITHDRAWN, None),
    ],
)
def test_decisions_are_told_by_mail(organiser, to, kind):
    registration = RegistrationFactory(state=S.SUBMITTED)

    change_state(registration=registration, to=to, by=organiser, reason="Because")

    kinds = list(Message.objects.values_list("kind", flat=True))
    assert kinds == ([kind] if kind else [])


def test_mail_to_a_protected_person_names_the_alias_and_is_hidden(organiser):
    registration = RegistrationFactory(state=S.SUBMITTED, is_protected=True, alias="Delegate 7")

    change_state(registration=registration, to=S.APPROVED, by=organiser)

    message = Message.objects.get()
    assert message.to_name == "Delegate 7"
    assert registration.person.family_name not in message.body
    assert message.is_secret


def test_coming_back_needs_a_free_seat(organiser):
    delegation = DelegationFactory(quota=1)
    back = RegistrationFactory(
        delegation=delegation, workshop=delegation.workshop, state=S.WITHDRAWN
    )
    RegistrationFactory(delegation=delegation, workshop=delegation.workshop)

    with pytest.raises(SeatsTaken) as refused:
        change_state(registration=back, to=S.NOMINATED, by=organiser)

    assert refused.value.sentence == f"The 1 seat of {delegation} is taken."


def test_override_gives_a_seat_beyond_the_quota_and_is_kept(organiser):
    delegation = DelegationFactory(quota=1)
    extra = RegistrationFactory(
        delegation=delegation, workshop=delegation.workshop, state=S.WAITLISTED
    )
    RegistrationFactory(delegation=delegation, workshop=delegation.workshop)

    change_state(
        registration=extra, to=S.APPROVED, by=organiser, override=True, reason="The minister"
    )

    change = extra.state_changes.get()
    assert (extra.state, change.overrides_quota, change.reason) == (
        S.APPROVED,
        True,
        "The minister",
    )


def test_override_without_a_reason_is_refused(organiser):
    delegation = DelegationFactory(quota=0)
    extra = RegistrationFactory(
        delegation=delegation, workshop=delegation.workshop, state=S.WAITLISTED
    )

    with pytest.raises(MoveRefused):
        change_state(registration=extra, to=S.APPROVED, by=organiser, override=True)


def test_override_within_the_quota_is_not_marked(organiser):
    registration = RegistrationFactory(state=S.WAITLISTED)

    change_state(registration=registration, to=S.APPROVED, by=organiser, override=True, reason="x")

    assert registration.state_changes.get().overrides_quota is False


def test_a_stale_page_does_not_move_from_a_state_that_is_gone(organiser):
    registration = RegistrationFactory(state=S.SUBMITTED)
    stale = type(registration).objects.get(pk=registration.pk)
    change_state(registration=registration, to=S.WITHDRAWN, by=organiser)

    with pytest.raises(MoveRefused):
        change_state(registration=stale, to=S.APPROVED, by=organiser)


def test_reserve_is_not_approved_without_a_seat(organiser):
    reserve = RegistrationFactory(state=S.SUBMITTED, reserve_rank=1)

    with pytest.raises(MoveRefused):
        change_state(registration=reserve, to=S.APPROVED, by=organiser)


def test_former_head_comes_back_without_pushing_out_the_new_one(organiser):
    delegation = DelegationFactory()
    former = RegistrationFactory(
        delegation=delegation, workshop=delegation.workshop, state=S.WITHDRAWN, is_head=True
    )
    RegistrationFactory(delegation=delegation, workshop=delegation.workshop, is_head=True)

    change_state(registration=former, to=S.NOMINATED, by=organiser)

    former.refresh_from_db()
    assert former.is_head is False
