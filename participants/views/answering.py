"""What the participant's page and that of staff do with a sent form, whatever else is wrong."""

import json
from typing import Any

from django.http import QueryDict
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from common.rules import RuleBroken
from participants.actions.answering import Written
from participants.actions.correcting import correct
from participants.actions.registering import ask_again, save_facts
from participants.actions.uploading import (
    drop_answer_file,
    drop_photograph,
    keep_answer_file,
    keep_photograph,
)
from participants.forms.registration import RegistrationForm
from participants.models import StateChange
from participants.questions.answers import in_words, is_file, mark
from participants.questions.kinds import Home
from participants.uploads import Crop
from participants.views.answers import beside_field

PARTICIPANT, USER = StateChange.Actor.PARTICIPANT, StateChange.Actor.USER
_LONGEST = 20_000  # characters of the marks of a form with some hundred questions
_SHOWN = 2_000  # characters of what is shown once more, to be copied elsewhere


def marks_in(post: QueryDict) -> dict[str, str]:
    """The marks of what the page showed; none from what was tampered with."""
    text = post.get("seen", "")
    if not text or len(text) > _LONGEST:
        return {}
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {key: value for key, value in found.items() if isinstance(value, str)}


def keep_values(filled: RegistrationForm, post: QueryDict) -> Written:
    """Save what is valid. What a rule refuses, or somebody else changed, is said beside its field.

    One field that a rule refuses does not take the others with it.
    """
    values, seen = filled.values, marks_in(post)
    try:
        written = save_facts(registration=filled.registration, values=values, seen=seen)
    except RuleBroken as refused:
        beside_field(filled, refused)
        if refused.field not in values:
            return Written()
        rest = {key: value for key, value in values.items() if key != refused.field}
        try:
            written = save_facts(registration=filled.registration, values=rest, seen=seen)
        except RuleBroken:
            return Written()  # the page shows the first sentence; what was typed stands in the form
    _say_what_is_newer(filled, written)
    return written


def no_longer_asked(filled: RegistrationForm, post: QueryDict) -> dict[str, str]:
    """By key what to tell of a question that the page had and that is out of the form since, and
    in which something was typed: it is not kept, but not lost without a word either."""
    form, told = filled.sheet.form, {}
    asked = {question.key for question in form.asked}
    seen = marks_in(post)
    for key in seen.keys() - asked:
        typed = "; ".join(filter(None, map(str.strip, post.getlist(key))))
        if not typed or seen[key] == mark(typed):
            continue
        question = form.by_key.get(key)
        wording = question.wording_in(get_language() or "en") if question else ""
        told[key] = _said_of_gone(wording, typed)
    return told


def _said_of_gone(wording: str, typed: str) -> str:
    if wording:
        return _(
            "“%(question)s” is not asked any more, so what you wrote there is not kept: %(typed)s"
        ) % {"question": wording, "typed": Truncator(typed).chars(_SHOWN)}
    return _(
        "A question of this page is not asked any more, so what you wrote there is not kept:"
        " %(typed)s"
    ) % {"typed": Truncator(typed).chars(_SHOWN)}


def keep_corrections(filled: RegistrationForm, post: QueryDict, *, by: User) -> None:
    """What staff have filled in: answers, files, and a file taken away."""
    try:
        written = correct(
            registration=filled.registration, values=filled.values, by=by, seen=marks_in(post)
        )
    except RuleBroken as refused:
        beside_field(filled, refused)
    else:
        _say_what_is_newer(filled, written)
    keep_uploads(filled, post, actor=USER, by=by)
    drop_upload(filled, post.get("drop_file", ""), actor=USER, by=by)


def keep_uploads(
    filled: RegistrationForm, post: QueryDict, *, actor: str, by: User | None = None
) -> list[str]:
    """Store each good file, even when another field is wrong; the keys that were stored."""
    stored = []
    for question in filled.questions:
        upload = filled.files.get(question.key)
        if upload is None or question.key in filled.errors or filled.is_fixed_now(question):
            continue
        crop = Crop.read(str(post.get(f"crop-{question.key}", "")))
        try:
            if question.home == Home.PHOTOGRAPH:
                keep_photograph(
                    registration=filled.registration,
                    upload=upload,
                    crop=crop,
                    actor=actor,
                )
            elif is_file(question):
                keep_answer_file(
                    registration=filled.registration,
                    question=question,
                    upload=upload,
                    actor=actor,
                    by=by,
                    crop=crop,
                )
            else:
                continue
        except RuleBroken as refused:
            filled.add_error(question.key, refused.sentence)
        else:
            stored.append(question.key)
    _ask_about_critical(filled, stored, actor)
    return stored


def drop_upload(filled: RegistrationForm, key: str, *, actor: str, by: User | None = None) -> None:
    """Delete the file of one question of this form."""
    for question in filled.questions:
        if question.key != key or filled.is_fixed_now(question):
            continue
        if question.home == Home.PHOTOGRAPH:
            drop_photograph(registration=filled.registration)
        elif is_file(question):
            drop_answer_file(
                registration=filled.registration, question=question, actor=actor, by=by
            )
        _ask_about_critical(filled, [key], actor)


def _ask_about_critical(filled: RegistrationForm, keys: list[str], actor: str) -> None:
    """A file that decides about an approved person is approved again, as other answers are."""
    critical = [each for each in filled.questions if each.key in keys and each.is_critical]
    if critical and filled.is_approved and actor == PARTICIPANT:
        ask_again(registration=filled.registration, questions=critical)


def _say_what_is_newer(filled: RegistrationForm, written: Written) -> None:
    for key, newer in written.newer.items():
        filled.add_error(key, _sentence_about(filled, key, newer))


def _sentence_about(filled: RegistrationForm, key: str, newer: Any) -> str:
    question = filled.sheet.form.by_key[key]
    words = in_words(question, newer, get_language() or "en")
    if not words:
        return _("Somebody has emptied this meanwhile. Save again to keep what stands here.")
    return _(
        "This was changed meanwhile to “%(words)s”. Save again to put what stands here in its"
        " place."
    ) % {"words": words}
