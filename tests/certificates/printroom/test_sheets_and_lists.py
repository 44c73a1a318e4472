"""Sheets to sign, and what the organisers keep: counts on top, protected people by their alias."""

import datetime
from dataclasses import replace

import pytest

from certificates.printroom import registry
from certificates.printroom.state import EventState
from tests.certificates.printroom.conftest import pages_of, sizes_of, text_of
from tests.factories import (
    AgendaItemFactory,
    DelegationFactory,
    PersonFactory,
    RegistrationFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.paper]


@pytest.fixture
def register(workshop):
    delegations = {}

    def make(name, country="GE", **fields):
        if country not in delegations:
            delegations[country] = DelegationFactory(
                workshop=workshop, country=country, organisation_name=""
            )
        about = {key: fields.pop(key) for key in ("title", "phone", "email") if key in fields}
        return RegistrationFactory(
            workshop=workshop,
            delegation=delegations[country],
            person=PersonFactory(given_names="", family_name=name, **about),
            **fields,
        )

    return make


def protect(registration, alias="Delegate 7"):
    registration.is_protected, registration.alias = True, alias
    registration.save()


def in_order(text, *words):
    places = [text.index(word) for word in words]
    return places == sorted(places)


def test_sheet_for_each_day_in_protocol_order(printed, register):
    register("Zamora", "ES")
    register("Kurz", "DE")
    register("Alba", "ES", is_head=True, title="Colonel")

    pages = pages_of(printed("sign-in-sheets"))

    assert len(pages) == 2
    assert "12 December 2030" in pages[0]
    assert "13 December 2030" in pages[1]
    assert in_order(pages[0], "Kurz", "Colonel Alba", "Zamora")
    assert "Page 1 of 2" in pages[0]


@pytest.mark.parametrize(
    ("by", "headings"),
    [
        ("half-day", ["12 December 2030, morning", "12 December 2030, afternoon"]),
        (
            "session",
            ["12 December 2030, 09:00–10:00 Case A", "12 December 2030, 14:00–15:00 Case B"],
        ),
    ],
)
def test_sheet_for_each_half_day_or_session(printed, register, workshop, by, headings):
    register("Alba")
    AgendaItemFactory(workshop=workshop, title="Case A")
    AgendaItemFactory(workshop=workshop, title="Coffee", kind="break", start_minute=10 * 60)
    AgendaItemFactory(workshop=workshop, title="Case B", start_minute=14 * 60)

    pages = pages_of(printed("sign-in-sheets", by=by))

    assert len(pages) == len(headings)
    for page, heading in zip(pages, headings, strict=True):
        assert heading in page


def test_heading_repeats_and_rows_leave_room_to_sign(printed, register, workshop):
    for number in range(60):
        register(f"Person {number:02d}")

    pages = pages_of(printed("sign-in-sheets", day=workshop.starts_on.isoformat()))

    assert 3 <= len(pages) <= 4  # at most 20 on a page: 11 mm each
    for number, page in enumerate(pages, start=1):
        assert "12 December 2030" in page
        assert "Signature" in page
        assert f"Page {number} of {len(pages)}" in page


def test_pieces_are_numbered_as_one(printed, register, workshop, monkeypatch):
    for number in range(30):
        register(f"Person {number:02d}")
    document = registry.document_named("sign-in-sheets")
    small = replace(document, per_chunk=lambda options: 20)
    monkeypatch.setitem(registry._documents, document.key, small)

    run = printed("sign-in-sheets")

    pages = pages_of(run)
    assert run.job.items.count() == 4
    for number, page in enumerate(pages, start=1):
        assert page.count(f"Page {number} of {len(pages)}") == 1
        assert page.count("Page ") == 1


def test_later_comers_get_a_sheet_of_their_own(printed, register, open_page):
    register("Alba")
    whole = printed("sign-in-sheets")
    register("Newman")

    page = open_page("print_document", "sign-in-sheets").content.decode()
    text = text_of(printed("sign-in-sheets", since=whole))

    assert "1 new" in page  # on two days, but one person
    assert text.count("Newman") == 2
    assert "Alba" not in text


def test_needs_are_counted_on_top(printed, register):
    for name, food in (("A", "Vegetarian"), ("B", "vegetarian "), ("C", "no pork"), ("D", "")):
        register(f"Person {name}", dietary_needs=food)
    register("Person E", access_needs="Step-free access")

    text = text_of(printed("needs"))

    assert "2 Vegetarian 1 no pork 1 Step-free access 5 participants in all" in text
    assert in_order(text, "Person A", "Person B", "Person C", "Person E")
    assert "Person D" not in text


def test_travel_is_by_day_of_arrival(printed, register):
    day = datetime.date(2030, 12, 11)
    register("Late", arrives_on=datetime.date(2030, 12, 12))
    register("Early", arrives_on=day, departs_on=datetime.date(2030, 12, 14), phone="+995 1")
    register("Silent")

    text = text_of(printed("travel"))
    only = text_of(printed("travel", day="2030-12-14"))

    assert in_order(text, "1 arrive on 11 December 2030", "1 have not said when they arrive")
    assert in_order(text, "Early", "Late")
    assert "+995 1" in text
    assert "Silent" not in text
    assert "Early" in only
    assert "Late" not in only


def test_interpretation_is_by_language(printed, register):
    for name, code in (("Anna", "ru"), ("Boris", "en"), ("Clara", "ru"), ("Dora", "")):
        register(name, working_language=code)

    text = text_of(printed("interpretation"))

    assert "2 Russian 1 English 1 have not said" in text
    assert in_order(text.split("participants in all")[1], "Boris", "Anna", "Clara")


@pytest.mark.parametrize("key", ["sign-in-sheets", "needs", "travel", "interpretation", "contacts"])
def test_protected_person_is_an_alias_everywhere(printed, register, key):
    registration = register(
        "Qipiani",
        title="Colonel",
        phone="+995 555",
        email="zviad@police.example",
        dietary_needs="vegetarian",
        arrives_on=datetime.date(2030, 12, 11),
        working_language="ru",
        position="Head",
        agency="Patrol Police",
    )
    protect(registration)

    run = printed(key)

    text = text_of(run)
    assert "Delegate 7" in text
    for words in ("Qipiani", "Colonel", "+995 555", "zviad@police.example", "Patrol Police"):
        assert words not in text
    assert run.named == []


@pytest.mark.parametrize("key", ["needs", "contacts"])
def test_lists_lie_across_and_say_whom_they_are_for(printed, register, key):
    register("Alba", dietary_needs="vegan")

    run = printed(key, paper="letter")

    assert sizes_of(run) == [(279, 216)]
    assert "Internal: for the organisers only" in text_of(run)


def test_name_in_its_own_script_is_not_said_twice(workshop, register):
    person = register("Рождественский").person
    person.name_in_own_script = "Рождественский"
    person.save()
    state = EventState(workshop)

    def entry(key, **options):
        document = registry.document_named(key)
        chosen = document.options(state=state).usual() | options
        return document.freeze(state, chosen).entries[0].data

    assert entry("sign-in-sheets")["own_script"] == ""
    assert entry("participants", readers="organisers")["person"]["name_in_own_script"] == ""
