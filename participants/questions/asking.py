"""Who is asked what: pure functions over a question, a registration and its answers.

The server decides by these what applies, what is shown and what is required; a browser that runs
our script only follows.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from participants.models import Question, Registration
from participants.questions.composed import ComposedForm
from participants.questions.kinds import Audience, Stage
from participants.states import RegistrationState

Answers = Mapping[str, Any]
"""Key → plain answer, see ``plain``."""


def asked_of(
    form: ComposedForm, registration: Registration, *, by_staff: bool = False
) -> list[Question]:
    """The questions that apply to this person now, in the order of the form.

    Staff see all of them at any stage, theirs included; participants never see those of staff."""
    if by_staff:
        return form.asked
    return [question for question in form.asked if applies_to(question, registration)]


def applies_to(question: Question, registration: Registration) -> bool:
    """Whether this participant may see the question, its condition aside."""
    if question.is_for_staff:
        return False
    if question.stage == Stage.AFTER_APPROVAL and registration.state != RegistrationState.APPROVED:
        return False
    return is_of(Audience(question.audience), registration)


def is_of(audience: Audience, registration: Registration) -> bool:
    is_reserve = registration.reserve_rank is not None
    has_delegation = registration.delegation_id is not None
    return {
        Audience.EVERYBODY: True,
        Audience.HEADS: registration.is_head,
        Audience.MEMBERS: has_delegation and not registration.is_head,
        Audience.SEATED: not is_reserve,
        Audience.RESERVES: is_reserve,
        Audience.INDIVIDUALS: not has_delegation,
    }[audience]


def is_shown(question: Question, answers: Answers) -> bool:
    """Whether the condition is met. One that hangs on a hidden question is hidden with it."""
    parent = question.depends_on
    if parent is None:
        return True
    answer = answers.get(parent.key)
    if answer is None or not is_shown(parent, answers):
        return False
    if not question.depends_values:
        return True
    given = answer if isinstance(answer, list) else [answer]
    return any(value in question.depends_values for value in given)


def plain(value: Any) -> Any:
    """An answer as JSON holds it, and None for every way of not answering."""
    if value is None or value is False or value == "" or value == []:
        return None
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
