"""The printed agenda. Here and not with the certificates: it says what the public page says."""

import io

import pikepdf
import pytest
from django.urls import reverse

from tests.factories import (
    AgendaItemFactory,
    AppearanceFactory,
    PersonFactory,
    RegistrationFactory,
    RoomFactory,
    SpeakerFactory,
    WorkshopFactory,
    WorkshopOrganiserFactory,
    released,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_workshop():
    workshop = WorkshopFactory(agenda_is_public=True, title="Workshop on “policing”", venue="Hotel")
    WorkshopOrganiserFactory(workshop=workshop, organisation__name="OSCE Project Co-ordinator")
    hall = RoomFactory(workshop=workshop, name="Blue hall")
    RoomFactory(workshop=workshop, name="Red hall")
    person = PersonFactory(given_names="Şəhla", family_name="Kowalczyk")
    speaker = SpeakerFactory(workshop=workshop, person=person, agency="State Police of Italy")
    item = AppearanceFactory(item__workshop=workshop, item__title="Case study", speaker=speaker)
    item.item.rooms.add(hall)
    AgendaItemFactory(workshop=workshop, kind="break", title="Coffee", start_minute=600)
    released(workshop)
    return workshop


def pdf_of(client, workshop, **query):
    return client.get(reverse("certificates:agenda_pdf", args=[workshop.slug]), query)


def text_of(response, tmp_path):
    """The text as ``pdftotext`` reads it, on one line."""
    import subprocess

    path = tmp_path / "agenda.pdf"
    path.write_bytes(response.content)
    done = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, text=True
    )
    return " ".join(done.stdout.split())


def test_paper_says_organisers_days_sessions_people_and_rooms(client, open_workshop, tmp_path):
    response = pdf_of(client, open_workshop)

    assert response["Content-Type"] == "application/pdf"
    text = text_of(response, tmp_path)
    for words in (
        "OSCE Project Co-ordinator",
        "Workshop on “policing”",
        "12–13 December 2030 · Hotel, Kyiv, Ukraine",
        "12 December 2030",
        "09:00–10:00",
        "Case study",
        "Şəhla Kowalczyk, State Police of Italy",
        "Blue hall",
        "10:00–11:00 Coffee",
        "Europe/Kyiv",
    ):
        assert words in text


def test_language_is_chosen_apart_from_the_pages(client, open_workshop, tmp_path):
    text = text_of(pdf_of(client, open_workshop, language="fr"), tmp_path)

    assert "12–13 décembre 2030" in text
    with pikepdf.open(io.BytesIO(pdf_of(client, open_workshop, language="fr").content)) as pdf:
        assert str(pdf.Root.Lang) == "fr"


def test_unknown_language_is_the_pages_own(client, open_workshop, tmp_path):
    assert "12–13 December 2030" in text_of(pdf_of(client, open_workshop, language="xx"), tmp_path)


def test_protected_people_are_not_on_paper(client, open_workshop, tmp_path):
    person = open_workshop.speakers.get().person
    RegistrationFactory(workshop=open_workshop, person=person, is_protected=True, alias="Officer K")

    text = text_of(pdf_of(client, open_workshop), tmp_path)

    for words in ("Kowalczyk", "Officer K", "State Police of Italy"):
        assert words not in text


def test_change_is_printed_once_it_is_released(client, open_workshop, tmp_path):
    open_workshop.agenda.filter(title="Case study").update(title="Another title")
    before = text_of(pdf_of(client, open_workshop), tmp_path)

    released(open_workshop)

    assert "Another title" not in before
    after = text_of(pdf_of(client, open_workshop), tmp_path)
    assert "Another title" in after
    assert "Version 2, released on" in after


def test_staff_alone_print_the_draft_which_says_so(client, organiser, workshop, tmp_path):
    workshop.agenda_is_public = True
    workshop.save(update_fields=["agenda_is_public"])
    AgendaItemFactory(workshop=workshop, title="Not yet told")
    released(workshop)
    workshop.agenda.update(title="Still a secret")

    assert pdf_of(client, workshop, draft="1").status_code == 404
    client.force_login(organiser)
    response = pdf_of(client, workshop, draft="1")

    text = text_of(response, tmp_path)
    assert "Still a secret" in text
    assert "Agenda (draft)" in text
    assert response["Cache-Control"] == "no-store"
    assert "Still a secret" not in text_of(pdf_of(client, workshop), tmp_path)


def test_agenda_of_no_session_is_a_page(client, tmp_path):
    workshop = WorkshopFactory(agenda_is_public=True)

    assert "The agenda is not published yet." in text_of(pdf_of(client, workshop), tmp_path)


def test_paper_is_as_closed_as_the_page(client, stranger, organiser, workshop):
    assert pdf_of(client, workshop).status_code == 404

    client.force_login(stranger)
    assert pdf_of(client, workshop).status_code == 404

    client.force_login(organiser)
    assert pdf_of(client, workshop).status_code == 200


def test_at_the_same_time_stands_on_the_page_of_its_sessions(client, open_workshop, tmp_path):
    for number in range(60):  # of all heights, so that pages end anywhere
        for title in ("Group one", "Group two"):
            AgendaItemFactory(
                workshop=open_workshop,
                title=title,
                abstract="A line\n" * (number % 4),
                start_minute=660 + number * 5,
                minutes=5,
            )
    released(open_workshop)

    text = text_of(pdf_of(client, open_workshop), tmp_path)

    assert text.count("At the same time") == 60
    assert "At the same time Version" not in text  # the foot of the page
