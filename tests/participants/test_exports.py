"""Lists as files: in order, with real types, harmless, and without protected names."""

import csv
import datetime
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from participants.exporting.files import harmless
from tests.factories import DelegationFactory, FocalPointFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


def content_of(response):
    return response.getvalue()


def sheet_of(client, workshop, what="participants", **query):
    response = client.get(reverse(f"participants:{what}_xlsx", args=[workshop.slug]), query)
    return load_workbook(io.BytesIO(content_of(response))).active


def lines_of(client, workshop, what="participants", **query):
    response = client.get(reverse(f"participants:{what}_csv", args=[workshop.slug]), query)
    text = content_of(response).decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.fixture
def states(workshop):
    """Three whose order differs by language, with a person each."""
    return {
        code: RegistrationFactory(
            workshop=workshop,
            delegation=DelegationFactory(workshop=workshop, country=code, organisation_name=""),
        )
        for code in ("DE", "ES", "GR")
    }


def test_workbook_has_real_dates_and_numbers_and_a_frozen_heading(organiser_client, workshop):
    RegistrationFactory(
        workshop=workshop, state="submitted", reserve_rank=2, arrives_on=datetime.date(2030, 12, 11)
    )

    sheet = sheet_of(organiser_client, workshop)

    row = dict(zip(*[[cell.value for cell in line] for line in sheet.iter_rows()], strict=True))
    assert row["Arrival"] == datetime.datetime(2030, 12, 11)
    assert row["Reserve"] == 2
    assert sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["A"].width == 26


@pytest.mark.parametrize(
    ("language", "order"),
    [
        ("en", ["Germany", "Greece", "Spain"]),
        ("fr", ["Allemagne", "Espagne", "Grèce"]),
        ("ru", ["Германия", "Греция", "Испания"]),
    ],
)
def test_protocol_order_follows_the_language_chosen(
    organiser_client, workshop, states, language, order
):
    sheet = sheet_of(organiser_client, workshop, language=language)
    board = sheet_of(organiser_client, workshop, "delegations", language=language)

    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == order
    assert [row[0].value for row in board.iter_rows(min_row=2)] == order


@pytest.mark.parametrize("typed", ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "\t=1", "＝1"])
def test_what_people_typed_is_never_calculated(organiser_client, workshop, typed):
    RegistrationFactory(workshop=workshop, agency=typed)

    (line,) = lines_of(organiser_client, workshop)
    cells = [cell for row in sheet_of(organiser_client, workshop).iter_rows() for cell in row]

    assert line["Agency"] == f"'{typed}"
    assert [cell for cell in cells if cell.data_type == "f"] == []
    assert typed in [cell.value for cell in cells]


def test_harmless_words_stay_as_they_are():
    assert [harmless(word) for word in ("Ana", "Jean-Luc", "a=b", "")] == [
        "Ana",
        "Jean-Luc",
        "a=b",
        "",
    ]


def test_filters_of_the_page_narrow_the_file(organiser_client, workshop):
    RegistrationFactory(workshop=workshop, state="submitted")
    RegistrationFactory(workshop=workshop, state="approved", person__family_name="Bondar")

    lines = lines_of(organiser_client, workshop, state="approved")

    assert [line["Family name"] for line in lines] == ["Bondar"]


def test_protected_people_stand_by_their_alias_alone(organiser_client, workshop):
    row = RegistrationFactory(
        workshop=workshop, is_protected=True, alias="Delegate 7", person__phone="+380 44"
    )

    (line,) = lines_of(organiser_client, workshop)
    told = [
        cell.value for cells in sheet_of(organiser_client, workshop).iter_rows() for cell in cells
    ]

    assert line["Family name"] == line["Name on badge and certificate"] == "Delegate 7"
    for secret in (row.person.family_name, row.person.email, "+380 44", row.agency):
        assert secret not in line.values()
        assert secret not in told


def test_board_is_listed_with_its_numbers(organiser_client, workshop):
    delegation = DelegationFactory(workshop=workshop, quota=8)
    FocalPointFactory(delegation=delegation, name="Nino", email="nino@example.org")
    RegistrationFactory(workshop=workshop, delegation=delegation, is_head=True)

    (line,) = lines_of(organiser_client, workshop, "delegations")

    assert (line["Seats"], line["Seats taken"], line["Approved"]) == ("8", "1", "1")
    assert (line["Head of delegation"], line["Focal points"]) == ("yes", "Nino")


@pytest.mark.parametrize("what", ["participants", "delegations"])
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_file_costs_the_same_for_one_row_and_for_three(
    organiser_client, workshop, what, form, django_assert_num_queries
):
    url = reverse(f"participants:{what}_{form}", args=[workshop.slug])
    FocalPointFactory(delegation=RegistrationFactory(workshop=workshop).delegation)
    content_of(organiser_client.get(url))
    with CaptureQueriesContext(connection) as one:
        content_of(organiser_client.get(url))
    for _n in range(2):
        FocalPointFactory(delegation=RegistrationFactory(workshop=workshop).delegation)

    with django_assert_num_queries(len(one)):
        content_of(organiser_client.get(url))
