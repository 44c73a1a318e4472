"""The form as its organiser looks at it: section by section, each question with what it means."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from common.dates import date_range
from participants.models import Answer, AnswerChange, FormSection, Question
from participants.questions import catalogue
from participants.questions.built_in import BuiltIn
from participants.questions.choices import choices_of
from participants.questions.composed import ComposedForm
from participants.questions.kinds import Audience, Home, Stage
from participants.questions.remarks import remarks_on
from participants.questions.retention import end_of
from workshops.models import Workshop


@dataclass(frozen=True)
class QuestionRow:
    """``farewell`` says what becomes of the answers when the question is asked no more."""

    question: Question
    facts: list[str]
    purpose: str
    condition: str
    remarks: list[str]
    farewell: str


@dataclass(frozen=True)
class SectionRow:
    """``more``: questions of the catalogue that belong here and are not asked."""

    section: FormSection
    rows: list[QuestionRow]
    more: list[BuiltIn]
    may_be_switched_off: bool
    may_be_removed: bool


@dataclass(frozen=True)
class Outline:
    form: ComposedForm
    sections: list[SectionRow]
    retired: list[QuestionRow]

    @cached_property
    def at_registration(self) -> int:
        return self._count(Stage.REGISTRATION)

    @cached_property
    def after_approval(self) -> int:
        return self._count(Stage.AFTER_APPROVAL)

    @cached_property
    def for_staff(self) -> int:
        return sum(question.is_for_staff for question in self.form.asked)

    def _count(self, stage: Stage) -> int:
        return sum(q.stage == stage and not q.is_for_staff for q in self.form.asked)


def outline_of(form: ComposedForm) -> Outline:
    """The whole form for the composer's page: two queries beside those of the form."""
    language = get_language() or "en"
    answered = people_by_question(form.workshop)
    changed = keys_with_history(form.workshop)

    def row(question: Question) -> QuestionRow:
        count = answered.get(question.key, 0)
        return QuestionRow(
            question=question,
            facts=_facts(question, count),
            purpose=question.purpose_in(language),
            condition=condition_in_words(question, language),
            remarks=[] if question.retired_at else remarks_on(question, form, language),
            farewell=_farewell(question, count, was_changed=question.key in changed),
        )

    taken = {question.key for question in form.every}
    sections = []
    for section in form.sections:
        questions = form.of(section)
        sections.append(
            SectionRow(
                section=section,
                rows=[row(question) for question in questions],
                more=[
                    built_in
                    for built_in in catalogue.QUESTIONS
                    if built_in.section == section.key and built_in.key not in taken
                ],
                may_be_switched_off=not any(question.is_locked for question in questions),
                may_be_removed=not section.is_built_in
                and not any(question.section is section for question in form.every),
            )
        )
    return Outline(form, sections, [row(question) for question in form.retired])


def condition_in_words(question: Question, language: str) -> str:
    """“Shown when “Do you need a visa?” is “Yes””; empty for a question that is always shown."""
    parent = question.depends_on
    if parent is None:
        return ""
    words = parent.wording_in(language)
    if not question.depends_values:
        return _("Shown when “%(question)s” is answered") % {"question": words}
    known = dict(choices_of(parent, language))
    values = _(" or ").join(
        _("“%s”") % known.get(value, value) for value in question.depends_values
    )
    return _("Shown when “%(question)s” is %(values)s") % {"question": words, "values": values}


def people_by_question(workshop: Workshop) -> dict[str, int]:
    """How many people have answered, by the question's key."""
    rows = Answer.objects.filter(question__workshop=workshop).values_list("question__key")
    return dict(rows.annotate(Count("pk")))


def keys_with_history(workshop: Workshop) -> set[str]:
    """Keys of questions whose answers were changed by somebody."""
    rows = AnswerChange.objects.filter(registration__workshop=workshop)
    return set(rows.order_by().values_list("question_key", flat=True).distinct())


def _facts(question: Question, answered: int) -> list[str]:
    """What distinguishes the question, in a few words each."""
    facts = [str(question.get_kind_display())]
    if question.audience != Audience.EVERYBODY:
        facts.append(str(question.get_audience_display()))
    if question.is_critical:
        facts.append(_("Decides about the person"))
    if day := end_of(question):
        facts.append(_("Erased on %s") % date_range(day))
    if answered:
        sentence = ngettext("%(n)d person has answered", "%(n)d people have answered", answered)
        facts.append(sentence % {"n": answered})
    return facts


def _farewell(question: Question, answered: int, *, was_changed: bool) -> str:
    """Before a question is taken out: what happens to it and to what people have answered."""
    if answered:
        sentence = ngettext(
            "%(n)d person has answered this question.",
            "%(n)d people have answered this question.",
            answered,
        )
        kept = _("Nobody is asked any more; the answers are kept until their period ends.")
        later = _("You can ask it again later.")
        return f"{sentence % {'n': answered}} {kept} {later}"
    if question.home in (Home.PERSON, Home.REGISTRATION, Home.PHOTOGRAPH):
        return _("Nobody is asked any more; what is on record already stays. You can ask it again.")
    if was_changed:
        return _("Nobody is asked any more; the history of changes stays. You can ask it again.")
    if question.is_built_in:
        return _("Nobody has answered it yet. You find it again among the ready-made questions.")
    return _("Nobody has answered it yet, so the question is deleted for good.")
