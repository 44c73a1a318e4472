"""Times, lengths, days and kinds as people write them."""

import datetime

import pytest

from sessions.importing.days import Days
from sessions.importing.headings import recognise
from sessions.importing.times import NotUnderstood, clock_of, length_of, span_of
from sessions.importing.words import is_everywhere, kind_of

DAYS = Days(datetime.date(2030, 12, 12), datetime.date(2030, 12, 13))


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("9:00–10:30", (540, 630)),
        ("09.00 - 10.30", (540, 630)),
        ("09.00", (540, None)),
        ("9.3", (570, None)),
        ("9h30", (570, None)),
        ("de 9h00 à 10h30", (540, 630)),
        ("с 9:00 до 10:00", (540, 600)),
        ("9:00 AM", (540, None)),
        ("2–3:30 PM", (840, 930)),
        ("11–1 PM", (660, 780)),
        ("12 AM", (0, None)),
        ("10:00:00", (600, None)),
        ("0.375", (540, None)),
        ("24:00", (1440, None)),
    ],
)
def test_times_are_understood_as_they_are_written(text, span):
    assert span_of(text) == span


@pytest.mark.parametrize("text", ["25:00", "9:75", "noon", "13 PM", "1–2–3", ""])
def test_what_is_no_time_is_refused(text):
    with pytest.raises(NotUnderstood):
        span_of(text)
    with pytest.raises(NotUnderstood):
        clock_of(text)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("90", 90), ("90 min", 90), ("1h30", 90), ("1:30", 90), ("1.5 h", 90), ("1 ч 30 мин", 90),
     ("2 hours", 120), ("45'", 45)],
)  # fmt: skip
def test_lengths_are_understood(text, minutes):
    assert length_of(text) == minutes


@pytest.mark.parametrize(
    "text",
    ["2030-12-13", "13/12/2030", "12/13/2030", "13.12.2030", "13.12", "13/12", "13 December",
     "Dec 13", "Friday", "Friday, 13 December 2030", "Day 2", "2-й день", "Jour 2 – vendredi",
     "vendredi 13 décembre", "Пятница, 13 декабря", "п’ятниця, 13 грудня"],
)  # fmt: skip
def test_days_are_understood_by_the_days_of_the_workshop(text):
    assert DAYS.day_of(text) == datetime.date(2030, 12, 13)


def test_of_two_readings_of_a_date_the_one_within_the_workshop_is_meant():
    spring = Days(datetime.date(2030, 4, 3), datetime.date(2030, 4, 5))

    assert spring.day_of("3/4/2030") == spring.day_of("4/3/2030") == datetime.date(2030, 4, 3)


@pytest.mark.parametrize("text", ["Market surveillance", "Session 3", "Monday", "Working group"])
def test_what_names_no_day_is_none(text):
    assert DAYS.day_of(text) is None


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Coffee break", "break"), ("Lunch", "break"), ("Pause café", "break"), ("Обед", "break"),
        ("Кофе-пауза", "break"), ("Перерва на каву", "break"), ("Reception", "social"),
        ("Opening session", "opening"), ("Table ronde", "panel"), ("Breakout groups", "lecture"),
        ("Team building", "lecture"), ("How organised crime can break the best codes", "lecture"),
    ],
)  # fmt: skip
def test_breaks_and_other_kinds_give_themselves_away(title, kind):
    assert kind_of("", title) == kind


def test_the_column_of_kinds_goes_before_the_title():
    assert kind_of("Exercise", "Coffee break") == "exercise"
    assert kind_of("panel", "Anything") == "panel"


def test_all_rooms_are_recognised():
    assert is_everywhere("Toutes les salles")
    assert not is_everywhere("Hall 1")


@pytest.mark.parametrize(
    "headings",
    [
        ["Date", "Time", "Session", "Type", "Room", "Speaker(s)", "Moderator"],
        ["Jour", "Horaire", "Titre", "Type", "Salle", "Intervenants", "Modérateur"],
        ["День", "Время", "Название", "Вид", "Зал", "Докладчик", "Модератор"],
        ["Дата", "Час", "Назва", "Тип", "Зала / Room", "Доповідачі", "Модератор"],
    ],
)
def test_headings_are_recognised_in_four_languages(headings):
    expected = ["day", "start", "title", "kind", "rooms", "speakers", "moderators"]

    assert recognise(headings) == expected
