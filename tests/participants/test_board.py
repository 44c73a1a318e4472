"""The delegation board: many delegations at once, filters, the gender target, seats of several."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from participants.actions.adding_delegations import remove_delegation
from participants.actions.inviting import invite_on_paper
from participants.gender import GenderMix
from participants.models import Delegation, Registration
from participants.rules import MoveRefused
from tests.factories import (
    DelegationFactory,
    FocalPointFactory,
    RegistrationFactory,
    TeamMemberFactory,
)
from workshops.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(workshop):
    return reverse("participants:delegations", args=[workshop.slug])


def shown(response):
    return [row.organisation_name for row, _is_short in response.context["rows"]]


def test_whole_list_is_added_and_what_is_there_stays(organiser_client, workshop):
    DelegationFactory(workshop=workshop, country="GE", organisation_name="", quota=3)

    organiser_client.post(
        reverse("participants:add_delegations", args=[workshop.slug]),
        {
            "lists": ["osce", "partners"],
            "states": ["AM"],
            "organisations": ["Europol"],
            "organisation": "Police Academy\n\n Police  Academy \nBorder Guard School",
            "quota": 8,
            "reserves": 2,
        },
    )

    assert workshop.delegations.exclude(country="").count() == 57 + 11
    assert workshop.delegations.get(country="GE").quota == 3
    named = workshop.delegations.filter(country="").values_list("organisation_name", flat=True)
    assert sorted(named) == ["Border Guard School", "Europol", "Police Academy"]


def test_organisation_that_is_there_is_refused_beside_its_field(organiser_client, workshop):
    DelegationFactory(workshop=workshop, organisation_name="Police Academy")

    response = organiser_client.post(
        reverse("participants:add_delegations", args=[workshop.slug]),
        {"organisation": "New School\nPolice Academy", "quota": 8, "reserves": 2},
    )

    assert response.status_code == 422
    assert "Police Academy" in response.context["form"].errors["organisation"][0]
    assert workshop.delegations.count() == 1


def test_filters_let_through_what_they_name(organiser_client, workshop, board):
    now = timezone.now()
    past = workshop.today() - datetime.timedelta(days=1)
    for name, facts in {
        "fresh": {},
        "late": {"invited_at": now, "deadline": past},
        "waiting": {"invited_at": now},
        "done": {"invited_at": now, "quota": 1},
    }.items():
        row = DelegationFactory(workshop=workshop, organisation_name=name, **facts)
        if name != "fresh":
            FocalPointFactory(delegation=row)
        if name == "done":
            RegistrationFactory(workshop=workshop, delegation=row, is_head=True)

    for show, expected in {
        "": ["done", "fresh", "late", "waiting"],
        "missing": ["late", "waiting"],
        "overdue": ["late"],
        "no-focal-point": ["fresh"],
        "not-invited": ["fresh"],
        "complete": ["done"],
        "nonsense": ["done", "fresh", "late", "waiting"],
    }.items():
        assert shown(organiser_client.get(board, {"show": show})) == expected, show


@pytest.mark.parametrize(
    ("women", "men", "target", "is_short"),
    [
        (0, 1, 30, False),  # one person can never be both
        (0, 3, 30, False),  # a third of three is not a whole person at 30 %
        (0, 4, 30, True),
        (1, 3, 30, False),
        (4, 1, 30, False),
        (9, 1, 30, True),
        (0, 9, None, False),
        (0, 9, 0, False),
    ],
)
def test_mix_falls_short_by_whole_people_only(women, men, target, is_short):
    assert GenderMix(women=women, men=men, unsaid=5).falls_short(target) is is_short


def test_gender_target_warns_and_refuses_nobody(organiser_client, workshop, board, delegation):
    workshop.gender_target = 30
    workshop.save()
    delegation.quota = 9
    delegation.save()
    for _each in range(4):
        RegistrationFactory(workshop=workshop, delegation=delegation, person__gender="male")

    text = organiser_client.get(board).content.decode()

    assert "below target" in text
    assert "so far 0 women and 4 men are named" in text


def test_head_is_named_by_the_alias_when_protected(organiser_client, workshop, board, delegation):
    RegistrationFactory(
        workshop=workshop, delegation=delegation, is_head=True, is_protected=True, alias="Officer K"
    )

    text = organiser_client.get(board).content.decode()

    assert "Head: Officer K" in text
    assert "Beridze" not in text


@pytest.mark.parametrize("name", ["invite_all", "remind", "quotas"])
def test_pages_cost_the_same_for_one_delegation_and_for_three(
    organiser_client, workshop, name, django_assert_num_queries
):
    url = reverse(f"participants:{name}", args=[workshop.slug])
    facts = {"invited_at": timezone.now()} if name == "remind" else {}
    FocalPointFactory(delegation=DelegationFactory(workshop=workshop, **facts))
    organiser_client.get(url)
    with CaptureQueriesContext(connection) as one:
        organiser_client.get(url)
    for _each in range(2):
        row = DelegationFactory(workshop=workshop, **facts)
        FocalPointFactory(delegation=row)
        RegistrationFactory(workshop=workshop, delegation=row)

    with django_assert_num_queries(len(one)):
        organiser_client.get(url)


def seats(delegation, quota, reserves=2, *, was=None):
    prefix = f"d{delegation.pk}"
    return {
        f"{prefix}-quota": quota,
        f"initial-{prefix}-quota": delegation.quota if was is None else was,
        f"{prefix}-reserves": reserves,
        f"initial-{prefix}-reserves": delegation.reserves,
    }


@pytest.fixture
def quotas(workshop):
    return reverse("participants:quotas", args=[workshop.slug])


def test_seats_of_several_are_changed_together(organiser_client, workshop, quotas, delegation):
    other = DelegationFactory(workshop=workshop)

    organiser_client.post(quotas, {**seats(delegation, 5), **seats(other, 9, 4)})

    assert list(workshop.delegations.order_by("pk").values_list("quota", "reserves")) == [
        (5, 2),
        (9, 4),
    ]


def test_seats_in_use_are_refused_beside_the_cell_and_nothing_is_changed(
    organiser_client, workshop, quotas, delegation, registration
):
    other = DelegationFactory(workshop=workshop)

    response = organiser_client.post(quotas, {**seats(other, 9), **seats(delegation, 0)})

    wrong = [form.delegation for form in response.context["forms"] if form.errors]
    other.refresh_from_db()
    assert response.status_code == 422
    assert (wrong, other.quota) == ([delegation], 8)
    assert 'value="9"' in response.content.decode()


def test_number_left_alone_does_not_undo_what_somebody_else_changed(
    organiser_client, workshop, quotas, delegation
):
    Delegation.objects.filter(pk=delegation.pk).update(quota=7)

    organiser_client.post(quotas, seats(delegation, 3, 5, was=3))

    delegation.refresh_from_db()
    assert (delegation.quota, delegation.reserves) == (7, 5)


def test_only_organisers_write_letters_to_many(client, workshop):
    client.force_login(TeamMemberFactory(workshop=workshop, role=Role.ASSISTANT).user)

    assert client.get(reverse("participants:invite_all", args=[workshop.slug])).status_code == 404
    assert client.get(reverse("participants:remind", args=[workshop.slug])).status_code == 404
    assert client.get(reverse("participants:quotas", args=[workshop.slug])).status_code == 200


def test_numbered_delegation_stays_so_that_the_series_has_no_gap(workshop, organiser):
    first, second = DelegationFactory.create_batch(2, workshop=workshop)
    invite_on_paper(delegation=first, by=organiser)
    invite_on_paper(delegation=second, by=organiser)
    invite_on_paper(delegation=first, by=organiser)

    with pytest.raises(MoveRefused, match=f"{workshop.slug.upper()}/001"):
        remove_delegation(delegation=first, by=organiser)

    numbers = workshop.delegations.order_by("pk").values_list("letter_number", flat=True)
    assert list(numbers) == [1, 2]
    assert Registration.objects.count() == workshop.messages.count() == 0
