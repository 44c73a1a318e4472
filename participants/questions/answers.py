"""What a person has answered, wherever the answers live: one sheet in four queries."""

import datetime
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from babel.numbers import format_decimal
from django.utils.translation import gettext as _

from common.dates import babel_locale, date_range
from participants.countries import country_name
from participants.models import Answer, Photograph, Question, Registration
from participants.questions.asking import applies_to, is_shown, plain
from participants.questions.catalogue import PERSON_KEYS, REGISTRATION_KEYS
from participants.questions.composed import ComposedForm, form_of
from participants.questions.kinds import FILES, Home, Kind, Stage
from participants.states import RegistrationState
from workshops.languages import language_name


@dataclass
class Sheet:
    """The answers of one registration; ``answers`` is plain, without what was not answered."""

    registration: Registration
    form: ComposedForm
    answers: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, Answer] = field(default_factory=dict)
    photograph: Photograph | None = None

    def raw(self, key: str) -> Any:
        """The answer as a form shows it."""
        if key in PERSON_KEYS:
            return getattr(self.registration.person, key)
        if key in REGISTRATION_KEYS:
            return getattr(self.registration, key)
        return self.answers.get(key)

    def marks(self, keys: Iterable[str]) -> dict[str, str]:
        """A short mark of each answer as it is now; see ``mark``."""
        return {key: mark(self.answers.get(key)) for key in keys}


def sheet_of(registration: Registration, form: ComposedForm | None = None) -> Sheet:
    """Everything that ``registration`` has answered to the form of its workshop."""
    form = form or form_of(registration.workshop)
    by_pk = {question.pk: question for question in form.every if question.pk}
    sheet = Sheet(registration, form)
    for key, value in column_answers(registration).items():
        sheet.answers[key] = value
    if by_pk:
        for answer in Answer.objects.filter(registration=registration):
            if question := by_pk.get(answer.question_id):
                answer.question = question
                sheet.answers[question.key] = answer.value
                sheet.rows[question.key] = answer
    sheet.photograph = Photograph.objects.filter(registration=registration).first()
    if sheet.photograph:
        sheet.answers["photograph"] = True
    return sheet


def unanswered_after_approval(
    registration: Registration, form: ComposedForm | None = None
) -> list[Question]:
    """The questions of the second step that an approved person has still to answer, in order."""
    if registration.state != RegistrationState.APPROVED:
        return []
    return unanswered_in(sheet_of(registration, form))


def unanswered_in(sheet: Sheet) -> list[Question]:
    """The same of a sheet that was read already.

    Once the person has begun, only those that must be answered: the others were left out."""
    registration = sheet.registration
    if registration.state != RegistrationState.APPROVED:
        return []
    step = [
        question
        for question in sheet.form.asked
        if question.stage == Stage.AFTER_APPROVAL
        and applies_to(question, registration)
        and is_shown(question, sheet.answers)
    ]
    open_ones = [question for question in step if question.key not in sheet.answers]
    if len(open_ones) < len(step):
        open_ones = [question for question in open_ones if question.is_required]
    return open_ones


def column_answers(registration: Registration) -> dict[str, Any]:
    """What the columns of person and registration hold, under the keys of their questions."""
    found = {key: plain(getattr(registration.person, key)) for key in PERSON_KEYS}
    found |= {key: plain(getattr(registration, key)) for key in REGISTRATION_KEYS}
    found["accepts_privacy_notice"] = plain(registration.consented_at is not None)
    return {key: value for key, value in found.items() if value is not None}


def mark(answer: Any) -> str:
    """Two answers have the same mark if they are the same: a page remembers what it showed."""
    said = json.dumps(plain(answer), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def is_newer(key: str, *, seen: Mapping[str, str] | None, stored: Any) -> bool:
    """Whether ``stored`` came in after the page that remembers ``seen`` was made."""
    return bool(seen and key in seen and seen[key] != mark(stored))


def in_words(question: Question, value: Any, language: str) -> str:
    """A plain answer as a reader of ``language`` would write it."""
    if value is None:
        return ""
    if question.kind == Kind.DATE:
        return date_range(datetime.date.fromisoformat(value), language=language)
    if question.kind == Kind.NUMBER and isinstance(value, int | float):
        return format_decimal(value, locale=babel_locale(language))
    if question.kind == Kind.COUNTRY:
        return country_name(value, language)
    if question.kind == Kind.CONSENT:
        return _("yes")
    if question.key == "photograph":
        return _("uploaded")
    if question.home != Home.ANSWER and question.kind == Kind.CHOICE:
        return _column_choice(question.key, value, language)
    if isinstance(value, list):
        known = dict(question.options_in(language))
        return ", ".join(str(known.get(code, code)) for code in value)
    return dict(question.options_in(language)).get(value, str(value))


def _column_choice(key: str, value: str, language: str) -> str:
    from participants.models import Person

    if key == "gender":
        return str(Person.Gender(value).label)
    return language_name(value, language)


def is_file(question: Question) -> bool:
    return question.kind in FILES and question.home == Home.ANSWER
