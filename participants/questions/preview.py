"""The form as one kind of participant will see it: controls to look at, nothing to send."""

from dataclasses import dataclass

from django import forms
from django.db import models
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from common.widgets import DateInput
from participants.models import FormSection, Question
from participants.questions.choices import choices_of
from participants.questions.composed import ComposedForm
from participants.questions.kinds import FILES, Audience, Kind, Stage
from participants.questions.outline import condition_in_words


class Role(models.TextChoices):
    """Who looks at the form; each is asked what its audiences are asked."""

    MEMBER = "member", gettext_lazy("A member of a delegation")
    HEAD = "head", gettext_lazy("A head of delegation")
    RESERVE = "reserve", gettext_lazy("A reserve")
    INDIVIDUAL = "individual", gettext_lazy("An individual, without a delegation")


AUDIENCES_OF = {
    Role.MEMBER: {Audience.EVERYBODY, Audience.MEMBERS, Audience.SEATED},
    Role.HEAD: {Audience.EVERYBODY, Audience.HEADS, Audience.SEATED},
    Role.RESERVE: {Audience.EVERYBODY, Audience.MEMBERS, Audience.RESERVES},
    Role.INDIVIDUAL: {Audience.EVERYBODY, Audience.INDIVIDUALS, Audience.SEATED},
}


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
    with override(language):
        controls = forms.Form(prefix="preview", auto_id="%s")
        asked = [question for question in form.asked if _is_asked(question, role, stage)]
        for question in asked:
            controls.fields[question.key] = _control(question, language)
        parts: list[tuple[FormSection, list[Shown]]] = []
        for question in asked:
            if not parts or parts[-1][0] is not question.section:
                parts.append((question.section, []))
            shown = Shown(
                bound=controls[question.key],
                purpose=question.purpose_in(language),
                condition=condition_in_words(question, language),
            )
            parts[-1][1].append(shown)
        return [(section.title_in(language), shown) for section, shown in parts]


def _is_asked(question: Question, role: Role, stage: Stage) -> bool:
    if question.is_for_staff or question.audience not in AUDIENCES_OF[role]:
        return False
    return stage == Stage.AFTER_APPROVAL or question.stage == Stage.REGISTRATION


def _control(question: Question, language: str) -> forms.Field:
    choices = choices_of(question, language)
    kinds: dict[str, forms.Field] = {
        Kind.LONG_TEXT: forms.CharField(widget=forms.Textarea({"rows": 3})),
        Kind.NUMBER: forms.DecimalField(),
        Kind.DATE: forms.DateField(widget=DateInput()),
        Kind.CHOICE: forms.ChoiceField(choices=[("", _("Choose one")), *choices]),
        Kind.COUNTRY: forms.ChoiceField(choices=[("", _("Choose one")), *choices]),
        Kind.CHOICES: forms.MultipleChoiceField(
            choices=choices, widget=forms.CheckboxSelectMultiple
        ),
        Kind.PHONE: forms.CharField(widget=forms.TextInput({"type": "tel"})),
        Kind.EMAIL: forms.EmailField(),
        Kind.CONSENT: forms.BooleanField(),
        **{kind: forms.FileField() for kind in FILES},
    }
    control = kinds.get(question.kind) or forms.CharField()
    control.label = question.wording_in(language)
    control.required = question.is_required
    control.widget.is_required = False
    # An organiser wrote it, and the template takes help for markup of ours.
    control.help_text = escape(question.help_in(language))
    return control
