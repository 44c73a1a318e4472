import datetime
from pathlib import Path

import pytest
from django.conf import settings

from sessions.queries import agenda_of
from sessions.timetable import MOST_COLUMNS, slots_css, timetable_of
from tests.factories import AgendaItemFactory, RoomFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date(2030, 12, 12)


def laid_out(workshop):
    timetable = timetable_of(DAY, list(agenda_of(workshop)), list(workshop.rooms.all()))
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
        ("09:00", "r2 s1"),
        ("10:00", "r14 s1"),
        ("11:00", "r26 s1"),
    ]
    assert (timetable.width, timetable.is_grid) == (3, True)


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
    assert [(mark.label, mark.place) for mark in timetable.columns[1:]] == [("", "c3 k2")]


def test_sessions_that_already_clash_are_both_seen(workshop):
    room = RoomFactory(workshop=workshop)
    for title in ("One", "Two"):
        AgendaItemFactory(workshop=workshop, title=title).rooms.add(room)

    _timetable, boxes = laid_out(workshop)

    assert boxes == [("One", "r2 s12 c2 k1", False), ("Two", "r2 s12 c3 k1", False)]


def test_one_room_and_too_many_rooms_are_a_list(workshop):
    RoomFactory(workshop=workshop)
    AgendaItemFactory(workshop=workshop, in_all_rooms=True)
    assert not laid_out(workshop)[0].is_grid

    RoomFactory.create_batch(MOST_COLUMNS, workshop=workshop)
    assert not laid_out(workshop)[0].is_grid


def test_style_sheet_of_places_is_the_generated_one():
    saved = Path(settings.BASE_DIR, "static/agenda/slots.css").read_text()

    assert saved == slots_css()
