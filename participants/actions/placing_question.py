"""A question to another place of the form: where it was dropped, or one place up or down."""

from django.db import transaction

from accounts.models import User
from participants.actions.composing_form import compose, put_in_order, question_in, section_in
from workshops.models import Workshop


@transaction.atomic
def place_question(*, workshop: Workshop, key: str, section: str, place: int, by: User) -> None:
    """Put the question to ``place`` (0 is the first) in the section of this key; at most last.

    The others keep their order. Raises FormRefused when question or section are gone.
    """
    form = compose(workshop=workshop)
    question = question_in(form, key)
    target = section_in(form, section)
    siblings = [other for other in form.of(target) if other is not question]
    if question.section is not target:
        question.section = target
        question.save(update_fields=["section"])
    put_in_order([*siblings, question], len(siblings), place - len(siblings))


@transaction.atomic
def step_question(*, workshop: Workshop, key: str, step: int, by: User) -> None:
    """One place up (-1) or down (1); at the end of its section, into the next one that is asked.

    The first question of the form stays, and so does the last. Raises FormRefused.
    """
    form = compose(workshop=workshop)
    question = question_in(form, key)
    siblings = form.of(question.section)
    at = siblings.index(question)
    if 0 <= at + step < len(siblings):
        put_in_order(siblings, at, step)
        return
    here = form.sections.index(question.section)
    beyond = form.sections[here + 1 :] if step > 0 else form.sections[:here][::-1]
    target = next((section for section in beyond if section.is_on), None)
    if target is not None:
        place = 0 if step > 0 else len(form.of(target))
        place_question(workshop=workshop, key=key, section=target.key, place=place, by=by)
