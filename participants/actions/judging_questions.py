"""What a question may not be, each refused with a sentence for its organiser."""

from typing import Any

from django.utils.translation import gettext as _

from participants.models import Answer, Question
from participants.questions.composed import ComposedForm
from participants.questions.kinds import (
    BY_VALUE,
    WITH_OPTIONS,
    Audience,
    Home,
    Kind,
    Stage,
    in_language,
)
from participants.rules import FormRefused

_LONGEST_RETENTION = 520  # weeks: ten years
#: Kinds that read the answers of each other without loss.
_WIDER = {(Kind.TEXT, Kind.LONG_TEXT), (Kind.CHOICE, Kind.CHOICES)}


def refuse_facts(question: Question) -> None:
    """Raise FormRefused for a question that nobody could answer or that contradicts itself."""
    if not question.is_built_in and not in_language(question.wording, "en").strip():
        raise FormRefused(_("Word the question in one language at least."), field="wording")
    if question.kind in WITH_OPTIONS and not question.is_built_in and not question.options:
        raise FormRefused(_("Give at least one option to choose."), field="options")
    if any(not in_language(option["wording"], "en").strip() for option in question.options):
        raise FormRefused(_("Word each option in one language at least."), field="options")
    if question.retention_weeks is not None:
        is_evidence = question.is_built_in and question.kind == Kind.CONSENT
        if question.home == Home.PERSON or is_evidence:
            raise FormRefused(
                _("This belongs to the person and the evidence, and is kept with them."),
                field="retention_weeks",
            )
        if question.retention_weeks > _LONGEST_RETENTION:
            raise FormRefused(_("At most ten years, which is 520 weeks."), field="retention_weeks")
    if question.is_locked and (
        not question.is_required
        or question.is_for_staff
        or question.depends_on is not None
        or question.audience != Audience.EVERYBODY
        or question.stage != Stage.REGISTRATION
    ):
        raise FormRefused(
            _("No registration can do without this answer: everybody gives it, at once.")
        )


def refuse_circle(question: Question) -> None:
    """Raise FormRefused when the condition leads back to the question, or can never be met."""
    parent = question.depends_on
    if parent is None:
        return
    if question.depends_values and parent.kind not in BY_VALUE:
        raise FormRefused(
            _("Only a question with a list to choose from can be compared with values."),
            field="depends_values",
        )
    if parent.is_for_staff and not question.is_for_staff:
        raise FormRefused(
            _("Participants never see the answer that this question would depend on."),
            field="depends_on",
        )
    seen: Question | None = parent
    while seen is not None:
        if seen.key == question.key:
            raise FormRefused(_("The conditions lead in a circle."), field="depends_on")
        seen = seen.depends_on


def refuse_lost_answers(question: Question, before: dict[str, Any]) -> None:
    """Raise FormRefused when answers given already would lose their meaning."""
    kinds = (Kind(before["kind"]), Kind(question.kind))
    offered = {option["code"] for option in question.options}
    dropped = {option["code"] for option in before["options"]} - offered
    if kinds[0] == kinds[1] and not dropped:
        return
    values = list(Answer.objects.filter(question=question).values_list("value", flat=True))
    if values and kinds[0] != kinds[1] and kinds not in _WIDER:
        raise FormRefused(
            _("There are answers already. Remove this question and add one of the other kind."),
            field="kind",
        )
    for value in values:
        if dropped & set(value if isinstance(value, list) else [value]):
            raise FormRefused(
                _("Somebody has chosen an option that is left out here. It can be reworded."),
                field="options",
            )


def refuse_needed(question: Question, form: ComposedForm) -> None:
    """Raise FormRefused when the form cannot do without the question."""
    if question.is_locked:
        raise FormRefused(_("No registration can do without this answer."))
    for other in form.every:
        if other.depends_on is question and other.retired_at is None:
            raise FormRefused(
                _("“%(other)s” is shown only after this question. Change that first.")
                % {"other": other.words}
            )
