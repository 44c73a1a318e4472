"""Writing answers: to the columns that have a home for them, to rows, and to the history."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from accounts.models import User
from participants.actions.holding_person import hold_person_of
from participants.actions.keeping_keys import RECOGNISED_BY, keep_keys
from participants.actions.nominating import refuse_duplicate
from participants.models import Answer, AnswerChange, Question, Registration, StateChange
from participants.questions.answers import Sheet, is_newer, mark, sheet_of
from participants.questions.asking import plain
from participants.questions.catalogue import PERSON_KEYS, REGISTRATION_KEYS
from participants.questions.kinds import Home


@dataclass
class Written:
    """``changed``: keys that were written. ``newer``: keys left alone, with the newer answer."""

    changed: list[str] = field(default_factory=list)
    newer: dict[str, Any] = field(default_factory=dict)


def lock_answers(registration: Registration) -> Sheet:
    """The answers as they are now, nobody else's to change until the transaction ends.

    The person before the registration, as a merge takes them."""
    hold_person_of(registration)
    columns = [*sorted(REGISTRATION_KEYS), "state", "submitted_at", "consented_at", "reserve_rank"]
    registration.refresh_from_db(
        fields=columns, from_queryset=Registration.objects.select_for_update(no_key=True)
    )
    return sheet_of(registration)


def changes_in(
    sheet: Sheet, values: Mapping[str, Any], seen: Mapping[str, str] | None = None
) -> Written:
    """Which of ``values`` would change something.

    ``seen`` are the marks of what the page showed when the person began. What the person did not
    touch is left as it is; what somebody else has changed meanwhile is newer, and is kept.
    """
    found = Written()
    for key, value in values.items():
        stored = sheet.answers.get(key)
        if plain(value) == stored:
            continue
        if seen and seen.get(key) == mark(value):
            continue
        if is_newer(key, seen=seen, stored=stored):
            found.newer[key] = stored
        else:
            found.changed.append(key)
    return found


def write_answers(
    *,
    sheet: Sheet,
    values: Mapping[str, Any],
    actor: str,
    by: User | None = None,
    now: datetime.datetime | None = None,
) -> None:
    """Write ``values``, of which the caller knows that they differ and that they may be written.

    Needs a transaction. Keeps what was before once the registration had been sent. Unknown keys
    raise TypeError, another's e-mail address AlreadyRegistered.
    """
    now = now or timezone.now()
    registration, person = sheet.registration, sheet.registration.person
    rows = {
        key: question for key, question in sheet.form.by_key.items() if question.home == Home.ANSWER
    }
    if unknown := values.keys() - PERSON_KEYS - REGISTRATION_KEYS - rows.keys():
        raise TypeError(f"unknown facts: {', '.join(sorted(unknown))}")
    if "email" in values:
        refuse_duplicate(
            registration.workshop, values["email"], for_delegation=None, besides=registration
        )
    if registration.submitted_at is not None:
        note_changes(sheet, values, actor=actor, by=by, now=now)
    for holder, keys in ((person, PERSON_KEYS), (registration, REGISTRATION_KEYS)):
        names = sorted(values.keys() & keys)
        for name in names:
            setattr(holder, name, values[name])
        if names:
            holder.save(update_fields=names)
    for key in sorted(values.keys() & rows.keys()):
        _write_row(sheet, rows[key], plain(values[key]), now)
    if RECOGNISED_BY & values.keys():
        keep_keys([person])


def note_changes(
    sheet: Sheet, values: Mapping[str, Any], *, actor: str, by: User | None, now: datetime.datetime
) -> None:
    """Keep who changed which answer of a registration that had been sent, and from what."""
    AnswerChange.objects.bulk_create(
        AnswerChange(
            registration=sheet.registration,
            question_key=key,
            actor=actor,
            by=by,
            old=sheet.answers.get(key),
            new=plain(value),
            at=now,
        )
        for key, value in values.items()
    )


def write_nominee(registration: Registration, values: Mapping[str, Any]) -> None:
    """A delegation's words about its nominee, who has not sent anything yet."""
    sheet = lock_answers(registration)
    changed = changes_in(sheet, values).changed
    write_answers(
        sheet=sheet,
        values={key: values[key] for key in changed},
        actor=StateChange.Actor.FOCAL_POINT,
    )


def _write_row(sheet: Sheet, question: Question, value: Any, now: datetime.datetime) -> None:
    if value is None:
        Answer.objects.filter(registration=sheet.registration, question=question).delete()
        return
    Answer.objects.update_or_create(
        registration=sheet.registration,
        question=question,
        defaults={"value": value, "answered_at": now},
    )
