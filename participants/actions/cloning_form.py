"""The form of one workshop for another one: the same questions under the same keys."""

from django.db import transaction

from participants.models import FormSection, Question
from participants.questions.composed import form_of
from workshops.models import Workshop

_SECTION = ("key", "title", "position", "is_on")
_QUESTION = (  # noqa: SIM905
    "key kind wording help purpose options position is_required is_critical is_for_staff "
    "audience stage depends_values retention_weeks"
).split()


@transaction.atomic
def clone_form(*, source: Workshop, target: Workshop) -> None:
    """Give ``target``, which has no rows of its own, those of ``source``; retired ones stay there.

    A workshop with the usual form has none to give: both then have the usual one.
    """
    form = form_of(source)
    if not form.is_composed:
        return
    sections = {
        section.key: FormSection(
            workshop=target, **{name: getattr(section, name) for name in _SECTION}
        )
        for section in form.sections
    }
    FormSection.objects.bulk_create(sections.values())
    copies = {
        question.key: Question(
            workshop=target,
            section=sections[question.section.key],
            **{name: getattr(question, name) for name in _QUESTION},
        )
        for question in form.every
        if question.retired_at is None
    }
    Question.objects.bulk_create(copies.values())
    depending = []
    for question in form.every:
        if question.depends_on is not None and question.key in copies:
            copies[question.key].depends_on = copies[question.depends_on.key]
            depending.append(copies[question.key])
    Question.objects.bulk_update(depending, ["depends_on"])
