"""A form from the beginning: the usual one, an empty one, or that of another workshop.

Each replaces the whole form, so nobody may have answered anything yet.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from participants.actions.cloning_form import clone_form
from participants.actions.composing_form import compose
from participants.models import Answer, AnswerChange, FormSection, Question
from participants.rules import FormRefused
from workshops.models import Workshop


@transaction.atomic
def start_with_usual(*, workshop: Workshop, by: User) -> None:
    """The usual form of the catalogue. Raises FormRefused once there are answers."""
    _refuse_answered(workshop)
    _clear(workshop)


@transaction.atomic
def start_empty(*, workshop: Workshop, by: User) -> None:
    """Only what no registration can do without. Raises FormRefused once there are answers."""
    _refuse_answered(workshop)
    _clear(workshop)
    form = compose(workshop=workshop)
    kept = [question for question in form.every if question.is_locked]
    workshop.questions.exclude(pk__in=[question.pk for question in kept]).delete()
    used = {question.section_id for question in kept}
    workshop.form_sections.exclude(pk__in=used).update(is_on=False)


@transaction.atomic
def start_from(*, workshop: Workshop, source: Workshop, by: User) -> None:
    """A copy of the form of ``source``. Raises FormRefused once there are answers."""
    _refuse_answered(workshop)
    if source.pk == workshop.pk:
        raise FormRefused(_("Choose another workshop."), field="source")
    _clear(workshop)
    clone_form(source=source, target=workshop)


def has_answers(workshop: Workshop) -> bool:
    """Whether anybody has answered a question that a new form could lose."""
    return (
        Answer.objects.filter(question__workshop=workshop).exists()
        or AnswerChange.objects.filter(registration__workshop=workshop).exists()
    )


def _refuse_answered(workshop: Workshop) -> None:
    compose(workshop=workshop)  # the lock, and the refusal of an archived workshop
    if has_answers(workshop):
        raise FormRefused(
            _("There are answers already, so the form can be changed but not begun anew.")
        )


def _clear(workshop: Workshop) -> None:
    Question.objects.filter(workshop=workshop).update(depends_on=None)
    FormSection.objects.filter(workshop=workshop).delete()
