"""Tables as they come: titles, days on lines of their own, merged cells, other encodings."""

import datetime
import io

import pytest
from openpyxl import load_workbook

from common.rules import RuleBroken
from participants.importing.headings import LANGUAGES
from participants.importing.reading import read_upload
from participants.rules import UploadRefused
from sessions.importing.applying import apply
from sessions.importing.headings import FIELDS, recognise
from sessions.importing.preview import correct, read_run_again, set_columns, start
from sessions.importing.standing import CLASH, READY, SKIPPED, TRAY, WRONG, reading_of
from sessions.importing.template import template
from sessions.models import AgendaItem
from tests.factories import (
    AgendaItemFactory,
    AppearanceFactory,
    PersonFactory,
    RegistrationFactory,
    RoomFactory,
    SpeakerFactory,
)
from tests.participants.importing.lists import upload, workbook
from tests.sessions.importing.tables import brought, facts, standings

pytestmark = pytest.mark.django_db


def test_day_on_a_line_of_its_own_holds_for_the_rows_below(workshop, organiser):
    run = brought(workshop, organiser)

    assert facts(run) == [
        (12, 540, 60, "Opening"),
        (12, 600, 30, "Coffee break"),
        (12, 630, 60, "Tracing weapons"),
        (13, 540, 60, "Panel on evidence"),
        (13, 600, 60, "Discussion"),
    ]
    assert [words for _number, words in run.left_out] == [
        "Programme of the workshop",
        "Thursday, 12 December",
    ]


def test_workbook_with_merged_days_and_times_as_excel_keeps_them(workshop, organiser):
    rows = [
        ["Agenda"],
        ["Date", "Start", "End", "Title", "Room"],
        [datetime.date(2030, 12, 12), datetime.time(9), datetime.time(10), "Opening", None],
        [None, datetime.time(10), datetime.time(10, 30), "Lunch", None],
        ["Friday"],
        [None, datetime.time(9), 0.4375, "Case", None],
        ["10:30–11:00 Closing words"],
    ]
    merged = ("A1:E1", "A3:A4", "A5:E5", "A7:E7")
    file = upload(workbook(rows, merged=merged))

    run = start(sheet=read_upload(file), workshop=workshop, by=organiser)

    assert facts(run) == [
        (12, 540, 60, "Opening"),
        (12, 600, 30, "Lunch"),
        (13, 540, 90, "Case"),
        (13, 630, 30, "Closing words"),
    ]


def test_semicolons_in_windows_1251(workshop, organiser):
    text = "День;Начало;Продолжительность;Название\r\n12.12.2030;09.00;1 ч 30 мин;Открытие\r\n"
    text += ";10:30;30;Обед\r\n"
    file = upload(text.encode("cp1251"), "agenda.csv")

    run = start(sheet=read_upload(file), workshop=workshop, by=organiser)

    assert facts(run) == [(12, 540, 90, "Открытие"), (12, 630, 30, "Обед")]
    kinds = [judged.kind for _row, judged in reading_of(run).rows]
    assert kinds == ["opening", "break"]


def test_what_is_wrong_is_said_by_cell_and_can_be_corrected(workshop, organiser):
    text = "Day;Start;End;Title\nsoon;9:00;10:00;One\n12/12;late;;Two\n12/12;9:00;8:00;Three\n"
    run = brought(workshop, organiser, text + "12/12;9:00;10:00;=A1\n12/12;9:00;10:00;\n")

    assert [judged.errors for _row, judged in reading_of(run).rows] == [
        {"day": "day"},
        {"start": "time"},
        {"end": "order"},
        {"title": "formula"},
        {"title": "needed"},
    ]

    correct(run=run, corrections={2: {"day": "12 Dec"}}, how={3: "tray", 4: "skip"})

    run.refresh_from_db()
    assert standings(run) == {2: READY, 3: TRAY, 4: SKIPPED, 5: WRONG, 6: WRONG}


