import datetime

import pytest

from participants.actions.changing_state import change_state
from participants.actions.nominating import add_individual, nominate
from participants.actions.ordering import mark_head, move_reserve
from participants.actions.promoting import promote_next
from participants.actions.resizing import resize
from participants.actions.substituting import substitute
from participants.links import LinkRefused, registration_for, token_of
from participants.models import Person
from participants.rules import AlreadyRegistered, MoveRefused, NominationsClosed, SeatsTaken
from participants.states import RegistrationState
from tests.factories import (
    DelegationFactory,
    FocalPointFactory,
    RegistrationFactory,
    WorkshopFactory,
)
from workshops.states import WorkshopState

pytestmark = pytest.mark.django_db

S = RegistrationState


def named(delegation, number, **more):
    return nominate(
        delegation=delegation,
        given_names="Nino",
        family_name=f"Kobakhidze {number}",
        email=f"nino{number}@example.org",
        **more,
    )


def test_nominee_takes_a_seat_and_history_begins(organiser):
    delegation = DelegationFactory(quota=1)

    registration = named(delegation, 1, by=organiser, agency="Patrol Police", title="Colonel")

    change = registration.state_changes.get()
    assert (registration.state, registration.holds_seat) == (S.NOMINATED, True)
    assert (registration.agency, registration.person.title) == ("Patrol Police", "Colonel")
    assert (change.from_state, change.to_state, change.by) == ("", S.NOMINATED, organiser)


def test_full_delegation_names_its_seats_and_offers_reserve(organiser):
    delegation = DelegationFactory(quota=1, reserves=1)
    named(delegation, 1, by=organiser)

    with pytest.raises(SeatsTaken) as refused:
        named(delegation, 2, by=organiser)

    assert refused.value.sentence == (
        f"The 1 seat of {delegation} is taken. You can name this person as a reserve."
    )
    assert Person.objects.count() == 1


def test_reserves_are_ranked_and_limited(organiser):
    delegation = DelegationFactory(quota=0, reserves=2)

    ranks = [named(delegation, n, as_reserve=True, by=organiser).reserve_rank for n in (1, 2)]
    with pytest.raises(SeatsTaken) as refused:
        named(delegation, 3, as_reserve=True, by=organiser)

    assert ranks == [1, 2]
    assert refused.value.sentence == f"All 2 places for reserves of {delegation} are taken."


def test_capacity_binds_across_delegations(organiser):
    workshop = WorkshopFactory(capacity=1)
    named(DelegationFactory(workshop=workshop), 1, by=organiser)

    with pytest.raises(SeatsTaken) as refused:
        named(DelegationFactory(workshop=workshop, reserves=0), 2, by=organiser)

    assert refused.value.sentence == "The 1 seat of the workshop is taken."


def test_organiser_goes_beyond_the_quota_with_a_kept_reason(organiser):
    delegation = DelegationFactory(quota=0)

    registration = named(delegation, 1, by=organiser, override_reason="Asked by the host")

    change = registration.state_changes.get()
    assert (change.overrides_quota, change.reason) == (True, "Asked by the host")


def test_focal_point_never_goes_beyond_the_quota():
    delegation = DelegationFactory(quota=0)
    focal_point = FocalPointFactory(delegation=delegation)

    with pytest.raises(SeatsTaken):
        named(delegation, 1, focal_point=focal_point, override_reason="Let me")


def test_after_the_deadline_only_organisers_name_people(organiser):
    delegation = DelegationFactory(deadline=datetime.date(2020, 1, 31))
    focal_point = FocalPointFactory(delegation=delegation)

    with pytest.raises(NominationsClosed) as refused:
        named(delegation, 1, focal_point=focal_point)
    named(delegation, 1, by=organiser)

    assert refused.value.sentence == (
        "Nominations ended on 31 January 2020. Ask the organisers if somebody has to be changed."
    )
    assert delegation.registrations.count() == 1


def test_cancelled_workshop_takes_nobody(organiser):
    delegation = DelegationFactory(workshop__state=WorkshopState.CANCELLED)

    with pytest.raises(NominationsClosed):
        named(delegation, 1, by=organiser)


def test_address_is_used_once_in_any_case(organiser):
    delegation = DelegationFactory()
    first = named(delegation, 1, by=organiser)

    with pytest.raises(AlreadyRegistered) as refused:
        nominate(
            delegation=delegation,
            given_names="Other",
            family_name="Person",
            email=" NINO1@example.org ",
            by=organiser,
        )

    assert refused.value.field == "email"
    assert first.person.full_name in refused.value.sentence


