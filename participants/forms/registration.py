"""The participant's own form, phone first, as the workshop composed it: drafts welcome."""

import datetime
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from common.dates import date_range
from participants.forms.fields import field_for
from participants.models import Answer, FormSection, Question, Registration
from participants.questions.answers import Sheet, is_file, sheet_of
from participants.questions.asking import asked_of, is_shown, plain
from participants.questions.choices import choices_of
from participants.questions.kinds import Home, Kind
from participants.states import RegistrationState

#: How far outside of the workshop a journey may lie before it is taken for a mistake.
_TRAVEL = datetime.timedelta(days=14)


@dataclass
class Asked:
    """One question on the page, with what the template says around its field."""

    question: Question
    bound: forms.BoundField
    condition: str
    stored: Answer | None

    @property
    def shown_values(self) -> str:
        """For the script, which hides what does not apply yet."""
        return json.dumps(self.question.depends_values)

    @property
    def purpose(self) -> str:
        return self.question.purpose_in(get_language() or "en")

    @property
    def kept(self) -> str:
        """How long the answer is kept, in words."""
        weeks = self.question.retention_weeks
        if weeks is None:
            return _("Kept as long as your registration.")
        return ngettext(
            "Erased %(n)d week after the workshop.", "Erased %(n)d weeks after the workshop.", weeks
        ) % {"n": weeks}


class RegistrationForm(forms.Form):
    """Answers to what is asked of this person. ``is_draft`` asks for nothing that is missing.

    ``only``: the keys of a part of it, as the script saves what has just been typed.
    """

    # The browser must not stop somebody from saving half a form.
    use_required_attribute = False

    def __init__(
        self,
        *args: Any,
        registration: Registration,
        is_draft: bool,
        only: Iterable[str] | None = None,
        **kwargs: Any,
    ) -> None:
        self.registration = registration
        self.is_draft = is_draft
        self.is_approved = registration.state == RegistrationState.APPROVED
        self.is_fixed = self.is_approved and not registration.workshop.reapproves_changes
        self.sheet: Sheet = sheet_of(registration)
        self.questions = self._asked()
        if only is not None:
            wanted = set(only)
            self.questions = [each for each in self.questions if each.key in wanted]
        initial = {
            question.key: self.sheet.raw(question.key)
            for question in self.questions
            if not _is_upload(question)
        } | {"accepts_privacy_notice": registration.consented_at is not None}
        super().__init__(*args, **{**kwargs, "initial": initial})
        for question in self.questions:
            self.fields[question.key] = field_for(question, registration)
            self.fields[question.key].disabled = self.is_fixed_now(question)

    def _asked(self) -> list[Question]:
        """What applies; of what depends on a question that is not asked here, what is shown."""
        applying = asked_of(self.sheet.form, self.registration)
        here = {question.key for question in applying}
        return [
            question
            for question in applying
            if question.depends_on is None
            or question.depends_on.key in here
            or is_shown(question, self.sheet.answers)
        ]

    def is_fixed_now(self, question: Question) -> bool:
        return self.is_fixed and question.is_critical

    def show_what_is_needed(self) -> None:
        """Let a checked form mark as optional only what the sent one may leave out."""
        for question in self.questions:
            self.fields[question.key].required = question.is_required

    @property
    def sections(self) -> list[tuple[FormSection, list[Asked]]]:
        """The sections in which something is asked of this person, with their questions."""
        parts: list[tuple[FormSection, list[Asked]]] = []
        for question in self.questions:
            if not parts or parts[-1][0] is not question.section:
                parts.append((question.section, []))
            row = self.sheet.rows.get(question.key)
            parts[-1][1].append(
                Asked(
                    question,
                    self[question.key],
                    condition_in_words(question),
                    row if row and row.file else None,
                )
            )
        return parts

    @property
    def marks(self) -> dict[str, str]:
        """What this page shows, in marks: what somebody else changes meanwhile is recognised."""
        return self.sheet.marks(each.key for each in self.questions if not _is_upload(each))

    @property
    def values(self) -> dict[str, Any]:
        """What is valid so far, so that it can be kept while the rest is put right."""
        kept = {
            question.key: self.cleaned_data[question.key]
            for question in self.questions
            if question.key in self.cleaned_data
            and not _is_upload(question)
            and question.home != Home.PRIVACY
            and self.is_shown(question)
        }
        for name in ("family_name", "email"):  # emptied by mistake: the link needs them
            if not kept.get(name):
                kept.pop(name, None)
        return kept

    def is_shown(self, question: Question) -> bool:
        return is_shown(question, self._answers())

    def clean_arrives_on(self) -> datetime.date | None:
        return self._near("arrives_on")

    def clean_departs_on(self) -> datetime.date | None:
        return self._near("departs_on")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        arrives, departs = self._day("arrives_on"), self._day("departs_on")
        if arrives and departs and departs < arrives:
            late = "departs_on" if "departs_on" in self.fields else "arrives_on"
            self.add_error(late, _("The departure is before the arrival."))
        if {"arrives_on", "departs_on"} & self.errors.keys():
            # Either alone could contradict what is stored of the other.
            cleaned.pop("arrives_on", None)
            cleaned.pop("departs_on", None)
        if not self.is_draft:
            self._require_what_is_shown()
        return cleaned

    def _require_what_is_shown(self) -> None:
        answers = self._answers()
        for question in self.questions:
            if (
                question.is_required
                and question.key not in self.errors
                and answers.get(question.key) is None
                and is_shown(question, answers)
            ):
                self.add_error(question.key, _needed(question))

    def _answers(self) -> dict[str, Any]:
        """What would be held if all of this were saved: what is stored, and what was sent."""
        answers = dict(self.sheet.answers)
        for question in self.questions:
            key = question.key
            if key not in self.cleaned_data:
                continue
            if _is_upload(question) and self.cleaned_data[key] is None:
                continue  # what was uploaded before stays
            answers[key] = True if _is_upload(question) else plain(self.cleaned_data[key])
        return answers

    def _day(self, name: str) -> datetime.date | None:
        if name in self.fields:
            return self.cleaned_data.get(name)
        return getattr(self.registration, name)

    def _near(self, name: str) -> datetime.date | None:
        day = self.cleaned_data[name]
        workshop = self.registration.workshop
        if day and not workshop.starts_on - _TRAVEL <= day <= workshop.ends_on + _TRAVEL:
            raise forms.ValidationError(
                _("%(day)s is far from the workshop, which is on %(when)s. Is the year right?")
                % {
                    "day": date_range(day),
                    "when": date_range(workshop.starts_on, workshop.ends_on),
                }
            )
        return day


def condition_in_words(question: Question) -> str:
    """For readers without our script: when the question applies. Empty: always."""
    parent = question.depends_on
    if parent is None:
        return ""
    if not question.depends_values:
        return _("Only if you answered “%(question)s”.") % {"question": parent.words}
    known = dict(choices_of(parent, get_language() or "en"))
    values = ", ".join(known.get(value, value) for value in question.depends_values)
    return _("Only if your answer to “%(question)s” is: %(values)s.") % {
        "question": parent.words,
        "values": values,
    }


def _is_upload(question: Question) -> bool:
    return is_file(question) or question.home == Home.PHOTOGRAPH


def _needed(question: Question) -> str:
    if question.home == Home.PRIVACY:
        return _("Without your agreement we may not keep your registration.")
    if question.kind == Kind.CONSENT:
        return _("Without this consent you cannot send the registration.")
    return _("This field is required.")
