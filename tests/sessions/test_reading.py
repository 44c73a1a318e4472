"""The part of the public agenda that one asks for, and what is on now."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from tests.factories import AgendaItemFactory, AppearanceFactory, WorkshopFactory, released

pytestmark = pytest.mark.django_db
NINE = datetime.datetime(2030, 12, 12, 7, tzinfo=datetime.UTC)  # in Kyiv


@pytest.fixture
def agenda():
    workshop = WorkshopFactory(agenda_is_public=True)
    lecture = AppearanceFactory(
        item__workshop=workshop, item__title="Lecture one", item__kind="lecture"
    )
    lecture.item.rooms.create(workshop=workshop, name="Blue hall")
    panel = AgendaItemFactory(
        workshop=workshop, title="Panel two", kind="panel", start_minute=600, minutes=30
    )
    panel.rooms.create(workshop=workshop, name="Red hall")
    AgendaItemFactory(
        workshop=workshop, title="Plenary three", kind="closing", in_all_rooms=True,
        day=workshop.ends_on,
    )  # fmt: skip
    released(workshop)
    workshop.lecturer = lecture.speaker
    return workshop


def look(client, workshop, **query):
    return client.get(reverse("agenda:public", args=[workshop.slug]), query)


@pytest.mark.parametrize(
    "query, titles",
    [
        ({}, ["Lecture one", "Panel two", "Plenary three"]),
        ({"day": "2030-12-12"}, ["Lecture one", "Panel two"]),
        ({"room": "Blue hall"}, ["Lecture one", "Plenary three"]),
        ({"kind": "panel"}, ["Panel two"]),
        ({"day": "2030-12-13", "kind": "panel"}, []),
        ({"day": "yesterday", "speaker": "0"}, ["Lecture one", "Panel two", "Plenary three"]),
    ],
)
def test_agenda_is_narrowed_by_its_address(client, agenda, query, titles):
    response = look(client, agenda, **query)

    shown = [one.title for day in response.context["days"] for one in day.items]
    assert (response.status_code, shown) == (200, titles)


def test_agenda_of_one_speaker_is_asked_for_by_number_and_not_by_name(client, agenda):
    response = look(client, agenda, speaker=agenda.lecturer.pk)

    shown = [one.title for day in response.context["days"] for one in day.items]
    assert shown == ["Lecture one"]
    assertContains(response, f'<option value="{agenda.lecturer.pk}" selected>')


def test_part_without_sessions_says_so_and_leads_back(client, agenda):
    response = look(client, agenda, day="2030-12-13", kind="panel")

    assertContains(response, "No session is like this")
    assertContains(response, "The whole agenda")


@pytest.mark.parametrize(
    "after, now, following",
    [
        (datetime.timedelta(hours=-13), None, None),
        (datetime.timedelta(hours=-2), [], ["Lecture one"]),
        (datetime.timedelta(minutes=0), ["Lecture one"], ["Panel two"]),
        (datetime.timedelta(minutes=60), ["Panel two"], ["Plenary three"]),
        (datetime.timedelta(hours=5), [], ["Plenary three"]),
        (datetime.timedelta(days=1, minutes=59), ["Plenary three"], []),
        (datetime.timedelta(days=1, minutes=60), None, None),
    ],
)
def test_page_says_what_is_on_now_and_what_comes_next(client, agenda, after, now, following):
    with time_machine.travel(NINE + after, tick=False):
        moment = look(client, agenda).context["moment"]

    found = moment and ([s.title for s in moment.now], [s.title for s in moment.next])
    assert found == (None if now is None else (now, following))


@pytest.mark.parametrize("mode, shows", [("on-site", False), ("online", True), ("hybrid", True)])
def test_own_time_is_offered_where_people_take_part_from_elsewhere(client, agenda, mode, shows):
    agenda.mode = mode
    agenda.save(update_fields=["mode"])

    response = look(client, agenda)

    (assertContains if shows else assertNotContains)(response, 'class="own-time"')
    assertContains(response, 'data-starts="2030-12-12T09:00:00+02:00"')
