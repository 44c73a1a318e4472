"""The form of a workshop as one object: sections, questions, what is retired. Two queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from participants.models import FormSection, Question
from participants.questions import catalogue
from participants.questions.built_in import BuiltIn
from participants.questions.kinds import Home
from workshops.models import Workshop


@dataclass
class ComposedForm:
    """``is_composed``: the organisers have rows of their own; else it is the usual form, unsaved.

    Each question's ``section`` and ``depends_on`` are objects of the same form: no query follows.
    """

    workshop: Workshop
    is_composed: bool
    sections: list[FormSection]
    every: list[Question] = field(default_factory=list)

    @cached_property
    def asked(self) -> list[Question]:
        """What is asked now, in the order of the form; sections that are off are left out."""
        places = {id(section): place for place, section in enumerate(self.sections)}
        found = [q for q in self.every if q.retired_at is None and q.section.is_on]
        return sorted(found, key=lambda q: (places[id(q.section)], q.position, q.pk or 0))

    @cached_property
    def by_key(self) -> dict[str, Question]:
        """Every question by its key, retired ones included."""
        return {question.key: question for question in self.every}

    def of(self, section: FormSection) -> list[Question]:
        """The questions of one section that are not retired, shown or not."""
        found = [q for q in self.every if q.section is section and q.retired_at is None]
        return sorted(found, key=lambda q: (q.position, q.pk or 0))

    def is_critical(self, key: str) -> bool:
        """Whether a change of the answer after approval is more than a correction."""
        if key in self.by_key:
            return self.by_key[key].is_critical
        return key in catalogue.BUILT_IN and catalogue.BUILT_IN[key].is_critical

    @property
    def retired(self) -> list[Question]:
        return [question for question in self.every if question.retired_at is not None]

    @property
    def switched_off(self) -> list[BuiltIn]:
        """Questions of the catalogue that this workshop does not ask."""
        on = {question.key for question in self.every if question.retired_at is None}
        return [question for question in catalogue.QUESTIONS if question.key not in on]


def form_of(workshop: Workshop) -> ComposedForm:
    """The form that ``workshop`` uses: its own, or the usual one when nobody composed any."""
    sections = list(workshop.form_sections.all())
    if not sections:
        return usual_form(workshop)
    by_pk = {section.pk: section for section in sections}
    questions = list(workshop.questions.all())
    of_pk = {question.pk: question for question in questions}
    for question in questions:
        question.workshop = workshop
        question.section = by_pk[question.section_id]
        if question.depends_on_id:
            question.depends_on = of_pk[question.depends_on_id]
    return ComposedForm(workshop, True, sections, questions)


def usual_form(workshop: Workshop) -> ComposedForm:
    """The form of the catalogue: unsaved rows, so that a workshop without own ones needs none."""
    usual = {question.section for question in catalogue.QUESTIONS if question.is_usual}
    sections = [
        FormSection(workshop=workshop, key=section.key, position=place, is_on=section.key in usual)
        for place, section in enumerate(catalogue.SECTIONS)
    ]
    of_key = {section.key: section for section in sections}
    questions = [
        question_from(built_in, workshop=workshop, section=of_key[built_in.section], position=place)
        for place, built_in in enumerate(catalogue.QUESTIONS)
        if built_in.is_usual
    ]
    return ComposedForm(workshop, False, sections, questions)


def question_from(
    built_in: BuiltIn, *, workshop: Workshop, section: FormSection, position: int
) -> Question:
    """An unsaved row of a question of the catalogue, as it is before anybody changes it."""
    return Question(
        workshop=workshop,
        section=section,
        key=built_in.key,
        kind=built_in.kind,
        position=position,
        is_required=built_in.is_required,
        is_critical=built_in.is_critical,
        retention_weeks=built_in.weeks,
    )


def with_rows(questions: Iterable[Question]) -> list[Question]:
    """Those whose answers are rows of their own."""
    return [question for question in questions if question.home == Home.ANSWER]
