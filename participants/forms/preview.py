"""The form as one kind of participant will see it: the same fields, and nothing to send."""

from dataclasses import dataclass

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy, override

from participants.forms.fields import field_for
from participants.forms.registration import condition_in_words
from participants.models import FormSection, Registration
from participants.questions.asking import asked_of
from participants.questions.composed import ComposedForm
from participants.questions.kinds import Stage
from participants.states import RegistrationState

_SOME_DELEGATION = 0


class Role(models.TextChoices):
    """Who looks at the form; each is asked what its audiences are asked."""

    MEMBER = "member", gettext_lazy("A member of a delegation")
    HEAD = "head", gettext_lazy("A head of delegation")
    RESERVE = "reserve", gettext_lazy("A reserve")
    INDIVIDUAL = "individual", gettext_lazy("An individual, without a delegation")


@dataclass(frozen=True)
class Shown:
    """One question: its control, and when it appears if not always."""

    bound: forms.BoundField
    purpose: str
    condition: str


def preview_of(
    form: ComposedForm, *, role: Role, stage: Stage, language: str
) -> list[tuple[str, list[Shown]]]:
    """Headings with their questions, in ``language``; empty sections are left out.

    After approval all that was asked at registration is still there."""
    somebody = _somebody(form, role, stage)
    with override(language):
        controls = forms.Form(prefix="preview", auto_id="%s")
        controls.use_required_attribute = False
        asked = asked_of(form, somebody)
        for question in asked:
            controls.fields[question.key] = field_for(question, somebody)
            controls.fields[question.key].required = question.is_required
        parts: list[tuple[FormSection, list[Shown]]] = []
        for question in asked:
            if not parts or parts[-1][0] is not question.section:
                parts.append((question.section, []))
            shown = Shown(
                bound=controls[question.key],
                purpose=question.purpose_in(language),
                condition=condition_in_words(question),
            )
            parts[-1][1].append(shown)
        return [(section.title_in(language), shown) for section, shown in parts]


def _somebody(form: ComposedForm, role: Role, stage: Stage) -> Registration:
    """Somebody of this role who is in no database."""
    is_approved = stage == Stage.AFTER_APPROVAL
    return Registration(
        workshop=form.workshop,
        delegation_id=None if role == Role.INDIVIDUAL else _SOME_DELEGATION,
        is_head=role == Role.HEAD,
        reserve_rank=1 if role == Role.RESERVE else None,
        state=RegistrationState.APPROVED if is_approved else RegistrationState.INVITED,
    )