def test_column_is_chosen_otherwise(workshop, organiser):
    run = brought(workshop, organiser, "Day;Time;Speaker\n12/12;9:00;What it is about\n")
    assert standings(run) == {2: WRONG}

    set_columns(run=run, fields=["day", "start", "title"])

    run.refresh_from_db()
    assert facts(run) == [(12, 540, 60, "What it is about")]


def test_session_without_time_waits_in_the_tray(workshop, organiser):
    run = brought(workshop, organiser, "Title;Duration\nLecture;45\n")

    assert standings(run) == {2: TRAY}
    assert facts(run) == [(None, None, 45, "Lecture")]


def test_time_without_a_day_asks_which(workshop, organiser):
    run = brought(workshop, organiser, "Time;Title\n9:00;Lecture\n")

    assert reading_of(run).rows[0][1].errors == {"day": "no-day"}


def test_clash_with_the_agenda_and_with_another_row_is_said_beside_the_row(
    workshop, organiser, hall
):
    AgendaItemFactory(workshop=workshop, title="Briefing").rooms.add(hall)
    rows = "12/12;9:30;10:30;One;Main hall\n13/12;9:00;10:00;Two;MAIN HALL\n"
    rows += "13/12;9:30;10:00;Three;Main hall\n14/12;9:00;10:00;Four;\n"
    run = brought(workshop, organiser, f"Day;Start;End;Title;Room\n{rows}")

    reading = reading_of(run)

    words = {number: clashes[0].words for number, clashes in reading.clashes.items()}
    assert words == {
        2: "Main hall: taken by “Briefing” at 09:00–10:00.",
        3: "Main hall: taken by “Three” at 09:30–10:00.",
        4: "Main hall: taken by “Two” at 09:00–10:00.",
        5: "This day is outside the workshop's dates.",
    }
    assert set(reading.standings.values()) == {CLASH}


def test_warnings_stand_beside_rows_that_are_ready_all_the_same(workshop, organiser, hall, speaker):
    briefing = AgendaItemFactory(workshop=workshop, title="Briefing")
    AppearanceFactory(item=briefing, speaker=speaker)
    elsewhere = AgendaItemFactory(day=briefing.day, start_minute=840)
    AppearanceFactory(item=elsewhere, speaker__person=speaker.person)
    rows = "12/12;9:30;10:00;One;Lena Ozola\n12/12;10:00;10:30;Two;Ivo Tamm\n"
    rows += "12/12;10:00;10:45;Three;Ivo Tamm\n12/12;14:00;15:00;Four;Lena Ozola\n"
    run = brought(workshop, organiser, f"Day;Start;End;Title;Speakers\n{rows}")

    reading = reading_of(run)

    assert {n: [c.words for c in clashes] for n, clashes in reading.clashes.items()} == {
        2: ["Lena Ozola is also needed at “Briefing”, 09:00–10:00."],
        3: ["Ivo Tamm is also needed at “Three”, 10:00–10:45."],
        4: ["Ivo Tamm is also needed at “Two”, 10:00–10:30."],
        5: [
            "Lena Ozola is needed in another workshop at the same time.",
            "Nothing is planned from 10:45 to 14:00.",
        ],
    }
    assert set(reading.standings.values()) == {READY}


def test_text_is_read_again_in_another_encoding_and_cut_at_another_sign(workshop, organiser):
    text = "День;Время;Что\n12.12;9:00-10:30;Открытие, лекция\n"
    file = upload(text.encode("cp1251"), "agenda.csv")
    run = start(sheet=read_upload(file, encoding="windows-1252"), workshop=workshop, by=organiser)
    assert "Открытие, лекция" not in [fact[3] for fact in facts(run)]

    read_run_again(run=run, encoding="windows-1251", separator=";")
    run.refresh_from_db()
    set_columns(run=run, fields=["day", "start", "title"])
    run.refresh_from_db()
    assert facts(run) == [(12, 540, 90, "Открытие, лекция")]
    assert run.encoding == "windows-1251"

    # What was said of the columns stays.
    read_run_again(run=run, encoding="", separator="")
    run.refresh_from_db()
    assert facts(run) == [(12, 540, 90, "Открытие, лекция")]


