"""Attendance: who was there at what counts, and the page on which one slot is marked."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from participants.models import Registration
from participants.protocol import registrations_in_protocol_order
from sessions.actions.marking import Change, Marked, mark_several
from sessions.attendance import (
    AFTERNOON_BEGINS,
    Slot,
    marks_of,
    participants_of,
    slots_of,
    tally,
)
from sessions.models import Attendance
from workshops.models import Workshop
from workshops.permissions import requires

PRESENT = Attendance.Status.PRESENT


@dataclass(frozen=True, slots=True)
class Row:
    """One participant: a mark per slot (slot, status, its word), and how often present."""

    registration: Registration
    cells: list[tuple[Slot, str, str]]
    present: int


@dataclass(frozen=True, slots=True)
class Count:
    """How far the marking of a slot has come."""

    slot: Slot
    marked: int
    present: int


@requires("attendance.view")
def grid(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    slots = slots_of(workshop)
    marks = marks_of(workshop)
    people = _people(workshop)
    words = {value: str(word) for value, word in Attendance.Status.choices}
    rows = []
    for person in people:
        mine = marks.get(person.pk, {})
        cells = [(slot, status := mine.get(slot.key, ""), words.get(status, "")) for slot in slots]
        rows.append(Row(person, cells, tally(mine, slots)))
    context = {
        "workshop": workshop,
        "rows": rows,
        "counts": [_count(slot, people, marks) for slot in slots],
        "now": _now(workshop, slots),
        "may_mark": "attendance.mark" in request.workshop_permissions,  # type: ignore[attr-defined]
    }
    return render(request, "agenda/attendance.html", context)


@requires("attendance.mark")
def slot(request: HttpRequest, workshop: Workshop, key: str) -> HttpResponse:
    slots = slots_of(workshop)
    chosen = next((one for one in slots if one.key == key), None)
    if chosen is None:
        raise Http404(_("There is no such page."))
    people = _people(workshop)
    if request.method == "POST":
        changes, is_clear = _changes(request, people)
        done = mark_several(slot=chosen, changes=changes, by=request.user)  # type: ignore[arg-type]
        _tell(request, done, is_clear)
        return redirect("agenda:attendance_slot", workshop.slug, key)
    marks = marks_of(workshop)
    context = {
        "workshop": workshop,
        "slot": chosen,
        "rows": [(person, marks.get(person.pk, {}).get(key, "")) for person in people],
        "count": _count(chosen, people, marks),
        "slots": slots,
        "statuses": [("", _("Not marked")), *Attendance.Status.choices],
    }
    return render(request, "agenda/attendance_slot.html", context)


def _changes(request: HttpRequest, people: list[Registration]) -> tuple[list[Change], bool]:
    """What the page sends: for each participant the mark chosen and the one it had shown.

    “Everybody else was present” stands in for those without a mark. False beside the changes
    where a value was not one of ours; it is left out.
    """
    others = PRESENT if "rest_present" in request.POST else ""
    known = {"", *Attendance.Status.values}
    changes, is_clear = [], True
    for person in people:
        chosen = request.POST.get(f"mark-{person.pk}")
        shown = request.POST.get(f"shown-{person.pk}", "")
        if chosen is None:
            continue  # approved since the page was opened
        if {chosen, shown} - known:
            is_clear = False
            continue
        changes.append(Change(person, shown, chosen or others))
    return changes, is_clear


def _tell(request: HttpRequest, done: Marked, is_clear: bool) -> None:
    if done.overtaken:
        words = _("Somebody else marked meanwhile, and their mark was kept: %(names)s.")
        names = ", ".join(person.listed_name for person in done.overtaken)
        messages.warning(request, words % {"names": names})
    if not is_clear:
        messages.error(request, _("Some marks could not be read and were not saved."))
    if done.written:
        words = ngettext("%(count)d mark saved.", "%(count)d marks saved.", done.written)
        messages.success(request, words % {"count": done.written})
    elif is_clear and not done.overtaken:
        messages.info(request, _("Nothing had changed."))


def _people(workshop: Workshop) -> list[Registration]:
    return registrations_in_protocol_order(participants_of(workshop), get_language() or "en")


def _count(slot: Slot, people: list[Registration], marks: dict[int, dict[str, str]]) -> Count:
    statuses = [marks.get(person.pk, {}).get(slot.key) for person in people]
    return Count(slot, sum(map(bool, statuses)), statuses.count(PRESENT))


def _now(workshop: Workshop, slots: list[Slot]) -> Slot | None:
    """The slot that is on at this moment at the place, so that the door finds it at once."""
    clock = timezone.now().astimezone(workshop.zone)
    minute = clock.hour * 60 + clock.minute
    today = [slot for slot in slots if slot.day == clock.date()]
    for slot in today:
        if slot.half and (slot.half == Attendance.Half.AFTERNOON) == (minute >= AFTERNOON_BEGINS):
            return slot
        if slot.item is not None and minute < (slot.item.end_minute or 0):
            return slot
    return None
