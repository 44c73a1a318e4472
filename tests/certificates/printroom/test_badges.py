"""Badges: who gets one, what it says, and that nothing runs over its edge."""

import pytest
import zxingcpp
from django.core.files.uploadedfile import SimpleUploadedFile

from certificates.printroom.documents.badges import STOCKS, Size
from certificates.printroom.paper import Paper, grid_of
from participants.actions.uploading import keep_photograph
from participants.badge_codes import badge_code, registration_with_code
from tests.certificates.printroom.conftest import (
    content_of,
    pages_of,
    pictures_of,
    sizes_of,
    text_of,
)
from tests.factories import (
    AppearanceFactory,
    PersonFactory,
    RegistrationFactory,
    SpeakerFactory,
    TeamMemberFactory,
    WorkshopFactory,
)
from tests.security.test_uploads import jpeg
from workshops.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.paper]

LONG = "Aleksandre-Konstantine Kvirikashvili von Habsburg-Lothringen und Zu Guttenberg"


def person(name, **fields):
    return PersonFactory(given_names="", family_name=name, **fields)


@pytest.fixture
def registration(workshop):
    return RegistrationFactory(
        workshop=workshop,
        person=person("Zviad Qipiani", title="Colonel", name_in_own_script="ზვიად ყიფიანი"),
        agency="Patrol Police",
        consents_to_photographs=True,
    )


def test_badge_says_who_somebody_is(printed, registration):
    text = text_of(printed("badges", who="participants"))

    for words in ("Colonel", "Zviad Qipiani", "ზვიად ყიფიანი", "Patrol Police", "Participant"):
        assert words in text
    assert str(registration.delegation) in text
    assert "No photographs" not in text


def test_words_are_in_the_language_chosen(printed, registration):
    registration.delegation.country, registration.delegation.organisation_name = "DE", ""
    registration.delegation.save()

    assert "Allemagne" in text_of(printed("badges", language="fr"))


@pytest.mark.parametrize("size", list(Size))
def test_code_is_read_from_paper_and_finds_the_registration(printed, registration, workshop, size):
    run = printed("badges", who="participants", size=size.value)

    [found] = zxingcpp.read_barcodes(pictures_of(run)[0])

    assert found.text == badge_code(registration)
    assert registration_with_code(found.text, workshop=workshop) == registration
    assert registration_with_code(found.text.lower(), workshop=workshop) == registration
    assert registration_with_code(found.text, workshop=WorkshopFactory()) is None


@pytest.mark.parametrize("code", ["", "-", "1", "1-", "1-AAAAAAAAAAAA", "ü-É", "Z" * 50])
def test_made_up_code_finds_nobody(registration, workshop, code):
    assert registration_with_code(code, workshop=workshop) is None


def test_code_outlives_a_change_of_the_secret_key(registration, workshop, settings):
    code, old = badge_code(registration), settings.SECRET_KEY

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "x" * 60, [old]

    assert badge_code(registration) != code
    assert registration_with_code(code, workshop=workshop) == registration


def test_protected_person_is_an_alias_and_a_delegation(printed, registration):
    registration.is_protected, registration.alias = True, "Delegate 7"
    registration.save()
    keep_photograph(registration=registration, upload=SimpleUploadedFile("a.jpg", jpeg()))

    run = printed("badges", who="participants")

    text = text_of(run)
    for words in ("Zviad", "Qipiani", "ზვიად", "Colonel", "Patrol Police"):
        assert words not in text
    assert "Delegate 7" in text
    assert "No photographs" in text
    assert str(registration.delegation) in text
    assert b"DCTDecode" not in content_of(run)


def test_protected_speaker_is_an_alias(printed, registration, workshop):
    registration.is_protected, registration.alias = True, "Delegate 7"
    registration.state = "submitted"  # no seat, and so no badge as a participant
    registration.save()
    SpeakerFactory(workshop=workshop, person=registration.person, agency="Patrol Police")

    text = text_of(printed("badges"))

    assert "Delegate 7" in text
    assert "Zviad" not in text
    assert "Patrol Police" not in text


def test_photograph_is_on_the_badge_of_whoever_gave_one(printed, registration):
    without = content_of(printed("badges", who="participants"))
    keep_photograph(registration=registration, upload=SimpleUploadedFile("a.jpg", jpeg()))

    run = printed("badges", who="participants")

    assert b"DCTDecode" in content_of(run)
    assert b"DCTDecode" not in without