def test_workbook_is_not_read_again_nor_what_was_added(workshop, organiser):
    sheet = read_upload(
        upload(workbook([["Day", "Time", "Title"], ["12/12", "9:00", "One"]]), "agenda.xlsx")
    )
    run = start(sheet=sheet, workshop=workshop, by=organiser)
    with pytest.raises(RuleBroken, match="not read from a text file"):
        read_run_again(run=run, encoding="", separator="")

    run = brought(workshop, organiser, "Day;Time;Title\n12/12;9:00;One\n")
    apply(run=run, by=organiser)
    with pytest.raises(RuleBroken, match="Undo the import first"):
        read_run_again(run=run, encoding="", separator=",")


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_own_workbook_is_recognised_and_offers_days_kinds_and_rooms(
    workshop, organiser, language
):
    RoomFactory(workshop=workshop, name="=1+1")
    book = load_workbook(io.BytesIO(template(workshop=workshop, language=language)))
    sheet, lists = book.worksheets
    assert recognise([cell.value for cell in sheet[1]]) == list(FIELDS)
    assert [cell.value for cell in lists["A"]][:2] == ["2030-12-12", "2030-12-13"]
    room = lists["C1"]
    assert (room.value, room.data_type) == ("=1+1", "s")

    # What is offered is understood.
    kinds = [cell.value for cell in lists["B"] if cell.value]
    for at, kind in enumerate(kinds, start=2):
        sheet.cell(at, 1, "2030-12-12")
        sheet.cell(at, 2, "9:00")
        sheet.cell(at, 5, "Whatever")
        sheet.cell(at, 6, kind)
    file = io.BytesIO()
    book.save(file)
    run = start(
        sheet=read_upload(upload(file.getvalue(), "agenda.xlsx")), workshop=workshop, by=organiser
    )
    understood = [judged.kind for _row, judged in reading_of(run).rows]
    assert understood == AgendaItem.Kind.values


def test_two_rows_in_a_room_that_is_to_be_made_clash_too(workshop, organiser):
    rows = "12/12;9:00;10:00;One;Annex\n12/12;9:30;10:00;Two;Annex\n"
    run = brought(workshop, organiser, f"Day;Start;End;Title;Room\n{rows}")
    assert standings(run) == {2: READY, 3: READY}

    correct(run=run, corrections={}, how={}, rooms=["annex"])

    run.refresh_from_db()
    assert standings(run) == {2: CLASH, 3: CLASH}


def test_speakers_are_known_by_any_spelling_and_the_rest_is_listed(workshop, organiser, speaker):
    text = "Title;Speakers\nOne;Prof. Лена Озола\nTwo;Ivo Tamm (Customs)\n"

    reading = reading_of(brought(workshop, organiser, text))

    assert [reading.known.find(judged.people[0][0]) for _row, judged in reading.rows] == [
        speaker,
        None,
    ]
    assert [(n.name, n.agency) for n in reading.unknown_people.values()] == [
        ("Ivo Tamm", "Customs")
    ]


def test_real_name_of_a_protected_speaker_finds_nobody(workshop, organiser):
    person = PersonFactory(given_names="Real", family_name="Name")
    RegistrationFactory(workshop=workshop, person=person, is_protected=True, alias="Expert 7")
    SpeakerFactory(workshop=workshop, person=person)

    reading = reading_of(brought(workshop, organiser, "Title;Speakers\nA;Real Name\nB;Expert 7\n"))

    assert [n.name for n in reading.unknown_people.values()] == ["Real Name"]


def test_more_rows_than_any_agenda_has_are_refused(workshop, organiser):
    rows = "".join(f"12/12;9:00;Session {n}\n" for n in range(501))

    with pytest.raises(UploadRefused, match="500"):
        brought(workshop, organiser, f"Day;Start;Title\n{rows}")
    assert not AgendaItem.objects.exists()
