"""Taking an import back, as long as nothing was done with its people since."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.db.models.deletion import Collector, ProtectedError, RestrictedError
from django.utils.translation import gettext as _

from participants.actions.keeping_keys import keep_keys
from participants.importing.headings import ANSWERS
from participants.importing.judging import Terms, judge
from participants.importing.standing import batches_of, judge_again, terms_of
from participants.models import Answer, ImportRow, ImportRun, Person, Registration, StateChange
from participants.questions.asking import plain
from participants.rules import MoveRefused
from participants.seats import lock_seats
from participants.states import RegistrationState

_NAMED = 3
_GOES_ALONG = {Registration, StateChange, Answer}


@transaction.atomic
def undo(*, run: ImportRun) -> int:
    """Remove everybody whom ``run`` named; return how many. The rows can be imported again.

    All or nobody. Raises MoveRefused when somebody was written to, corrected, moved or marked."""
    lock_seats(workshop_id=run.workshop_id, delegation_id=run.delegation_id)
    done = run.rows.filter(standing=ImportRow.Standing.DONE)
    done = done.select_related("registration__person", "registration__workshop")
    terms = terms_of(run)
    # What was asked when the list was imported may be asked no more.
    _refuse_when_touched(done, replace(terms, asked=dict.fromkeys(ANSWERS, 0)))
    removed = 0
    for rows in batches_of(done):
        _remove(rows)
        removed += len(rows)
    judge_again(run=run, terms=terms)
    return removed


def _refuse_when_touched(done: QuerySet[ImportRow], terms: Terms) -> None:
    names: list[str] = []
    for rows in batches_of(done):
        moved, answers = _moved(rows), _answers_of(rows)
        names += [
            str(row.registration)
            for row in rows
            if row.registration and (row.registration_id in moved or _differs(row, answers, terms))
        ]
        if len(names) > _NAMED:
            break
    if names:
        raise MoveRefused(
            _("This cannot be undone: something was done since with %(names)s.")
            % {"names": ", ".join(names[:_NAMED]) + ("…" if len(names) > _NAMED else "")}
        )


def _moved(rows: Sequence[ImportRow]) -> set[int]:
    """Registrations of ``rows`` with which more was done than naming somebody."""
    mine = Registration.objects.filter(pk__in=[row.registration_id for row in rows])
    moved = mine.annotate(changes=Count("state_changes")).filter(
        ~Q(state=RegistrationState.NOMINATED)
        | Q(changes__gt=1)
        | Q(opened_at__isnull=False)
        | Q(submitted_at__isnull=False)
        | Q(is_head=True)
        | Q(is_protected=True)
        | Q(person__merges__isnull=False)
    )
    return set(moved.values_list("pk", flat=True))


def _answers_of(rows: Sequence[ImportRow]) -> dict[int, dict[str, Any]]:
    """Registration → question → plain answer."""
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    given = Answer.objects.filter(registration__in=[row.registration_id for row in rows])
    for pk, key, value in given.values_list("registration", "question__key", "value"):
        found[pk][key] = value
    return found


def _remove(rows: Sequence[ImportRow]) -> None:
    mine = Registration.objects.filter(pk__in=[row.registration_id for row in rows])
    new_people = [
        row.registration.person_id
        for row in rows
        if row.registration and row.answer != ImportRow.Answer.SAME
    ]
    known = Person.objects.filter(registrations__in=mine).exclude(pk__in=new_people)
    held = list(Person.objects.select_for_update(no_key=True).filter(pk__in=known).order_by("pk"))
    _refuse_when_used(mine)
    mine.delete()
    keep_keys(held)  # of their answers some are gone
    Person.objects.filter(pk__in=new_people, registrations=None).delete()
    taken_back = ImportRow.objects.filter(pk__in=[row.pk for row in rows])
    taken_back.update(standing=ImportRow.Standing.WRONG)


def _differs(row: ImportRow, answers: Mapping[int, Mapping[str, Any]], terms: Terms) -> bool:
    """Whether a fact was corrected after the import, or an answer given that is not the list's."""
    if row.registration is None:
        return False
    person = row.registration.person
    facts = judge(row.cells, row.corrections, terms).facts
    answered = answers.get(row.registration.pk, {})
    if any(value != plain(facts.get(key)) for key, value in answered.items()):
        return True
    is_known = row.answer == ImportRow.Answer.SAME
    return any(
        value != getattr(row.registration if hasattr(row.registration, name) else person, name)
        for name, value in facts.items()
        if name not in ANSWERS and (hasattr(row.registration, name) or not is_known)
    )


def _refuse_when_used(rows: QuerySet[Registration]) -> None:
    """Attendance, certificates, notes and whatever else may point at somebody by now."""
    refused = MoveRefused(_("This cannot be undone: the people are in use elsewhere by now."))
    collector = Collector(using=rows.db)
    try:
        collector.collect(rows)
    except (ProtectedError, RestrictedError) as used:
        raise refused from used
    also = {model for model, found in collector.data.items() if found}
    also |= {found.model for found in collector.fast_deletes if found.exists()}
    if also - _GOES_ALONG:
        raise refused
