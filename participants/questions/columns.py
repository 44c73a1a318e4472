"""Questions as columns of the list and of its files. Of protected people the cells are empty."""

from collections.abc import Collection, Iterable
from functools import partial

from django.http import QueryDict
from django.utils.translation import get_language

from participants.exporting.columns import Column
from participants.listing import ANSWER, COLUMNS, SENSITIVE, ListColumn
from participants.models import Answer, Question, Registration
from participants.questions.answers import in_words
from participants.questions.composed import form_of, with_rows
from workshops.models import Workshop


def answer_columns(workshop: Workshop, held: Collection[str]) -> list[ListColumn]:
    """A column for each question that has rows of answers, in the order of the form.

    ``held`` are the permissions of whoever looks."""
    language = get_language() or "en"
    return [
        ListColumn(
            f"{ANSWER}{question.key}", question.wording_in(language), partial(_text, question)
        )
        for question in _readable(workshop, held)
    ]


def attach_answers(
    rows: Iterable[Registration], columns: Iterable[ListColumn]
) -> list[Registration]:
    """The rows with what they answered to the questions among ``columns``, in one query."""
    keys = [column.code.removeprefix(ANSWER) for column in columns if _is_answer(column)]
    found = list(rows)
    _attach(found, keys)
    return found


def asked_for(query: QueryDict, workshop: Workshop, held: Collection[str]) -> list[Question]:
    """The questions that an address asks for as columns of a file, and that one may read."""
    wanted = {code for code in query.getlist(COLUMNS) if code.startswith(ANSWER)}
    if not wanted:
        return []
    return [each for each in _readable(workshop, held) if f"{ANSWER}{each.key}" in wanted]


def file_columns(rows: list[Registration], questions: list[Question]) -> list[Column[Registration]]:
    """Columns of a workbook or CSV file; the rows get their answers in one query."""
    _attach(rows, [question.key for question in questions])
    return [Column(_heading(each), partial(_text, each), 24) for each in questions]


def _readable(workshop: Workshop, held: Collection[str]) -> list[Question]:
    questions = with_rows(form_of(workshop).asked)
    return [each for each in questions if SENSITIVE in held or not each.is_sensitive]


def _attach(rows: list[Registration], keys: list[str]) -> None:
    of_row: dict[int, dict[str, object]] = {row.pk: {} for row in rows}
    for row in rows:
        row.said = of_row[row.pk]
    if not keys or not rows:
        return
    # By workshop, not by the rows: some ten thousand numbers are no condition for a database.
    answers = Answer.objects.filter(
        question__key__in=keys, registration__workshop=rows[0].workshop_id
    ).values_list("registration", "question__key", "value")
    for registration, key, value in answers.iterator():
        if registration in of_row:
            of_row[registration][key] = value


def _text(question: Question, row: Registration) -> str:
    if row.is_protected:
        return ""
    return in_words(question, row.said.get(question.key), get_language() or "en")


def _heading(question: Question) -> str:
    return question.wording_in(get_language() or "en")


def _is_answer(column: ListColumn) -> bool:
    return column.code.startswith(ANSWER)
