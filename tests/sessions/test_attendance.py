import datetime

import pytest

from common.rules import RuleBroken
from participants.states import RegistrationState
from sessions.actions.marking import Change, mark, mark_several
from sessions.attendance import marks_of, slots_of, tally
from sessions.models import AgendaItem, Attendance
from tests.factories import (
    AgendaItemFactory,
    RegistrationFactory,
    UserFactory,
    WorkshopFactory,
)
from workshops.models import Workshop

pytestmark = pytest.mark.django_db


def test_half_days_are_those_with_a_counting_session(workshop):
    first, second = workshop.days
    AgendaItemFactory(workshop=workshop, day=first, start_minute=9 * 60)
    AgendaItemFactory(workshop=workshop, day=first, start_minute=11 * 60)
    AgendaItemFactory(workshop=workshop, day=first, start_minute=13 * 60)
    AgendaItemFactory(workshop=workshop, day=second, start_minute=12 * 60 + 55)
    AgendaItemFactory(workshop=workshop, day=second, start_minute=840, kind="break")
    AgendaItemFactory(workshop=workshop, day=second, start_minute=840, kind="social")
    AgendaItemFactory(workshop=workshop, day=second, start_minute=840, counts_for_attendance=False)
    AgendaItemFactory(workshop=workshop, day=None, start_minute=None)

    slots = slots_of(workshop)

    assert [(slot.key, slot.label) for slot in slots] == [
        ("2030-12-12-am", "12 December 2030, morning"),
        ("2030-12-12-pm", "12 December 2030, afternoon"),
        ("2030-12-13-am", "13 December 2030, morning"),
    ]


def test_by_session_every_counting_session_is_a_slot():
    workshop = WorkshopFactory(attendance_unit=Workshop.AttendanceUnit.SESSION)
    late = AgendaItemFactory(workshop=workshop, start_minute=840, title="Late")
    early = AgendaItemFactory(workshop=workshop, start_minute=540, title="Early")
    AgendaItemFactory(workshop=workshop, start_minute=600, kind=AgendaItem.Kind.BREAK)

    slots = slots_of(workshop)

    assert [(slot.key, slot.item) for slot in slots] == [
        (f"session-{early.pk}", early),
        (f"session-{late.pk}", late),
    ]


def test_mark_is_written_changed_and_taken_back_with_who_and_when(workshop):
    AgendaItemFactory(workshop=workshop)
    (slot,) = slots_of(workshop)
    registration = RegistrationFactory(workshop=workshop)
    door, now = UserFactory(), datetime.datetime(2030, 12, 12, 7, tzinfo=datetime.UTC)

    mark(registration=registration, slot=slot, status="absent", by=None)
    mark(registration=registration, slot=slot, status="present", by=door, now=now)

    row = Attendance.objects.get()
    assert (row.status, row.by, row.at) == ("present", door, now)
    assert marks_of(workshop) == {registration.pk: {slot.key: "present"}}
    assert tally(marks_of(workshop)[registration.pk], [slot]) == 1

    mark(registration=registration, slot=slot, status=None, by=door)

    assert marks_of(workshop) == {}


def test_only_approved_participants_are_marked(workshop):
    AgendaItemFactory(workshop=workshop)
    (slot,) = slots_of(workshop)
    registration = RegistrationFactory(workshop=workshop, state=RegistrationState.SUBMITTED)

    with pytest.raises(RuleBroken, match="is not an approved participant"):
        mark(registration=registration, slot=slot, status="present", by=None)


def test_two_at_the_door_never_overwrite_each_other(workshop):
    AgendaItemFactory(workshop=workshop)
    (slot,) = slots_of(workshop)
    ana, beka, data = RegistrationFactory.create_batch(3, workshop=workshop)
    first, second = UserFactory(), UserFactory()
    mark_several(
        slot=slot,
        by=first,
        changes=[Change(ana, "", "present"), Change(beka, "", "excused"), Change(data, "", "")],
    )

    # The second's page is older: it showed nobody marked.
    result = mark_several(
        slot=slot,
        by=second,
        changes=[Change(ana, "", ""), Change(beka, "", "absent"), Change(data, "", "present")],
    )

    assert marks_of(workshop) == {
        ana.pk: {slot.key: "present"},
        beka.pk: {slot.key: "excused"},
        data.pk: {slot.key: "present"},
    }
    assert (result.written, result.overtaken) == (1, [beka])


def test_marks_cost_one_query(workshop, django_assert_num_queries):
    AgendaItemFactory(workshop=workshop)
    (slot,) = slots_of(workshop)
    for registration in RegistrationFactory.create_batch(3, workshop=workshop):
        mark(registration=registration, slot=slot, status="present", by=None)

    with django_assert_num_queries(1):
        marks = marks_of(workshop)

    assert len(marks) == 3
