"""Taking attendance. Door staff work side by side: only what was changed is written."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common.rules import RuleBroken
from participants.models import Registration
from participants.states import RegistrationState
from sessions.attendance import Slot
from sessions.models import Attendance


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody set for one participant, and what the page had shown before ("" is nothing)."""

    registration: Registration
    shown: str
    status: str


@dataclass(slots=True)
class Marked:
    """How many marks were written, and whose had been changed by somebody else meanwhile."""

    written: int = 0
    overtaken: list[Registration] = field(default_factory=list)


@transaction.atomic
def mark(
    *,
    registration: Registration,
    slot: Slot,
    status: str | None,
    by: User | None,
    now: datetime.datetime | None = None,
) -> Attendance | None:
    """Say that a participant was present, absent or excused; None takes the mark back.

    Raises RuleBroken for somebody who is not an approved participant.
    """
    if registration.state != RegistrationState.APPROVED:
        raise RuleBroken(
            _("%(name)s is not an approved participant.") % {"name": registration.listed_name}
        )
    place = _place(slot)
    if not status:
        Attendance.objects.filter(registration=registration, **place).delete()
        return None
    row, _made = Attendance.objects.update_or_create(
        registration=registration,
        **place,
        defaults={
            "status": Attendance.Status(status),
            "by": by,
            "at": now or timezone.now(),
        },
    )
    return row


@transaction.atomic
def mark_several(
    *,
    slot: Slot,
    changes: Iterable[Change],
    by: User | None,
    now: datetime.datetime | None = None,
) -> Marked:
    """Write a page of marks at once, without undoing what somebody else wrote meanwhile.

    A mark that equals what the page had shown is not touched. One that was changed since by
    somebody else is kept as it is and reported, unless both say the same.
    """
    wanted = [change for change in changes if change.status != change.shown]
    result = Marked()
    if not wanted:
        return result
    # The registrations are locked, not the marks: a mark that does not exist yet has no row.
    people = [change.registration.pk for change in wanted]
    locked = Registration.objects.select_for_update(no_key=True).filter(pk__in=people)
    list(locked.order_by("pk").values_list("pk", flat=True))
    current = dict(
        Attendance.objects.filter(registration__in=people, **_place(slot)).values_list(
            "registration_id", "status"
        )
    )
    for change in wanted:
        saved = current.get(change.registration.pk, "")
        if saved == change.status:
            continue
        if saved != change.shown:
            result.overtaken.append(change.registration)
            continue
        mark(
            registration=change.registration,
            slot=slot,
            status=change.status or None,
            by=by,
            now=now,
        )
        result.written += 1
    return result


def _place(slot: Slot) -> dict[str, Any]:
    if slot.item is not None:
        return {"item": slot.item, "day": None, "half": ""}
    return {"item": None, "day": slot.day, "half": slot.half}