def test_whoever_did_not_consent_is_marked(printed, registration):
    registration.consents_to_photographs = False
    registration.save()

    assert "No photographs" in text_of(printed("badges", who="participants"))


def test_everybody_has_one_badge_with_their_part(printed, registration, workshop):
    """A participant who speaks has one badge; the team goes by its accounts' names."""
    SpeakerFactory(workshop=workshop, person=registration.person)
    AppearanceFactory(
        speaker=SpeakerFactory(workshop=workshop, person=person("Vera Voice")),
        item__workshop=workshop,
        role="interpreter",
    )
    SpeakerFactory(workshop=workshop, person=person("Sam Speaker"))
    for role, name in ((Role.DOOR_STAFF, "Dora Door"), (Role.DONOR, "Olaf Observer")):
        TeamMemberFactory(workshop=workshop, role=role, user__name=name)

    text = text_of(printed("badges", size="90x55"))

    for name, word in (
        ("Zviad Qipiani", "Speaker"),
        ("Sam Speaker", "Speaker"),
        ("Vera Voice", "Interpreter"),
        ("Dora Door", "Staff"),
        ("Olaf Observer", "Observer"),
    ):
        assert text.count(name) == 1
        assert word in text[text.index(name) :]
    assert "Organiser" in text


def test_a_delegation_alone_can_be_printed(printed, registration, workshop):
    RegistrationFactory(workshop=workshop, person=person("Somebody Else"))

    text = text_of(printed("badges", delegation=str(registration.delegation_id)))

    assert "Zviad Qipiani" in text
    assert "Somebody Else" not in text


@pytest.mark.parametrize(
    ("size", "paper", "sheet", "cards"),
    [
        ("a6", "A4", (210, 297), 4),
        ("90x55", "A4", (210, 297), 10),
        ("86x54", "A4", (210, 297), 10),
        ("a6", "letter", (216, 279), 2),
        ("90x55", "letter", (279, 216), 9),
    ],
)
def test_sheet_holds_as_many_cards_as_fit(printed, workshop, size, paper, sheet, cards):
    delegation = RegistrationFactory(workshop=workshop).delegation
    for _n in range(cards):
        RegistrationFactory(workshop=workshop, delegation=delegation)

    run = printed("badges", who="participants", size=size, paper=paper)

    assert grid_of(STOCKS[Size(size)], Paper(paper)).holds == cards
    assert sizes_of(run) == [sheet, sheet]
    assert pages_of(run)[0].count("Participant") == cards


def test_backs_lie_behind_their_fronts(printed, workshop):
    delegation = RegistrationFactory(workshop=workshop, person=person("Alpha")).delegation
    RegistrationFactory(workshop=workshop, delegation=delegation, person=person("Beta"))

    run = printed("badges", who="participants", back="same")

    front, back = pictures_of(run, scale=3)
    codes = [
        {found.text: found.position.top_left.x < page.width / 2 for found in read}
        for page in (front, back)
        for read in [zxingcpp.read_barcodes(page)]
    ]
    assert len(codes[0]) == 2
    assert codes[1] == {text: not is_left for text, is_left in codes[0].items()}


@pytest.mark.parametrize("size", list(Size))
@pytest.mark.parametrize(
    "name", [LONG, "Wolfeschlegelsteinhausenbergerdorffvoralternwaren" * 2, "王" * 80, "W" * 160]
)
def test_longest_names_are_whole_and_on_the_card(printed, workshop, size, name):
    """Every letter is there, and none of them outside of the upper left card."""
    RegistrationFactory(
        workshop=workshop,
        person=person("X", name_on_certificate=name, name_in_own_script=f"ა{name[:150]}"),
        agency="Ministry of Internal Affairs, Central Criminal Police Department, " * 3,
    )

    run = printed("badges", who="participants", size=size.value)

    assert _letters(name) in _letters(text_of(run))
    [page] = pictures_of(run, scale=2)
    grid = grid_of(STOCKS[size], Paper.A4)
    left, top = grid.place(1)
    box = (left + 1, top + 8, grid.width - 8, top + grid.stock.height - 2)
    beside = page.crop(tuple(int(side / 25.4 * 144) for side in box))
    assert beside.convert("L").getextrema() == (255, 255)


def _letters(text):
    """Without what a line break adds or takes."""
    return "".join(char for char in text if char.isalnum())
