"""Tables as they come: titles, days on lines of their own, merged cells, other encodings."""

import datetime

import pytest

from participants.importing.reading import read_upload
from participants.rules import UploadRefused
from sessions.importing.preview import correct, set_columns, start
from sessions.importing.standing import CLASH, READY, SKIPPED, TRAY, WRONG, reading_of
from sessions.models import AgendaItem
from tests.factories import AgendaItemFactory, PersonFactory, RegistrationFactory, SpeakerFactory
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
