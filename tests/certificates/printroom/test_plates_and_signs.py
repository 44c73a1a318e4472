"""Plates that are folded, and signs for doors."""

import pytest

from certificates.printroom.documents.delegation_plates import _NAME
from certificates.printroom.flags import flag_uri
from certificates.printroom.laying import size_of
from certificates.rendering.coverage import advance
from certificates.rendering.fitting import BOLD
from certificates.rendering.typefaces import SANS
from tests.certificates.printroom.conftest import pages_of, pictures_of, sizes_of, text_of
from tests.factories import (
    AgendaItemFactory,
    AppearanceFactory,
    DelegationFactory,
    PersonFactory,
    RegistrationFactory,
    RoomFactory,
    SpeakerFactory,
)
from workshops.countries import STATE_LISTS

pytestmark = [pytest.mark.django_db, pytest.mark.paper]


def person(name, **fields):
    return PersonFactory(given_names="", family_name=name, **fields)


@pytest.fixture
def registration(workshop):
    delegation = DelegationFactory(workshop=workshop, country="GE", organisation_name="")
    return RegistrationFactory(
        workshop=workshop,
        delegation=delegation,
        person=person("Zviad Qipiani", title="Colonel", name_in_own_script="ზვიად ყიფიანი"),
    )


@pytest.mark.parametrize(("paper", "sheet"), [("A4", (210, 297)), ("letter", (216, 279))])
def test_plate_says_the_name_on_both_outer_sides(printed, registration, paper, sheet):
    run = printed("table-plates", paper=paper, language="fr")

    [page] = pages_of(run)
    assert sizes_of(run) == [sheet]
    for words in ("Zviad Qipiani", "ზვიად ყიფიანი", "Colonel", "Géorgie"):
        assert page.count(words) == 2


def test_plate_stands_on_its_head_on_the_far_side(printed, registration):
    """The page turned by half a turn looks the same."""
    from PIL import ImageChops

    [page] = pictures_of(printed("table-plates"), scale=1)

    apart = ImageChops.difference(page, page.rotate(180)).convert("L").point(lambda v: v > 128)
    assert apart.histogram()[1] < 0.004 * page.width * page.height


def test_protected_person_has_a_plate_with_the_alias(printed, registration):
    registration.is_protected, registration.alias = True, "Delegate 7"
    registration.save()

    text = text_of(printed("table-plates"))

    assert "Delegate 7" in text
    for words in ("Zviad", "ზვიად", "Colonel"):
        assert words not in text


def test_every_state_that_can_be_invited_has_a_flag():
    states = {code for one in STATE_LISTS for code in one.states}

    assert [code for code in sorted(states) if not flag_uri(code)] == []


@pytest.mark.parametrize("code", ["", "QQ", "../x", "é", "EU "])
def test_what_has_no_flag_is_printed_without(code):
    assert flag_uri(code) == ""


def has_red(run):
    """Whether the cross of Georgia is on the first page."""
    colours = pictures_of(run, scale=1)[0].getcolors(99_999)
    return any(r > 200 > g + b for _count, (r, g, b) in colours)


def test_flags_are_printed_where_they_are_chosen(printed, registration, workshop):
    DelegationFactory(workshop=workshop, organisation_name="Academy")

    delegations = printed("delegation-plates", flags=True)
    table = printed("table-plates", flags=True)

    assert pages_of(delegations) == ["Georgia Georgia", "Academy Academy"]
    for run in (delegations, table):
        assert has_red(run)
    assert not has_red(printed("delegation-plates"))


@pytest.mark.parametrize(
    ("text", "largest"),
    [("Многонациональное Государство Боливия", 48), ("Ter-Grigoryan", 96), ("Li", 96)],
)
def test_words_stay_whole_on_a_plate(text, largest):
    size = size_of(text, _NAME)

    assert 24 < size <= largest
    words = text.replace("-", "- ").split()
    widest = max(advance(word, SANS) for word in words) * BOLD * size / 72 * 25.4
    assert widest <= _NAME.width


def test_speaker_has_a_plate_with_the_agency(printed, workshop):
    SpeakerFactory(workshop=workshop, person=person("Sam Speaker"), agency="EUROPOL")

    [page] = pages_of(printed("table-plates"))

    assert "Sam Speaker EUROPOL" in page


def test_delegation_plates_follow_protocol_in_the_language(printed, workshop):
    for code in ("ES", "DE"):
        DelegationFactory(workshop=workshop, country=code, organisation_name="")
    DelegationFactory(workshop=workshop, organisation_name="Academy")

    english = pages_of(printed("delegation-plates"))
    russian = pages_of(printed("delegation-plates", language="ru", second_language="en"))

    assert english == ["Germany Germany", "Spain Spain", "Academy Academy"]
    assert russian[0] == "Германия Germany Германия Germany"
    assert russian[1].startswith("Испания Spain")


def test_sign_for_each_room_and_day_that_is_used(printed, workshop):
    hall, study = (
        RoomFactory(workshop=workshop, name="Hall"),
        RoomFactory(workshop=workshop, name="Study"),
    )
    RoomFactory(workshop=workshop, name="Cellar")
    AgendaItemFactory(workshop=workshop, title="Opening", in_all_rooms=False).rooms.add(hall)
    AgendaItemFactory(
        workshop=workshop, title="Exercise", start_minute=14 * 60, day=workshop.ends_on
    ).rooms.add(study)

    pages = pages_of(printed("door-signs"))

    assert [("Hall" in page, "Study" in page) for page in pages] == [(True, False), (False, True)]
    assert "12 December 2030 09:00–10:00 Opening" in pages[0]
    assert "14:00–15:00 Exercise" in pages[1]


def test_plenary_is_on_every_door_and_a_day_can_be_chosen(printed, workshop):
    for name in ("Hall", "Study"):
        RoomFactory(workshop=workshop, name=name)
    AgendaItemFactory(workshop=workshop, title="Opening", in_all_rooms=True)
    AgendaItemFactory(workshop=workshop, title="Closing", in_all_rooms=True, day=workshop.ends_on)

    pages = pages_of(printed("door-signs", day=workshop.ends_on.isoformat()))

    assert len(pages) == 2
    assert all("Closing" in page and "Opening" not in page for page in pages)


def test_no_name_stands_on_a_door(printed, workshop):
    item = AgendaItemFactory(workshop=workshop)
    AppearanceFactory(item=item, speaker=SpeakerFactory(workshop=workshop, person=person("Sam")))

    assert "Sam" not in text_of(printed("door-signs"))


def test_full_day_stays_on_one_sign(printed, workshop):
    for number in range(16):
        AgendaItemFactory(
            workshop=workshop,
            title=f"Case study {number} on intelligence-led policing across several borders",
            start_minute=8 * 60 + 40 * number,
            minutes=40,
        )

    assert len(pages_of(printed("door-signs"))) == 1


def test_moved_session_is_a_changed_sign(printed, workshop):
    item = AgendaItemFactory(workshop=workshop, title="Opening")
    AgendaItemFactory(workshop=workshop, title="Closing", day=workshop.ends_on)
    whole = printed("door-signs")
    item.start_minute += 30
    item.save()

    changes = printed("door-signs", since=whole)

    assert [("Opening" in page, "Closing" in page) for page in pages_of(changes)] == [(True, False)]
