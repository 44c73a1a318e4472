import datetime
from pathlib import Path

import pytest
from django.conf import settings

from sessions.clashes import hours_of
from sessions.queries import agenda_of
from sessions.timetable import MOST_COLUMNS, Frame, frame_of, slots_css, timetable_of
from tests.factories import AgendaItemFactory, RoomFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date(2030, 12, 12)


def laid_out(workshop):
    rooms = list(workshop.rooms.all())
    timetable = timetable_of(DAY, list(agenda_of(workshop)), rooms, Frame(9 * 60, 12 * 60))
    return timetable, [(box.item.title, box.place, box.is_repeat) for box in timetable.boxes]


def test_rooms_are_columns_and_a_plenary_spans_them_all(workshop):
    rooms = RoomFactory.create_batch(3, workshop=workshop)
    AgendaItemFactory(workshop=workshop, title="Opening", start_minute=540, in_all_rooms=True)
    for title, chosen in (("One", rooms[:1]), ("Two", rooms[1:])):
        AgendaItemFactory(workshop=workshop, title=title, start_minute=610).rooms.set(chosen)

    timetable, boxes = laid_out(workshop)

    assert boxes == [
        ("Opening", "r2 s12 c2 k3", False),
        ("One", "r16 s12 c2 k1", False),
        ("Two", "r16 s12 c3 k2", False),
    ]
    assert [(hour.label, hour.place) for hour in timetable.hours] == [
        ("09:00", "r2 s6"),
        ("10:00", "r14 s6"),
        ("11:00", "r26 s6"),
    ]
    assert [(column.room, column.place) for column in timetable.columns] == [
        *((room, f"r2 s36 c{n} k1") for n, room in enumerate(rooms, start=2)),
        (None, "r2 s36 c5 k1"),
    ]


def test_rooms_that_are_not_adjacent_repeat_the_session(workshop):
    first, _between, last = RoomFactory.create_batch(3, workshop=workshop)
    AgendaItemFactory(workshop=workshop, title="Two halls").rooms.set([first, last])

    _timetable, boxes = laid_out(workshop)

    assert boxes == [
        ("Two halls", "r2 s12 c2 k1", False),
        ("Two halls", "r2 s12 c4 k1", True),
    ]


def test_sessions_without_a_room_stand_beside_each_other(workshop):
    RoomFactory(workshop=workshop)
    AgendaItemFactory(workshop=workshop, title="One")
    AgendaItemFactory(workshop=workshop, title="Two")

    timetable, boxes = laid_out(workshop)

    assert boxes == [("One", "r2 s12 c3 k1", False), ("Two", "r2 s12 c4 k1", False)]
    assert [column.place for column in timetable.columns[1:]] == ["r2 s36 c3 k1", "r2 s36 c4 k1"]


def test_sessions_that_already_clash_are_both_seen(workshop):
    room = RoomFactory(workshop=workshop)
    for title in ("One", "Two"):
        AgendaItemFactory(workshop=workshop, title=title).rooms.add(room)

    _timetable, boxes = laid_out(workshop)

    assert boxes == [("One", "r2 s12 c2 k1", False), ("Two", "r2 s12 c3 k1", False)]


def test_more_lanes_than_columns_share_the_last(workshop):
    AgendaItemFactory.create_batch(MOST_COLUMNS + 2, workshop=workshop)

    timetable, boxes = laid_out(workshop)

    assert timetable.width == MOST_COLUMNS
    assert {place for _title, place, _repeat in boxes} == {
        f"r2 s12 c{n} k1" for n in range(2, MOST_COLUMNS + 2)
    }


def test_frame_is_the_hours_and_whatever_lies_outside_of_them(workshop):
    AgendaItemFactory(workshop=workshop, start_minute=7 * 60 + 30)
    AgendaItemFactory(workshop=workshop, start_minute=20 * 60, minutes=65)

    frame = frame_of(hours_of(workshop), agenda_of(workshop))

    assert (frame.opens, frame.closes, frame.rows) == (7 * 60, 22 * 60, 180)


def test_style_sheet_of_places_is_the_generated_one():
    saved = Path(settings.BASE_DIR, "static/agenda/slots.css").read_text()

    assert saved == slots_css()
