"""Erasing answers whose period has run out. What is left is a receipt without anybody in it."""

import datetime

from django.db import transaction
from django.utils import timezone, translation

from participants.actions.keeping_keys import RECOGNISED_BY, keep_keys
from participants.actions.uploading import delete_file_after_commit
from participants.models import (
    Answer,
    AnswerChange,
    Erasure,
    Person,
    Photograph,
    Question,
    Registration,
)
from participants.questions.composed import form_of
from participants.questions.kinds import Home, Kind
from participants.questions.retention import answered_columns, is_over
from workshops.models import Workshop


def erase_what_is_due(*, now: datetime.datetime | None = None) -> list[Erasure]:
    """Erase in all workshops, and return the receipts.

    Nothing is erased of invented people: a demonstration keeps its story. Archived workshops are
    no exception. Once erased, a second run finds nothing and writes no receipt.
    """
    now = now or timezone.now()
    over = Workshop.objects.filter(ends_on__lt=now.date(), contains_invented_people=False)
    receipts = []
    for workshop in over.iterator():
        for question in form_of(workshop).every:
            if is_over(question, now) and (receipt := erase(question=question, now=now)):
                receipts.append(receipt)
    return receipts


@transaction.atomic
def erase(*, question: Question, now: datetime.datetime) -> Erasure | None:
    """Erase every answer to ``question`` in its workshop, in the history of changes as well."""
    people = _hold_who_answered(question) if question.key in RECOGNISED_BY else []
    answers, files = _erase_answers(question)
    keep_keys(people)
    changes = AnswerChange.objects.filter(
        registration__workshop=question.workshop,
        question_key=question.key,
        erased_at=None,
    ).update(old=None, new=None, erased_at=now)
    if not (answers or changes):
        return None
    with translation.override("en"):
        wording = question.wording_in("en")[:500]
    return Erasure.objects.create(
        workshop=question.workshop,
        question_key=question.key,
        wording=wording,
        retention_weeks=question.retention_weeks or 0,
        answers=answers,
        files=files,
        changes=changes,
        at=now,
    )


def _hold_who_answered(question: Question) -> list[Person]:
    """They are recognised by the answer, and no longer than it is kept."""
    who = Answer.objects.filter(question=question).values("registration__person")
    return list(Person.objects.select_for_update(no_key=True).filter(pk__in=who).order_by("pk"))


def _erase_answers(question: Question) -> tuple[int, int]:
    """(answers, files) that were erased, wherever they lived."""
    if question.home == Home.ANSWER:
        rows: list[Answer] | list[Photograph] = list(Answer.objects.filter(question=question))
    elif question.home == Home.PHOTOGRAPH:
        rows = list(Photograph.objects.filter(registration__workshop=question.workshop))
    else:
        empty = None if question.kind == Kind.DATE else ""
        held = Registration.objects.filter(answered_columns(question), workshop=question.workshop)
        return held.update(**{question.key: empty}), 0
    files = 0
    for row in rows:
        files += bool(row.file)
        delete_file_after_commit(row)
        row.delete()
    return len(rows), files
