"""What people answered to questions of the registration form that paper makes use of."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from participants.models import Answer, Registration
from participants.questions.answers import in_words
from participants.questions.asking import plain
from participants.questions.catalogue import REGISTRATION_KEYS
from participants.questions.composed import form_of
from participants.questions.retention import is_over
from workshops.models import Workshop

#: Questions with rows of answers that some document prints.
PRINTED = (
    "birth_date",
    "nationality",
    "passport_number",
    "passport_expires_on",
    "emergency_name",
    "emergency_phone",
    "emergency_relation",
    "arrival_flight",
    "departure_flight",
    "visa_needed",
    "needs_interpretation",
)


class Answers:
    """The answers of everybody, by the keys of the catalogue: three queries, asked once.

    An answer whose period is over is not printed any more, even before the daily task has erased
    it. A question that was taken off the form is still answered by those who were asked."""

    def __init__(self, workshop: Workshop) -> None:
        form = form_of(workshop)
        self._over = {key for key, question in form.by_key.items() if is_over(question)}
        self._questions = {
            key: question
            for key, question in form.by_key.items()
            if key in {*PRINTED, *REGISTRATION_KEYS} and key not in self._over
        }
        self._asked = {question.key for question in form.asked}
        self._said = self._read(workshop)

    def asks(self, key: str) -> bool:
        """Whether anybody was asked: a column that nobody could fill is not printed."""
        if key in REGISTRATION_KEYS:
            return True
        return key in self._questions and (key in self._asked or bool(self._said[key]))

    def of(self, row: Registration, key: str) -> Any:
        """The plain answer; None where there is none, or its period is over."""
        if key in self._over:
            return None
        if key in REGISTRATION_KEYS:
            return plain(getattr(row, key))
        return self._said[key].get(row.pk)

    def words(self, row: Registration, key: str, language: str) -> str:
        """The answer as a reader of ``language`` would write it; empty where there is none."""
        value = self.of(row, key)
        question = self._questions.get(key)
        if value is None:
            return ""
        return in_words(question, value, language) if question else str(value)

    def _read(self, workshop: Workshop) -> dict[str, dict[int, Any]]:
        said: dict[str, dict[int, Any]] = defaultdict(dict)
        by_pk = {q.pk: key for key, q in self._questions.items() if q.pk and key in PRINTED}
        if by_pk:
            rows = Answer.objects.filter(question__in=by_pk, registration__workshop=workshop)
            for registration, question, value in rows.values_list(
                "registration", "question", "value"
            ):
                said[by_pk[question]][registration] = value
        return said
