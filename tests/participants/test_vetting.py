"""Where two people must approve, and where reserves wait for a word."""

import pytest
from django.urls import reverse

from participants.actions.changing_state import change_state
from participants.actions.vetting import approve
from participants.models import FirstApproval
from participants.rules import MoveRefused
from tests.factories import RegistrationFactory, TeamMemberFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def vetted(workshop):
    workshop.needs_two_approvals = True
    workshop.save()
    return workshop


@pytest.fixture
def row(vetted, delegation):
    return RegistrationFactory(workshop=vetted, delegation=delegation, state="submitted")


def test_first_approval_is_noted_and_the_second_gives_the_seat(row):
    first, second = UserFactory(), UserFactory()

    assert approve(registration=row, by=first) is False
    row.refresh_from_db()
    assert (row.state, FirstApproval.objects.get().by) == ("submitted", first)

    assert approve(registration=row, by=second) is True
    row.refresh_from_db()
    assert (row.state, FirstApproval.objects.exists()) == ("approved", False)


def test_nobody_is_both(row):
    by = UserFactory()
    approve(registration=row, by=by)

    with pytest.raises(MoveRefused, match="somebody else"):
        approve(registration=row, by=by)


@pytest.mark.parametrize("has_first", [True, False])
def test_no_other_way_leads_round_the_second_approval(row, has_first):
    by = UserFactory()
    if has_first:
        approve(registration=row, by=by)

    with pytest.raises(MoveRefused, match="Two different people"):
        change_state(registration=row, to="approved", by=by, override=True, reason="Urgent")


def test_another_decision_ends_the_first_approval(row):
    approve(registration=row, by=UserFactory())

    change_state(registration=row, to="waitlisted", by=UserFactory())

    assert not FirstApproval.objects.exists()


def test_pages_tell_of_the_first_approval(client, vetted, row):
    first, second = (TeamMemberFactory(workshop=vetted).user for _n in range(2))
    state_url = reverse("participants:change_registration_state", args=[vetted.slug, row.pk])
    many_url = reverse("participants:decide_many", args=[vetted.slug])

    client.force_login(first)
    answer = client.post(many_url, {"chosen": [row.pk], "action": "approve"}, follow=True)
    assert "1 approval was noted." in answer.content.decode()
    assert "1 of 2 approvals" in answer.content.decode()
    again = client.post(state_url, {"to": "approved"})
    assert again.status_code == 422

    client.force_login(second)
    page = reverse("participants:registration", args=[vetted.slug, row.pk])
    assert f"Approved by {first}" in client.get(page).content.decode()
    client.post(state_url, {"to": "approved"})
    row.refresh_from_db()
    assert row.state == "approved"


@pytest.mark.parametrize(("confirms", "rank"), [(False, None), (True, 1)])
def test_reserve_moves_up_by_itself_unless_the_workshop_confirms(
    workshop, delegation, confirms, rank
):
    workshop.confirms_promotions = confirms
    workshop.save()
    common = {"workshop": workshop, "delegation": delegation, "state": "submitted"}
    leaving = RegistrationFactory(**common)
    reserve = RegistrationFactory(**common, reserve_rank=1)

    change_state(registration=leaving, to="withdrawn", by=UserFactory())

    reserve.refresh_from_db()
    assert reserve.reserve_rank == rank
