"""What is handed or sent to participants: agenda, list, letters, labels."""

import datetime

import pytest

from certificates.printroom.documents.labels import STOCKS, Size
from certificates.printroom.paper import Paper, grid_of
from tests.certificates.printroom.conftest import pages_of, sizes_of, text_of
from tests.factories import (
    AgendaItemFactory,
    AppearanceFactory,
    DelegationFactory,
    FocalPointFactory,
    PersonFactory,
    RegistrationFactory,
    RoomFactory,
    SpeakerFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.paper]


def person(name, **fields):
    return PersonFactory(given_names="", family_name=name, **fields)


def protect(registration):
    registration.is_protected, registration.alias = True, "Delegate 7"
    registration.save()


def test_agenda_of_a_day_with_rooms_and_speakers(printed, workshop):
    for name in ("Hall", "Study"):
        RoomFactory(workshop=workshop, name=name)
    item = AgendaItemFactory(workshop=workshop, title="Opening", in_all_rooms=True)
    speaker = SpeakerFactory(workshop=workshop, person=person("Sam Speaker"), agency="EUROPOL")
    AppearanceFactory(item=item, speaker=speaker, role="moderator")
    AgendaItemFactory(workshop=workshop, title="Closing", day=workshop.ends_on)

    text = text_of(printed("agenda", day=workshop.starts_on.isoformat()))

    assert "09:00–10:00 Opening Sam Speaker (Moderator), EUROPOL All rooms" in text
    assert "Draft: not released" in text
    assert "Closing" not in text


def test_protected_speaker_is_not_on_the_agenda(printed, workshop):
    registration = RegistrationFactory(workshop=workshop, person=person("Zviad"))
    protect(registration)
    item = AgendaItemFactory(workshop=workshop, title="Opening")
    AppearanceFactory(
        item=item, speaker=SpeakerFactory(workshop=workshop, person=registration.person)
    )

    text = text_of(printed("agenda"))

    assert "Opening" in text
    assert "Zviad" not in text
    assert "Delegate 7" not in text


def test_agenda_is_withheld_when_a_speaker_becomes_protected(printed, workshop, organiser_client):
    from django.urls import reverse

    registration = RegistrationFactory(workshop=workshop, person=person("Zviad"))
    AppearanceFactory(
        item=AgendaItemFactory(workshop=workshop),
        speaker=SpeakerFactory(workshop=workshop, person=registration.person),
    )
    run = printed("agenda")
    protect(registration)

    address = reverse("certificates:printed_pdf", args=[workshop.slug, run.pk])

    assert organiser_client.get(address).status_code == 404


def test_list_for_everybody_holds_those_who_agreed(printed, workshop):
    agreed = RegistrationFactory(workshop=workshop, person=person("Alba"), consents_to_list=True)
    RegistrationFactory(workshop=workshop, person=person("Bruno"), delegation=agreed.delegation)
    hidden = RegistrationFactory(
        workshop=workshop, person=person("Zviad"), delegation=agreed.delegation
    )
    protect(hidden)

    everybody = text_of(printed("participants"))
    organisers = text_of(printed("participants", readers="organisers"))

    assert "Alba" in everybody
    assert "Bruno" not in everybody
    assert "Delegate 7" not in everybody
    assert "Bruno" in organisers
    assert "Delegate 7" in organisers
    assert "Zviad" not in organisers


@pytest.mark.parametrize(
    ("key", "mark", "words"),
    [
        ("confirmations", "C", "Dear Zviad Qipiani, the organisers are pleased to confirm"),
        ("visa-letters", "V", "Name as in the passport Zviad Passport"),
    ],
)
def test_letter_for_each_person_with_a_lasting_reference(printed, workshop, key, mark, words):
    registration = RegistrationFactory(
        workshop=workshop,
        person=PersonFactory(
            given_names="Zviad", family_name="Passport", name_on_certificate="Zviad Qipiani"
        ),
        arrives_on=datetime.date(2030, 12, 11),
    )
    RegistrationFactory(workshop=workshop, delegation=registration.delegation)

    first, again = printed(key), printed(key)

    assert len(pages_of(first)) == 2
    reference = f"{workshop.slug.upper()}/{mark}{registration.pk:04d}"
    page = next(page for page in pages_of(first) if reference in page)
    assert words in page
    assert "11 December 2030" in page
    assert reference in text_of(again)


@pytest.mark.parametrize("key", ["confirmations", "visa-letters"])
def test_protected_people_get_no_letter_with_the_others(printed, workshop, key):
    hidden = RegistrationFactory(workshop=workshop, person=person("Zviad"))
    protect(hidden)
    RegistrationFactory(workshop=workshop, person=person("Alba"), delegation=hidden.delegation)

    text = text_of(printed(key))

    assert "Alba" in text
    assert "Zviad" not in text
    assert "Delegate 7" not in text


def test_letter_in_another_language(printed, workshop):
    RegistrationFactory(workshop=workshop)

    assert "12–13 décembre 2030" in text_of(printed("confirmations", language="fr"))


@pytest.mark.parametrize(("size", "holds"), [("70x37", 24), ("99x38", 14), ("105x74", 8)])
def test_labels_lie_where_the_sheet_is_punched(printed, workshop, size, holds):
    registration = RegistrationFactory(workshop=workshop, person=person("Alba"))
    for _n in range(holds):
        RegistrationFactory(workshop=workshop, delegation=registration.delegation)

    run = printed("labels", size=size)

    grid = grid_of(STOCKS[Size(size)], Paper.A4)
    assert grid.holds == holds
    assert grid.left >= 0
    assert grid.top >= 0
    assert sizes_of(run) == [(210, 297)] * 2
    assert "Alba" in pages_of(run)[0]


def test_labels_for_focal_points_in_protocol_order(printed, workshop):
    for code, name in (("ES", "Pilar"), ("DE", "Dieter")):
        delegation = DelegationFactory(workshop=workshop, country=code, organisation_name="")
        FocalPointFactory(delegation=delegation, name=name)

    text = text_of(printed("labels", to="focal-points"))

    assert "Dieter Germany Pilar Spain" in text
