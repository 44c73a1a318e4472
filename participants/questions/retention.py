"""What is erased when: each question with a period, the day it ends, and what is held now."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from participants.models import Answer, Photograph, Question, Registration
from participants.questions.composed import form_of
from participants.questions.kinds import Home, Kind
from workshops.models import Workshop


@dataclass(frozen=True)
class Period:
    """``held`` answers that are erased on ``ends_on``, a date at the workshop's place."""

    question: Question
    ends_on: datetime.date
    held: int


def ends_on(workshop: Workshop, weeks: int | None) -> datetime.date | None:
    """The day on which a period of ``weeks`` is over, counted from the workshop's last day."""
    return None if weeks is None else workshop.ends_on + datetime.timedelta(weeks=weeks)


def end_of(question: Question) -> datetime.date | None:
    """The day on which the answers are erased; None: they stay as long as the registration."""
    return ends_on(question.workshop, question.retention_weeks)


def is_over(question: Question, now: datetime.datetime | None = None) -> bool:
    last_day = end_of(question)
    today = (now or timezone.now()).astimezone(question.workshop.zone).date()
    return last_day is not None and today >= last_day


def periods_of(workshop: Workshop) -> list[Period]:
    """The periods of a workshop's questions, the next to end first. Four queries or five."""
    every = sorted(form_of(workshop).every, key=lambda each: (each.section.position, each.position))
    questions = [each for each in every if each.retention_weeks is not None]
    held = _held(workshop, questions)
    periods = [
        Period(question, day, held.get(question.key, 0))
        for question in questions
        if (day := end_of(question))
    ]
    return sorted(periods, key=lambda each: each.ends_on)


def answered_columns(question: Question) -> Q:
    """Registrations in which the column of ``question`` says something."""
    if question.kind == Kind.DATE:
        return Q(**{f"{question.key}__isnull": False})
    return ~Q(**{question.key: ""})


def _held(workshop: Workshop, questions: list[Question]) -> dict[str, int]:
    rows = Answer.objects.filter(registration__workshop=workshop).values("question__key")
    held = dict(rows.annotate(n=Count("pk")).values_list("question__key", "n"))
    columns = {
        each.key: Count("pk", filter=answered_columns(each))
        for each in questions
        if each.home == Home.REGISTRATION
    }
    if columns:
        counted = {f"{key}_held": count for key, count in columns.items()}
        found = Registration.objects.filter(workshop=workshop).aggregate(**counted)
        held |= {key.removesuffix("_held"): number for key, number in found.items()}
    held["photograph"] = Photograph.objects.filter(registration__workshop=workshop).count()
    return held
