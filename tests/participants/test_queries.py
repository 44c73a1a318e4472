import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from participants.protocol import in_protocol_order, registrations_in_protocol_order
from participants.queries import delegations_with_seats, free_seats, funnel, what_is_missing
from tests.factories import DelegationFactory, FocalPointFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(workshop, delegation):
    """One of each kind in the delegation of three seats."""
    common = {"workshop": workshop, "delegation": delegation}
    for state, more in (
        ("nominated", {}),
        ("submitted", {}),
        ("approved", {"is_head": True}),
        ("waitlisted", {"submitted_at": timezone.now()}),
        ("waitlisted", {"came_openly": True}),
        ("withdrawn", {}),
        ("nominated", {"reserve_rank": 1}),
    ):
        RegistrationFactory(**common, state=state, **more)


def test_numbers_of_a_delegation(workshop, delegation, people):
    row = delegations_with_seats(workshop).get()

    assert {
        name: getattr(row, name)
        for name in (
            "seats_taken",
            "nominated",
            "submitted",
            "approved",
            "reserves_named",
            "waitlisted",
            "heads",
        )
    } == {
        "seats_taken": 3,
        "nominated": 4,
        "submitted": 3,
        "approved": 1,
        "reserves_named": 1,
        "waitlisted": 1,
        "heads": 1,
    }
    assert free_seats(delegation) == 0


def test_funnel(workshop, delegation, people):
    delegation.invited_at = timezone.now()
    delegation.save()

    assert funnel(workshop) == {"invited": 3, "nominated": 4, "submitted": 3, "approved": 1}


def test_what_is_missing_in_order(workshop, delegation, people):
    DelegationFactory(workshop=workshop, country="GE", organisation_name="")

    missing = what_is_missing(workshop)

    assert [each.sentence for each in missing] == [
        "1 registration waits for your decision.",
        f"No focal point yet: Georgia, {delegation}.",
        "1 nominee has not been sent the registration link.",
    ]
    assert missing[0].url.endswith("/participants/?state=submitted")


def test_new_workshop_needs_delegations_first(workshop):
    assert [each.url_name for each in what_is_missing(workshop)] == ["participants:delegations"]


def test_free_seat_beside_a_waiting_reserve_is_named(workshop, delegation):
    FocalPointFactory(delegation=delegation)
    RegistrationFactory(workshop=workshop, delegation=delegation, state="nominated", reserve_rank=1)

    sentences = [each.sentence for each in what_is_missing(workshop)]

    assert f"A seat is free and a reserve is waiting: {delegation}." in sentences


def test_overview_costs_the_same_for_one_delegation_and_for_three(workshop, delegation):
    with CaptureQueriesContext(connection) as one:
        what_is_missing(workshop)
    for _each in range(2):
        FocalPointFactory(delegation=DelegationFactory(workshop=workshop))

    with CaptureQueriesContext(connection) as three:
        what_is_missing(workshop)

    assert len(three) == len(one)


def test_protocol_order_follows_the_language_and_puts_reserves_last(workshop):
    germany, austria = (
        DelegationFactory(workshop=workshop, country=code, organisation_name="")
        for code in ("DE", "AT")
    )
    agency = DelegationFactory(workshop=workshop, organisation_name="Aardvark")
    rows = [
        RegistrationFactory(
            workshop=workshop,
            delegation=austria,
            person__family_name=name,
            is_head=head,
            reserve_rank=rank,
            state="nominated",
        )
        for name, head, rank in (("Abel", False, 1), ("Bauer", False, None), ("Zeller", True, None))
    ]

    english = in_protocol_order([agency, germany, austria], "en")
    french = in_protocol_order([agency, germany, austria], "fr")
    people = registrations_in_protocol_order(rows, "en")

    assert english == [austria, germany, agency]
    assert french == [germany, austria, agency]
    assert [row.person.family_name for row in people] == ["Zeller", "Bauer", "Abel"]


@pytest.mark.parametrize(
    ("words", "finds"),
    [
        ("öztürk", True),
        ("ozturk ANKARA", True),
        ("шевченко", True),
        ("ankara oztürk nobody", False),
        ("100%", False),
    ],
)
def test_search_finds_all_words_accents_and_case_aside(workshop, words, finds):
    RegistrationFactory(workshop=workshop)
    found = RegistrationFactory(
        workshop=workshop,
        person__family_name="Öztürk",
        person__name_in_own_script="ШЕВЧЕНКО",
        agency="Ankara Customs",
    )

    assert list(workshop.registrations.matching(words)) == ([found] if finds else [])


def test_search_finds_protected_people_by_their_alias_alone(workshop):
    hidden = RegistrationFactory(
        workshop=workshop,
        person__family_name="Öztürk",
        agency="Ankara",
        is_protected=True,
        alias="Zoé",
    )

    assert not workshop.registrations.matching("ozturk").exists()
    assert not workshop.registrations.matching("ankara").exists()
    assert workshop.registrations.matching("zoe").get() == hidden
