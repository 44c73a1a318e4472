"""The whole registration in the hands of staff: nothing is fixed, nothing but a name needed."""

from typing import Any

from participants.forms.registration import RegistrationForm
from participants.models import Question, Registration
from participants.questions.answers import is_file
from participants.questions.asking import asked_of
from participants.questions.kinds import Home

#: What only the person gives.
_NOT_FOR_STAFF = frozenset({Home.PHOTOGRAPH, Home.PRIVACY})


class StaffRegistrationForm(RegistrationForm):
    """Every question at any stage, those for staff alone included."""

    def __init__(self, *args: Any, registration: Registration, **kwargs: Any) -> None:
        super().__init__(*args, registration=registration, is_draft=True, **kwargs)
        if "family_name" in self.fields:
            self.fields["family_name"].required = True

    def _asked(self) -> list[Question]:
        return [
            question
            for question in asked_of(self.sheet.form, self.registration, by_staff=True)
            if question.home not in _NOT_FOR_STAFF
        ]

    def is_fixed_now(self, question: Question) -> bool:
        return False

    @property
    def values(self) -> dict[str, Any]:
        """All that was sent: staff may also empty an address, and fill what is not shown yet."""
        return {
            question.key: self.cleaned_data[question.key]
            for question in self.questions
            if question.key in self.cleaned_data and not is_file(question)
        }
