"""The pages of an import, through the client and without a script."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sessions.models import AgendaImport, AgendaItem
from tests.factories import TeamMemberFactory
from tests.sessions.importing.tables import PROGRAMME, brought
from workshops.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def begin(workshop):
    return reverse("agenda:import", args=[workshop.slug])


def address(run):
    return reverse("agenda:import_run", args=[run.workshop.slug, run.pk])


def test_table_is_pasted_looked_at_added_and_undone(organiser_client, workshop, hall, begin):
    editor = organiser_client.get(reverse("agenda:editor", args=[workshop.slug]))
    assert f'href="{begin}"' in editor.text

    answer = organiser_client.post(begin, {"pasted": PROGRAMME}, follow=True)
    here = address(AgendaImport.objects.get())
    assert "Add 5 sessions" in answer.text
    assert "09:00–10:00" in answer.text
    assert not AgendaItem.objects.exists()

    answer = organiser_client.post(here, {"do": "add"}, follow=True)
    assert "5 sessions were added." in answer.text
    assert AgendaItem.objects.count() == 5

    answer = organiser_client.post(here, {"do": "undo"}, follow=True)
    assert "5 sessions were removed." in answer.text
    assert not AgendaItem.objects.exists()

    organiser_client.post(here, {"do": "discard"})
    assert not AgendaImport.objects.exists()


def test_error_stands_beside_its_cell_and_is_corrected_there(organiser_client, workshop, begin):
    text = "Day;Start;Title\n12/12;whenever;One\n12/12;10:00;Two\n"
    answer = organiser_client.post(begin, {"pasted": text}, follow=True)
    here = address(AgendaImport.objects.get())
    assert 'name="cell-2-start" value="whenever"' in answer.text
    assert 'id="error-2-start"' in answer.text
    assert 'name="cell-3-start"' not in answer.text
    assert 'name="cell-3-start"' in organiser_client.get(f"{here}?edit=3").text

    organiser_client.post(here, {"do": "add", "cell-2-start": "9:00–9:30"})

    assert list(AgendaItem.objects.in_order().values_list("title", "start_minute")) == [
        ("One", 540),
        ("Two", 600),
    ]


def test_rooms_and_speakers_are_made_by_a_tick(organiser_client, workshop, begin):
    organiser_client.post(begin, {"pasted": "Title;Room;Speakers\nOne;Annex;Ivo Tamm, Customs\n"})
    here = address(AgendaImport.objects.get())
    page = organiser_client.get(here)
    [(room, *_rest)] = page.context["unknown_rooms"]
    [(speaker, *_rest)] = page.context["unknown_people"]

    organiser_client.post(here, {"do": "add", "room": room, "speaker": speaker})

    assert str(workshop.speakers.get()) == "Ivo Tamm, Customs"
    assert [part.speaker.agency for part in AgendaItem.objects.get().appearances.all()] == [
        "Customs"
    ]


def test_tick_stays_when_the_table_is_only_checked_again(organiser_client, begin):
    organiser_client.post(begin, {"pasted": "Day;Start;Title;Room\n12/12;9:00;One;Annex\n"})
    here = address(AgendaImport.objects.get())

    page = organiser_client.post(here, {"do": "save", "room": "annex"}, follow=True)

    assert page.context["unknown_rooms"] == [("annex", "Annex", True)]


def test_refused_file_is_told_beside_the_field(organiser_client, begin):
    file = SimpleUploadedFile("a.pdf", b"%PDF-1.7")

    answer = organiser_client.post(begin, {"file": file})

    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]


def test_refusal_is_told_and_what_was_typed_is_kept(organiser_client, begin):
    organiser_client.post(begin, {"pasted": "Day;Start;Title\nnever;9:00;One\n"})
    here = address(AgendaImport.objects.get())

    answer = organiser_client.post(here, {"do": "add", "cell-2-day": "sometime"})

    assert answer.status_code == 422
    assert "No row is ready to be added." in answer.text
    assert 'value="sometime"' in answer.text


def test_table_of_somebody_else_is_not_found(client, workshop, organiser):
    run = brought(workshop, organiser)
    colleague = TeamMemberFactory(workshop=workshop).user
    reader = TeamMemberFactory(workshop=workshop, role=Role.CERTIFICATE_STAFF).user
    elsewhere = TeamMemberFactory().user

    for user in (colleague, reader, elsewhere):
        client.force_login(user)
        assert client.get(address(run)).status_code == 404
        assert client.post(address(run), {"do": "add"}).status_code == 404
    assert not AgendaItem.objects.exists()


def test_page_reads_the_text_again_and_shows_warnings(organiser_client, workshop, begin):
    text = (
        "Day,Start,End,Title,Speakers\n12/12,9:00,10:00,One,Ivo Tamm\n12/12,9:30,10:00,Two,Ivo Tamm"
    )
    answer = organiser_client.post(begin, {"pasted": text}, follow=True)
    here = address(AgendaImport.objects.get())
    assert "2 with warnings" in answer.text
    assert "Ivo Tamm is also needed at “Two”, 09:30–10:00." in answer.text

    answer = organiser_client.post(here, {"do": "read", "separator": ";"}, follow=True)

    assert "The table was read again." in answer.text
    assert "with warnings" not in answer.text


def test_workbook_to_fill_in_is_offered(organiser_client, workshop, begin):
    address = reverse("agenda:import_workbook", args=[workshop.slug])
    assert f'action="{address}"' in organiser_client.get(begin).text

    answer = organiser_client.get(address, {"language": "ru"})

    assert answer.content[:2] == b"PK"
    assert f"agenda-{workshop.slug}-ru.xlsx" in answer["Content-Disposition"]


@pytest.mark.parametrize("rows", [1, 3])
def test_page_asks_the_same_number_of_queries_for_any_number_of_rows(
    organiser_client, workshop, organiser, rows, django_assert_num_queries
):
    text = "".join(f"12/12;{9 + n}:00;Session {n};Room {n};Speaker {n}\n" for n in range(rows))
    run = brought(workshop, organiser, f"Day;Start;Title;Room;Speakers\n{text}")
    organiser_client.get(address(run))

    with django_assert_num_queries(16):
        organiser_client.get(address(run))
