import datetime

import pytest

from participants.importing.cells import Ambiguous, NotUnderstood, date_of, halves_of
from participants.importing.judging import Terms, judge


@pytest.mark.parametrize(
    ("text", "day_first", "date"),
    [
        ("2030-12-11", None, (2030, 12, 11)),
        ("11.12.2030", None, (2030, 12, 11)),
        ("25/12/2030", None, (2030, 12, 25)),
        ("12/25/2030", None, (2030, 12, 25)),
        ("3/4/2030", True, (2030, 4, 3)),
        ("3/4/30", False, (2030, 3, 4)),
        ("11 декабря 2030", None, (2030, 12, 11)),
        ("11 грудня 2030 р.", None, (2030, 12, 11)),
        ("December 11, 2030", None, (2030, 12, 11)),
        ("1 août 2030", None, (2030, 8, 1)),
    ],
)
def test_date_is_understood(text, day_first, date):
    assert date_of(text, day_first=day_first) == datetime.date(*date)


def test_ambiguous_date_is_asked_about_and_an_impossible_one_refused():
    with pytest.raises(Ambiguous):
        date_of("3/4/2030", day_first=None)
    with pytest.raises(NotUnderstood):
        date_of("31.02.2030", day_first=None)
    with pytest.raises(NotUnderstood):
        date_of("soon", day_first=None)


@pytest.mark.parametrize(
    ("name", "family_first", "halves"),
    [
        ("Jean-Luc DE LA TOUR", False, ("Jean-Luc", "DE LA TOUR")),
        ("KOVALCHUK Olena", False, ("Olena", "KOVALCHUK")),
        ("Ковальчук Олена Іванівна", True, ("Олена Іванівна", "Ковальчук")),
        ("O’Brien, Siobhán", False, ("Siobhán", "O’Brien")),
        ("Sukarno", False, ("", "Sukarno")),
    ],
)
def test_whole_name_is_taken_apart_without_touching_a_letter(name, family_first, halves):
    assert halves_of(name, family_first=family_first) == halves


def test_formula_and_what_is_missing_are_told_beside_their_cells():
    terms = Terms(fields=["family_name", "email", "arrives_on"])

    judged = judge(["=HYPERLINK(1)", "no address", "3/4/2030"], {}, terms)

    assert judged.errors == {"family_name": "formula", "email": "email", "arrives_on": "which"}
