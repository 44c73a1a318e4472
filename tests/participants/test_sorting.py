"""Long lists, of which the database sorts what is looked at, stand as the short ones do."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from common.collation import Fold, collation_key, fold
from participants.models import Person, Registration
from participants.protocol import registrations_in_protocol_order
from participants.sorting import InOrder, InProtocolOrder, Order
from tests.factories import DelegationFactory, PersonFactory, RegistrationFactory

pytestmark = pytest.mark.django_db

NAMES = (
    "Zeller", "Öztürk", "Oztok", "ÖZTÜRK", "al-Rashid", "Łukasz", "Lukas", "Straße", "STRASSE",
    "Ганджій", "ГАНДЖІЙ", "ганджий", "Йосипенко", "Иванов", "Κωνσταντίνος", "İpek", "ipek",
    "Nguyễn", "Ó Súilleabháin", "O'Brien", "Հայկ", "ქართველი", "שָׁלוֹם", "مُحَمَّد", "Ǆ", "ﬁnn",
)  # fmt: skip


@pytest.fixture
def people(workshop):
    """Heads, reserves, protected people and individuals, two to a name."""
    delegations = [
        DelegationFactory(workshop=workshop, country=code, organisation_name="")
        for code in ("DE", "AT", "MD", "UA")
    ]
    delegations += [
        DelegationFactory(workshop=workshop, organisation_name=name) for name in ("Eurojust", "Öko")
    ]
    blocks = [*delegations, None]
    for place, name in enumerate(NAMES * 2):
        RegistrationFactory(
            workshop=workshop,
            delegation=blocks[place % len(blocks)],
            person__family_name=name,
            person__given_names=("Ana", "ana", "Ánna")[place % 3],
            state="submitted",
            is_head=place in {0, 1},
            reserve_rank=place if place % 11 == 5 else None,
            rank_order=(100, 50)[place % 13 == 4],
            is_protected=place % 10 == 7,
            alias=f"Delegate {place}" if place % 10 == 7 else "",
        )
    return workshop


def in_database(workshop, language):
    return InProtocolOrder(
        workshop.registrations.all(), delegations=workshop.delegations.all(), language=language
    )


@pytest.mark.parametrize("language", ["en", "fr", "ru"])
def test_database_and_python_know_one_protocol_order(people, language):
    rows = people.registrations.for_list()

    ordered = in_database(people, language)

    assert len(ordered) == 2 * len(NAMES)
    assert ordered[:] == registrations_in_protocol_order(rows, language)


def test_every_page_is_a_part_of_the_whole(people):
    whole = in_database(people, "en")[:]

    for start in range(len(whole) + 1):
        assert in_database(people, "en")[start : start + 5] == whole[start : start + 5]
    assert in_database(people, "en")[3] == whole[3]


@pytest.mark.parametrize("order", [Order.NAME, Order.STATE, Order.SUBMITTED])
def test_every_page_of_any_order_is_a_part_of_the_whole(people, order):
    rows = people.registrations.all()
    rows.filter(pk__in=[row.pk for row in rows][::3]).update(submitted_at=timezone.now())
    whole = InOrder(rows, order).keys()

    pages = [InOrder(rows, order)[start : start + 5] for start in range(0, len(whole), 5)]

    assert [row.pk for page in pages for row in page] == whole
    assert len(set(whole)) == 2 * len(NAMES)


def test_names_fold_alike_in_python_and_database():
    for name in NAMES:
        PersonFactory(family_name=name)

    folded = dict(Person.objects.values_list("family_name", Fold("family_name")))

    assert folded == {name: fold(name) for name in NAMES}


def test_names_of_protected_people_do_not_place_them(people):
    ordered = InOrder(people.registrations.all(), Order.NAME)[:]

    keys = [
        (collation_key(row.alias), "")
        if row.is_protected
        else (collation_key(row.person.family_name), collation_key(row.person.given_names))
        for row in ordered
    ]
    assert keys == sorted(keys)


def test_list_can_stand_by_state_and_by_date(workshop):
    now = timezone.now()
    first, second, third = (
        RegistrationFactory(
            workshop=workshop,
            state=state,
            submitted_at=now - datetime.timedelta(days=days) if days else None,
        )
        for state, days in (("waitlisted", 2), ("submitted", 1), ("nominated", None))
    )

    by_state = InOrder(workshop.registrations.all(), Order.STATE)[:]
    by_date = InOrder(workshop.registrations.all(), Order.SUBMITTED)[:]

    assert by_state == [third, second, first]
    assert by_date == [second, first, third]


def test_order_is_part_of_the_address(organiser_client, workshop):
    for name in ("Beridze", "Abashidze"):
        RegistrationFactory(workshop=workshop, person__family_name=name, state="submitted")
    url = reverse("participants:registrations", args=[workshop.slug])

    response = organiser_client.get(url, {"order": "name"})

    assert [row.person.family_name for row in response.context["page"].object_list] == [
        "Abashidze",
        "Beridze",
    ]
    assert "order=name" in response.context["view_query"]


def test_page_loads_its_own_rows_only(people):
    with CaptureQueriesContext(connection) as queries:
        page = in_database(people, "en")[10:20]

    assert len(page) == 10
    # delegations, numbers by delegation, keys of the page, rows of the page
    assert len(queries) == 4
    assert "LIMIT 10" in queries[2]["sql"]
    assert Registration._meta.db_table in queries[3]["sql"]