def test_other_delegations_people_are_not_named(organiser):
    delegation = DelegationFactory()
    named(DelegationFactory(workshop=delegation.workshop), 1, by=organiser)

    with pytest.raises(AlreadyRegistered) as refused:
        named(delegation, 1, by=organiser)

    assert refused.value.sentence == "This e-mail address is already in use in this workshop."


def test_who_withdrew_may_be_named_again(organiser):
    delegation = DelegationFactory()
    first = named(delegation, 1, by=organiser)
    change_state(registration=first, to=S.WITHDRAWN, by=organiser)

    assert named(delegation, 1, by=organiser).pk != first.pk


def test_individuals_take_seats_of_the_workshop(organiser):
    workshop = WorkshopFactory(capacity=1)
    facts = {"workshop": workshop, "given_names": "A", "family_name": "B", "by": organiser}
    add_individual(**facts, email="a@example.org")

    with pytest.raises(SeatsTaken):
        add_individual(**facts, email="b@example.org")
    extra = add_individual(**facts, email="b@example.org", override_reason="Host")

    assert extra.state_changes.get().overrides_quota is True


@pytest.mark.parametrize("leaving", [S.WITHDRAWN, S.DECLINED, S.REJECTED])
def test_freed_seat_goes_to_the_next_reserve(organiser, leaving):
    delegation = DelegationFactory(quota=1)
    seated = named(delegation, 1, by=organiser)
    second = named(delegation, 2, as_reserve=True, by=organiser)
    third = named(delegation, 3, as_reserve=True, by=organiser)
    move_reserve(registration=third, up=True)

    change_state(registration=seated, to=leaving, by=organiser, reason="Reason")

    second.refresh_from_db()
    third.refresh_from_db()
    assert (third.holds_seat, second.holds_seat) == (True, False)
    assert third.state_changes.first().is_promotion


def test_seat_beyond_the_quota_is_not_passed_on(organiser):
    delegation = DelegationFactory(quota=1)
    named(delegation, 1, by=organiser)
    extra = named(delegation, 2, by=organiser, override_reason="Host")
    reserve = named(delegation, 3, as_reserve=True, by=organiser)

    change_state(registration=extra, to=S.WITHDRAWN, by=organiser)

    reserve.refresh_from_db()
    assert reserve.reserve_rank == 1


def test_promoting_needs_a_free_seat_and_a_reserve(organiser):
    delegation = DelegationFactory(quota=1)
    with pytest.raises(MoveRefused):
        promote_next(delegation=delegation, by=organiser)
    named(delegation, 1, by=organiser)
    reserve = named(delegation, 2, as_reserve=True, by=organiser)
    with pytest.raises(SeatsTaken):
        promote_next(delegation=delegation, by=organiser)
    resize(delegation=delegation, quota=2, reserves=2, by=organiser)

    assert promote_next(delegation=delegation, by=organiser) == reserve


def test_successor_takes_the_seat_and_the_old_link_ends(organiser):
    delegation = DelegationFactory(quota=1)
    old = named(delegation, 1, by=organiser, is_head=True)
    reserve = named(delegation, 3, as_reserve=True, by=organiser)
    token = token_of(old)

    successor = substitute(
        registration=old,
        given_names="Lela",
        family_name="Meskhi",
        email="lela@example.org",
        by=organiser,
    )

    reserve.refresh_from_db()
    assert (old.state, old.successor) == (S.SUBSTITUTED, successor)
    assert (successor.holds_seat, successor.is_head, reserve.reserve_rank) == (True, True, 1)
    with pytest.raises(LinkRefused) as refused:
        registration_for(token)
    assert refused.value.is_gone


def test_quota_is_not_cut_below_the_seats_taken(organiser):
    delegation = DelegationFactory(quota=3)
    named(delegation, 1, by=organiser)
    named(delegation, 2, by=organiser)

    with pytest.raises(SeatsTaken) as refused:
        resize(delegation=delegation, quota=1, reserves=0, by=organiser)
    resize(delegation=delegation, quota=2, reserves=0, by=organiser)

    assert refused.value.field == "quota"


def test_a_delegation_has_one_head(organiser):
    delegation = DelegationFactory()
    first = named(delegation, 1, by=organiser, is_head=True)
    second = named(delegation, 2, by=organiser, is_head=True)
    assert (first.is_head, second.is_head) == (True, False)

    mark_head(registration=second)

    assert list(delegation.registrations.filter(is_head=True)) == [second]


def test_reserves_do_not_lead(organiser):
    reserve = RegistrationFactory(state=S.NOMINATED, reserve_rank=1)

    with pytest.raises(MoveRefused):
        mark_head(registration=reserve)
