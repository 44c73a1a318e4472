"""A list as ministries send it: all at once, from the file to the people, with no name harmed."""

import datetime

import pytest

from participants.actions.keeping_questions import switch_on
from participants.importing.applying import apply
from participants.importing.preview import correct, set_columns, start
from participants.importing.reading import read_upload
from participants.models import Answer, Person
from tests.participants.importing.lists import upload, workbook

pytestmark = pytest.mark.django_db

HEADINGS = ["№", "Прізвище", "Ім'я", "Rank/Position", "E-mail", "Дата народження"]
ROWS = [
    ["1", "ШЕВЧЕНКО-Коваль", "Наталія", "полковник", "n.shevchenko@example.org", "25.12.1980"],
    ["2", "van der Berg", "Jan", "Head; Unit 3", "j.berg@example.org", "03/04/1981"],
    ["3", "Д'Артаньян", "Олексій", "", "twice@example.org", "31.02.1979"],
    ["4", "O’Brien", "Aoife", "", "TWICE@example.org", "1.1.1975"],
]
MIXED = [
    ["5", "Əliyeva", "Ülkər", "mayor", "u@example.org", "1976-05-06"],
    ["6", "ქართველიშვილი", "გიორგი", "", "g@example.org", "7.8.1977"],
    ["7", "Nguyễn", "Thị Minh Khai", "", "t@example.org", "1.2.1978"],
]


def quoted(rows):
    return "\r\n".join(";".join(f'"{cell}"' for cell in row) for row in rows)


def as_windows_1251():
    lines = [
        ["Список делегації / List of the delegation"],
        ["станом на 01.11.2029"],
        [""] * 6,
        HEADINGS,
        *ROWS,
        ["", "Всього", "4", "", "", ""],
    ]
    return upload(quoted(lines).encode("cp1251"), "список.csv")


def as_workbook():
    lines = [
        ["List of the delegation", *[None] * 5],
        [None] * 6,
        HEADINGS,
        ["Делегація", *[None] * 5],
        *ROWS,
        [None] * 6,
        *MIXED,
        ["Total", 7, None, None, None, None],
    ]
    return upload(workbook(lines, merged=["A1:F1", "A4:F4"]))


@pytest.mark.parametrize(
    ("file", "people"), [(as_windows_1251, ROWS), (as_workbook, [*ROWS, *MIXED])]
)
def test_messy_list_is_imported_with_no_name_harmed(delegation, organiser, file, people):
    delegation.quota = 10
    delegation.save()
    switch_on(workshop=delegation.workshop, key="birth_date", by=organiser)

    run = start(
        sheet=read_upload(file()),
        workshop=delegation.workshop,
        delegation=delegation,
        by=organiser,
    )

    assert [row.errors for row in run.rows.all()][:4] == [
        {},
        {"birth_date": "which"},
        {"email": "twice", "birth_date": "born"},
        {"email": "twice"},
    ]
    assert run.rows.count() == len(people)

    set_columns(run=run, fields=run.fields, day_first=True)
    third = run.rows.all()[2]
    correct(
        run=run,
        corrections={third.pk: {"email": "third@example.org", "birth_date": "28.02.1979"}},
        answers={},
    )
    assert apply(run=run) == len(people)

    named = Person.objects.order_by("pk").values_list("family_name", "given_names")
    assert list(named) == [(row[1], row[2]) for row in people]
    born = dict(Answer.objects.values_list("registration__person__email", "value"))
    assert born["j.berg@example.org"] == datetime.date(1981, 4, 3).isoformat()
    assert born["third@example.org"] == "1979-02-28"
