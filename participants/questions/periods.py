"""When the answers to a question end, as dates of one workshop."""

import datetime
from dataclasses import dataclass

from participants.models import Question
from participants.questions.composed import ComposedForm
from workshops.models import Workshop


@dataclass(frozen=True)
class Ending:
    """Questions whose answers end together; ``on`` is None for as long as the registration."""

    on: datetime.date | None
    weeks: int | None
    questions: list[Question]


def ends_on(workshop: Workshop, weeks: int | None) -> datetime.date | None:
    """The day on which a period of ``weeks`` is over, counted from the workshop's last day."""
    return None if weeks is None else workshop.ends_on + datetime.timedelta(weeks=weeks)


def endings_of(form: ComposedForm) -> list[Ending]:
    """All questions that can have answers, the soonest erased first, retired ones included.

    What has no period comes last."""
    by_weeks: dict[int | None, list[Question]] = {}
    for question in [*form.asked, *form.retired]:
        by_weeks.setdefault(question.retention_weeks, []).append(question)
    in_order = sorted(by_weeks, key=lambda weeks: (weeks is None, weeks or 0))
    return [Ending(ends_on(form.workshop, weeks), weeks, by_weeks[weeks]) for weeks in in_order]
