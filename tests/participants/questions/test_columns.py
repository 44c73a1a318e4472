import csv
import io

import pytest
from openpyxl import load_workbook

from participants.models import Answer
from tests.downloads import read
from tests.factories import RegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(workshop, ask):
    """Make people who each answered the workshop's own question."""
    question = ask("Which chapter helped?")

    def make(count, **facts):
        found = [
            RegistrationFactory(workshop=workshop, delegation=None, **facts) for _n in range(count)
        ]
        for number, registration in enumerate(found, start=1):
            Answer.objects.create(
                registration=registration, question=question, value=f"Chapter {number}"
            )
        return found

    return make


@pytest.fixture
def list_url(workshop):
    return f"/manage/workshops/{workshop.slug}/participants/"


def test_question_is_a_column_of_the_list(organiser_client, list_url, people):
    people(1)

    usual = organiser_client.get(list_url).content.decode()
    chosen = organiser_client.get(f"{list_url}?columns=answer-q1").content.decode()

    assert "Chapter 1" not in usual
    assert 'value="answer-q1"' in usual
    assert '<td data-label="Which chapter helped?">Chapter 1</td>' in chosen


def test_question_is_a_column_of_the_files(organiser_client, list_url, people):
    people(1)

    book = load_workbook(
        io.BytesIO(read(organiser_client.get(f"{list_url}list.xlsx?columns=answer-q1")))
    )
    text = read(organiser_client.get(f"{list_url}list.csv?columns=answer-q1")).decode("utf-8-sig")

    rows = list(csv.reader(io.StringIO(text)))
    assert [rows[0][-1], rows[1][-1]] == ["Which chapter helped?", "Chapter 1"]
    assert [cell.value for cell in list(book.active.columns)[-1]] == [rows[0][-1], rows[1][-1]]


def test_answers_of_protected_people_stay_out_of_lists_and_files(
    organiser_client, list_url, people
):
    people(1, is_protected=True, alias="Participant 7")

    page = organiser_client.get(f"{list_url}?columns=answer-q1").content.decode()
    text = read(organiser_client.get(f"{list_url}list.csv?columns=answer-q1")).decode()

    assert "Participant 7" in page
    assert "Chapter 1" not in page
    assert "Chapter 1" not in text


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_as_many_queries_for_many_people(
    organiser_client, list_url, people, count, django_assert_num_queries
):
    people(count)
    organiser_client.get(list_url)

    with django_assert_num_queries(17):
        organiser_client.get(f"{list_url}?columns=answer-q1")


def test_saved_view_keeps_the_column(organiser_client, list_url, people, organiser):
    people(1)

    organiser_client.post(
        f"{list_url}views/", {"name": "Chapters", "query": "columns=answer-q1&columns=nonsense"}
    )

    assert organiser.saved_views.get().query == "columns=answer-q1"
