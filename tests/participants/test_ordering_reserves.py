"""Reserves are ordered as a whole, and a stale order is refused."""

import pytest
from django.urls import reverse

from participants.actions.ordering import order_reserves
from participants.queries import reserves
from participants.rules import MoveRefused
from tests.factories import RegistrationFactory, TeamMemberFactory
from workshops.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def trio(delegation):
    return [
        RegistrationFactory(
            workshop=delegation.workshop, delegation=delegation, state="invited", reserve_rank=rank
        )
        for rank in (2, 5, 9)
    ]


def now(delegation):
    return list(reserves().filter(delegation=delegation).values_list("pk", "reserve_rank"))


def joined(rows):
    return ",".join(str(row.pk) for row in rows)


def test_whole_order_is_written_without_gaps(delegation, trio):
    first, second, third = (row.pk for row in trio)

    order_reserves(delegation=delegation, order=[third, first, second], seen=[first, second, third])

    assert now(delegation) == [(third, 1), (first, 2), (second, 3)]


@pytest.mark.parametrize(
    "change",
    [
        lambda trio: {"reserve_rank": None},  # promoted meanwhile
        lambda trio: {"reserve_rank": 12},  # moved meanwhile
        lambda trio: {"state": "withdrawn"},
    ],
)
def test_order_of_a_page_that_is_stale_is_refused(delegation, trio, change):
    seen = [row.pk for row in trio]
    type(trio[0]).objects.filter(pk=trio[0].pk).update(**change(trio))
    before = now(delegation)

    with pytest.raises(MoveRefused, match="changed meanwhile"):
        order_reserves(delegation=delegation, order=seen[::-1], seen=seen)

    assert now(delegation) == before


@pytest.mark.parametrize("order", [[], [0], "twice"])
def test_order_must_name_each_reserve_once(delegation, trio, order):
    seen = [row.pk for row in trio]

    with pytest.raises(MoveRefused):
        order_reserves(
            delegation=delegation, order=[seen[0]] * 3 if order == "twice" else order, seen=seen
        )


def test_focal_point_sends_the_order(client, portal, delegation, trio):
    facts = {"seen": joined(trio), "order": joined(trio[::-1])}

    saved = client.post(f"{portal}reserves/", facts, follow=True)
    stale = client.post(f"{portal}reserves/", facts, follow=True)

    assert "The order of the reserves was saved." in saved.text
    assert "changed meanwhile" in stale.text
    assert [pk for pk, _rank in now(delegation)] == [row.pk for row in trio[::-1]]


def test_closed_portal_orders_nothing(client, portal, delegation, trio):
    delegation.deadline = "2019-01-01"
    delegation.save()

    client.post(f"{portal}reserves/", {"seen": joined(trio), "order": joined(trio[::-1])})

    assert [pk for pk, _rank in now(delegation)] == [row.pk for row in trio]
    assert "data-reorder" not in client.get(portal).text


def test_staff_order_by_dragging_and_by_buttons(organiser_client, workshop, delegation, trio):
    address = reverse("participants:order_reserves", args=[workshop.slug, delegation.pk])
    first, second, third = trio

    organiser_client.post(address, {"down": first.pk})
    by_button = [pk for pk, _rank in now(delegation)]
    organiser_client.post(
        address, {"seen": joined([second, first, third]), "order": joined([third, second, first])}
    )

    assert by_button == [second.pk, first.pk, third.pk]
    assert [pk for pk, _rank in now(delegation)] == [third.pk, second.pk, first.pk]


def test_somebody_elses_reserve_is_not_moved(organiser_client, workshop, delegation, trio):
    foreign = RegistrationFactory(reserve_rank=1, state="invited")
    address = reverse("participants:order_reserves", args=[workshop.slug, delegation.pk])

    assert organiser_client.post(address, {"up": foreign.pk}).status_code == 404
    assert organiser_client.post(address, {"up": "x"}).status_code == 404


def test_those_who_only_print_order_nothing(client, workshop, delegation, trio):
    client.force_login(TeamMemberFactory(workshop=workshop, role=Role.CERTIFICATE_STAFF).user)
    page = reverse("participants:delegation", args=[workshop.slug, delegation.pk])

    assert "data-reorder" not in client.get(page).text
