"""The slots at which attendance counts, and who was there.

By session: every counting session is a slot. By half-day: every half of a day that holds at least
one counting session. A session belongs to the half in which it starts, and the afternoon begins
at 13:00 on the workshop's wall clock: late mornings run into lunch, lunch rarely ends before one.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from common.dates import date_range
from participants.models import Registration
from sessions.models import AgendaItem, Attendance
from workshops.models import Workshop

AFTERNOON_BEGINS = 13 * 60


@dataclass(frozen=True, slots=True)
class Slot:
    """A half-day (``half`` is set) or a session (``item`` is set) that counts."""

    key: str
    label: str
    day: datetime.date
    half: str = ""
    item: AgendaItem | None = None


def slots_of(workshop: Workshop) -> list[Slot]:
    """What counts towards a certificate, in the order of time; labels in the active language."""
    return slots_from(workshop, workshop.agenda.counting().in_order())


def slots_by_workshop(workshops: Iterable[Workshop]) -> dict[int, list[Slot]]:
    """The same for many workshops: primary key → slots. One query."""
    workshops = list(workshops)
    items: dict[int, list[AgendaItem]] = {workshop.pk: [] for workshop in workshops}
    rows = AgendaItem.objects.filter(workshop__in=items)
    for item in rows.counting().in_order():
        items[item.workshop_id].append(item)
    return {workshop.pk: slots_from(workshop, items[workshop.pk]) for workshop in workshops}


def slots_from(workshop: Workshop, items: Iterable[AgendaItem]) -> list[Slot]:
    """The same from the sessions that count, where they are at hand in order. No query."""
    if workshop.attendance_unit == Workshop.AttendanceUnit.SESSION:
        return [_session_slot(item) for item in items]
    slots: dict[str, Slot] = {}
    for item in items:
        slot = _half_day_slot(_day(item), half_of(item))
        slots.setdefault(slot.key, slot)
    return list(slots.values())


def key_of(workshop: Workshop, item: AgendaItem) -> str:
    """The key of the slot at which a scheduled session that counts is marked."""
    if workshop.attendance_unit == Workshop.AttendanceUnit.SESSION:
        return session_key(item.pk)
    return half_day_key(_day(item), half_of(item))


def half_of(item: AgendaItem) -> str:
    """The half of the day in which a scheduled session starts."""
    if item.start_minute is None:
        raise ValueError("An unscheduled session has no half-day.")
    return half_at(item.start_minute)


def half_at(minute: int) -> str:
    """The half of the day to which a minute after midnight belongs."""
    is_late = minute >= AFTERNOON_BEGINS
    return Attendance.Half.AFTERNOON if is_late else Attendance.Half.MORNING


def marks_of(workshop: Workshop) -> dict[int, dict[str, str]]:
    """Every mark made: registration's id → slot's key → status. One query.

    Marks of slots that no longer count are among them; look up by the keys of ``slots_of``.
    """
    return _marks(Attendance.objects.filter(registration__workshop=workshop))


def marks_of_registrations(registrations: Iterable[int]) -> dict[int, dict[str, str]]:
    """The same of the registrations with these keys, of whatever workshops. One query."""
    return _marks(Attendance.objects.filter(registration__in=list(registrations)))


def _marks(attendance: QuerySet[Attendance]) -> dict[int, dict[str, str]]:
    marks: dict[int, dict[str, str]] = {}
    rows = attendance.values_list("registration_id", "item_id", "day", "half", "status")
    for registration, item, day, half, status in rows:
        key = session_key(item) if day is None else half_day_key(day, half)
        marks.setdefault(registration, {})[key] = status
    return marks


def participants_of(workshop: Workshop) -> list[Registration]:
    """The people whose attendance is taken: the approved ones, joined for lists."""
    return list(Registration.objects.filter(workshop=workshop).approved().for_list())


def tally(marks: Mapping[str, str], slots: list[Slot]) -> int:
    """At how many of ``slots`` somebody with these ``marks`` was present."""
    return sum(marks.get(slot.key) == Attendance.Status.PRESENT for slot in slots)


def session_key(item_id: int | None) -> str:
    return f"session-{item_id}"


def half_day_key(day: datetime.date, half: str) -> str:
    return f"{day:%Y-%m-%d}-{half}"


def _session_slot(item: AgendaItem) -> Slot:
    return Slot(
        key=session_key(item.pk),
        label=f"{date_range(_day(item))}, {item.time}: {item.title}",
        day=_day(item),
        item=item,
    )


def _half_day_slot(day: datetime.date, half: str) -> Slot:
    words = {
        Attendance.Half.MORNING: _("%(date)s, morning"),
        Attendance.Half.AFTERNOON: _("%(date)s, afternoon"),
    }[Attendance.Half(half)]
    return Slot(
        key=half_day_key(day, half), label=words % {"date": date_range(day)}, day=day, half=half
    )


def _day(item: AgendaItem) -> datetime.date:
    if item.day is None:
        raise ValueError("An unscheduled session has no day.")
    return item.day
