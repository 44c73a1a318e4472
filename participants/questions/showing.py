"""Answers and their changes as staff read them."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from participants.models import AnswerChange, Question
from participants.questions.answers import Sheet, in_words
from participants.questions.catalogue import BUILT_IN
from participants.questions.composed import ComposedForm, question_from, with_rows


@dataclass(frozen=True)
class Said:
    """One answer in words; ``has_file``: the words are a file's name."""

    question: Question
    words: str
    has_file: bool


def said_by_section(sheet: Sheet, *, with_sensitive: bool = True) -> list[tuple[str, list[Said]]]:
    """(heading, answers) of each section in which something was said, as the form has them.

    What has columns of its own stands among the facts. Answers to questions that are no longer
    asked come last."""
    form, language = sheet.form, get_language() or "en"
    parts = [(section.title_in(language), with_rows(form.of(section))) for section in form.sections]
    parts.append((_("No longer asked"), with_rows(form.retired)))
    found = []
    for heading, questions in parts:
        said = [
            _said(sheet, each, language)
            for each in questions
            if each.key in sheet.rows and (with_sensitive or not each.is_sensitive)
        ]
        if said:
            found.append((heading, said))
    return found


def _said(sheet: Sheet, question: Question, language: str) -> Said:
    row = sheet.rows[question.key]
    return Said(question, in_words(question, row.value, language), bool(row.file))


@dataclass(frozen=True)
class Change:
    """A change in words: of what, from what to what, and the row for who and when."""

    row: AnswerChange
    question: str
    old: str
    new: str


def changes_in_words(sheet: Sheet, *, with_sensitive: bool = True) -> list[Change]:
    """What was changed after the registration was sent, the latest first. One query."""
    language = get_language() or "en"
    rows = AnswerChange.objects.filter(registration=sheet.registration).select_related("by")
    found = []
    for row in rows:
        question = _question(sheet.form, row.question_key)
        # What a question was that is gone for good, nobody can say any more.
        if not with_sensitive and (question is None or question.is_sensitive):
            continue
        old, new = (_words(question, value, language) for value in (row.old, row.new))
        words = question.wording_in(language) if question else row.question_key
        found.append(Change(row, words, old, new))
    return found


def _question(form: ComposedForm, key: str) -> Question | None:
    if key in form.by_key:
        return form.by_key[key]
    if key not in BUILT_IN:
        return None
    return question_from(
        BUILT_IN[key], workshop=form.workshop, section=form.sections[0], position=0
    )


def _words(question: Question | None, value: Any, language: str) -> str:
    return in_words(question, value, language) if question else str(value or "")
