"""Taking an import back, as long as nothing was done with its people since."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.db.models.deletion import Collector, ProtectedError, RestrictedError
from django.utils.translation import gettext as _

from participants.importing.judging import Terms, judge
from participants.importing.standing import batches_of, judge_again, terms_of
from participants.models import ImportRow, ImportRun, Person, Registration, StateChange
from participants.rules import MoveRefused
from participants.seats import lock_seats
from participants.states import RegistrationState

_NAMED = 3
_GOES_ALONG = {Registration, StateChange}


@transaction.atomic
def undo(*, run: ImportRun) -> int:
    """Remove everybody whom ``run`` named; return how many. The rows can be imported again.

    All or nobody. Raises MoveRefused when somebody was written to, corrected, moved or marked."""
    lock_seats(workshop_id=run.workshop_id, delegation_id=run.delegation_id)
    done = run.rows.filter(standing=ImportRow.Standing.DONE)
    done = done.select_related("registration__person", "registration__workshop")
    _refuse_when_touched(done, terms_of(run))
    removed = 0
    for rows in batches_of(done):
        _remove(rows)
        removed += len(rows)
    judge_again(run=run)
    return removed


def _refuse_when_touched(done: QuerySet[ImportRow], terms: Terms) -> None:
    names: list[str] = []
    for rows in batches_of(done):
        moved = _moved(rows)
        names += [
            str(row.registration)
            for row in rows
            if row.registration and (row.registration_id in moved or _differs(row, terms))
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


def _remove(rows: Sequence[ImportRow]) -> None:
    mine = Registration.objects.filter(pk__in=[row.registration_id for row in rows])
    new_people = [
        row.registration.person_id
        for row in rows
        if row.registration and row.answer != ImportRow.Answer.SAME
    ]
    _refuse_when_used(mine)
    mine.delete()
    Person.objects.filter(pk__in=new_people, registrations=None).delete()
    taken_back = ImportRow.objects.filter(pk__in=[row.pk for row in rows])
    taken_back.update(standing=ImportRow.Standing.WRONG)


def _differs(row: ImportRow, terms: Terms) -> bool:
    """Whether a fact was corrected after the import."""
    if row.registration is None:
        return False
    person = row.registration.person
    facts = judge(row.cells, row.corrections, terms).facts
    is_known = row.answer == ImportRow.Answer.SAME
    return any(
        value != getattr(row.registration if hasattr(row.registration, name) else person, name)
        for name, value in facts.items()
        if hasattr(row.registration, name) or not is_known
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
