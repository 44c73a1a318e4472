"""What every change of a workshop's form begins with: its lock, its rows, its rules."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participants.models import FormSection, Question
from participants.questions.composed import ComposedForm, form_of
from participants.rules import FormRefused
from workshops.models import Workshop
from workshops.states import WorkshopState


@transaction.atomic
def compose(*, workshop: Workshop) -> ComposedForm:
    """Lock the form of ``workshop`` and give it rows of its own, those of the usual form at first.

    Raises FormRefused when the workshop is archived. Needs no more than it finds: a second call
    changes nothing.
    """
    locked = Workshop.objects.select_for_update(no_key=True).get(pk=workshop.pk)
    if locked.state == WorkshopState.ARCHIVED:
        raise FormRefused(_("This workshop is archived: its records are closed."))
    form = form_of(workshop)
    if form.is_composed:
        return form
    FormSection.objects.bulk_create(form.sections)
    for question in form.every:
        question.section_id = question.section.pk
    Question.objects.bulk_create(form.every)
    return form_of(workshop)


def question_in(form: ComposedForm, key: str) -> Question:
    """The question of this key as it is now. Raises FormRefused when somebody has removed it."""
    found = form.by_key.get(key)
    if found is None or found.retired_at is not None:
        raise FormRefused(_("This question is not in the form any more."))
    return found


def section_in(form: ComposedForm, key: str) -> FormSection:
    """The section of this key. Raises FormRefused when somebody has removed it."""
    for section in form.sections:
        if section.key == key:
            return section
    raise FormRefused(_("This section is not in the form any more."))


def put_in_order(rows: list[Any], at: int, step: int) -> None:
    """Move the row ``at`` by ``step`` places, at most to an end, and number all without gaps."""
    there = min(max(at + step, 0), len(rows) - 1)
    rows.insert(there, rows.pop(at))
    for position, row in enumerate(rows):
        if row.position != position:
            row.position = position
            row.save(update_fields=["position"])


def next_key(prefix: str, taken: set[str]) -> str:
    """``q1``, ``q2`` …: the first number above all that were ever used in this form."""
    numbers = [int(key[len(prefix) :]) for key in taken if key[len(prefix) :].isdecimal()]
    return f"{prefix}{max(numbers, default=0) + 1}"
