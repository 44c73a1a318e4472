"""Questions of a form: add, change, move, remove. What was answered is never lost by it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from participants.actions.composing_form import (
    compose,
    next_key,
    put_in_order,
    question_in,
    section_in,
)
from participants.actions.judging_questions import (
    refuse_circle,
    refuse_facts,
    refuse_lost_answers,
    refuse_needed,
)
from participants.models import AnswerChange, FormSection, Question
from participants.questions.catalogue import BUILT_IN
from participants.questions.composed import ComposedForm, question_from
from participants.questions.kinds import Home
from participants.questions.seen import refuse_changed
from participants.rules import FormRefused
from workshops.models import Workshop

#: What a form gives about a question; ``depends_on`` is the key of another one, or "".
FACTS = (  # noqa: SIM905
    "kind wording help purpose options is_required is_critical is_for_staff audience stage "
    "depends_on depends_values retention_weeks"
).split()
#: Of a built-in question the answer's home decides these.
_FIXED_OF_BUILT_IN = frozenset({"kind", "options"})


@transaction.atomic
def add_question(
    *, workshop: Workshop, section: str, facts: Mapping[str, Any], by: User
) -> Question:
    """An own question at the end of the section of this key, which is shown from now on.

    Raises FormRefused, with its field.

    ``wording``, ``help`` and ``purpose`` are text by language; ``options`` a list of
    ``{"code": "", "wording": {…}}``, in which an empty code is given here, once and for good.
    """
    form = compose(workshop=workshop)
    place = section_in(form, section)
    question = Question(
        workshop=workshop,
        section=place,
        key=next_key("q", {key for key in form.by_key if key[:1] == "q"}),
        position=_last(form, place),
    )
    _write(question, facts, form)
    question.save()
    _show(place)
    return question


@transaction.atomic
def change_question(
    *,
    workshop: Workshop,
    key: str,
    facts: Mapping[str, Any],
    by: User,
    seen: Mapping[str, str] | None = None,
) -> Question:
    """Change what is given of a question; the rest stays.

    ``seen`` are the marks of what the page showed. Raises FormChanged when somebody has saved the
    question since. Raises FormRefused: for a change by which answers given already would lose
    their meaning, for a condition that turns in a circle, for a built-in question that no
    registration can lack.
    """
    form = compose(workshop=workshop)
    question = question_in(form, key)
    refuse_changed(question, seen)
    if question.is_built_in:
        facts = {name: value for name, value in facts.items() if name not in _FIXED_OF_BUILT_IN}
    before = {"kind": question.kind, "options": question.options}
    _write(question, facts, form)
    refuse_lost_answers(question, before)
    question.save()
    return question


@transaction.atomic
def move_question(
    *, workshop: Workshop, key: str, by: User, step: int = 0, section: str = ""
) -> None:
    """``step`` places down or up within its section, or to the end of another section."""
    form = compose(workshop=workshop)
    question = question_in(form, key)
    if section and section != question.section.key:
        place = section_in(form, section)
        question.position = _last(form, place)
        question.section = place
        question.save(update_fields=["section", "position"])
        return
    siblings = form.of(question.section)
    put_in_order(siblings, siblings.index(question), step)


@transaction.atomic
def remove_question(*, workshop: Workshop, key: str, by: User) -> bool:
    """Ask it no more; built-in questions are switched off by this too.

    A question with answers is retired: the answers stay as long as their period says. One without
    is deleted. Whether it was retired is returned. Raises FormRefused for a question that others
    depend on, or that no registration can do without.
    """
    form = compose(workshop=workshop)
    question = question_in(form, key)
    refuse_needed(question, form)
    if _was_answered(question):
        question.retired_at = timezone.now()
        question.depends_on, question.depends_values = None, []
        question.save(update_fields=["retired_at", "depends_on", "depends_values"])
        return True
    question.delete()
    return False


@transaction.atomic
def switch_on(*, workshop: Workshop, key: str, by: User) -> Question:
    """Ask a question of the catalogue, or once more one that is retired, with its old answers.

    It stands at the end of its section, which is switched on with it. Raises FormRefused.
    """
    form = compose(workshop=workshop)
    question = form.by_key.get(key)
    if question is None:
        if key not in BUILT_IN:
            raise FormRefused(_("There is no such question."))
        place = section_in(form, BUILT_IN[key].section)
        question = question_from(BUILT_IN[key], workshop=workshop, section=place, position=0)
    if question.pk is None or question.retired_at is not None:
        question.retired_at = None
        question.position = _last(form, question.section)
        question.save()
    _show(question.section)
    return question


def _write(question: Question, facts: Mapping[str, Any], form: ComposedForm) -> None:
    for name in FACTS:
        if name in facts and name != "depends_on":
            setattr(question, name, facts[name])
    if "depends_on" in facts:
        parent = facts["depends_on"]
        question.depends_on = question_in(form, parent) if parent else None
    if question.depends_on is None:
        question.depends_values = []
    question.options = _with_codes(question.options)
    refuse_facts(question)
    refuse_circle(question)


def _with_codes(options: list[dict[str, Any]]) -> list[dict[str, Any]]:
    taken = {option["code"] for option in options if option.get("code")}
    coded = []
    for option in options:
        code = option.get("code") or next_key("o", {c for c in taken if c[:1] == "o"})
        taken.add(code)
        coded.append({"code": code, "wording": dict(option["wording"])})
    return coded


def _was_answered(question: Question) -> bool:
    """Also when the answer was taken back: the history of changes names the question.

    What has a home of its own is retired in any case, so that its period goes on."""
    if question.home != Home.ANSWER:
        return True
    changes = AnswerChange.objects.filter(
        registration__workshop=question.workshop_id, question_key=question.key
    )
    return question.answers.exists() or changes.exists()


def _show(section: FormSection) -> None:
    if not section.is_on:
        section.is_on = True
        section.save(update_fields=["is_on"])


def _last(form: ComposedForm, section: FormSection) -> int:
    return max((question.position for question in form.of(section)), default=-1) + 1
