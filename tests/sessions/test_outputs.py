"""The released agenda as files for other programs."""

import datetime
import json
from io import BytesIO
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from tests.factories import (
    AgendaItemFactory,
    AppearanceFactory,
    PersonFactory,
    RegistrationFactory,
    SpeakerFactory,
    TeamMemberFactory,
    WorkshopFactory,
    released,
)
from workshops.roles import Role

pytestmark = pytest.mark.django_db
NAMES = ["xlsx", "json", "schedule_xml", "schedule_json"]


@pytest.fixture
def open_workshop():
    return WorkshopFactory(slug="kyiv-2030", agenda_is_public=True, working_languages=["en", "ru"])


@pytest.fixture
def case_study(open_workshop):
    part = AppearanceFactory(
        item__workshop=open_workshop,
        item__title="Case study <Italy> & \x0bmore",
        item__abstract="Two lines,\nwith “quotes”",
        item__minutes=90,
    )
    for name in ("Blue hall", "Red hall"):
        part.item.rooms.create(workshop=open_workshop, name=name)
    AgendaItemFactory(
        workshop=open_workshop, title="=2+3", kind="opening", in_all_rooms=True, start_minute=600
    )
    released(open_workshop)
    return part


def answer(client, workshop, name):
    return client.get(reverse(f"agenda:{name}", args=[workshop.slug]))


@pytest.mark.parametrize("name", NAMES)
def test_files_open_with_the_public_page_and_not_before(client, name, stranger):
    workshop = WorkshopFactory(agenda_is_public=False)
    AgendaItemFactory(workshop=workshop)
    released(workshop)

    assert answer(client, workshop, name).status_code == 404
    client.force_login(stranger)
    assert answer(client, workshop, name).status_code == 404
    client.force_login(TeamMemberFactory(workshop=workshop, role=Role.ASSISTANT).user)
    response = answer(client, workshop, name)

    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", NAMES)
def test_unreleased_agenda_has_no_files(client, open_workshop, name):
    AgendaItemFactory(workshop=open_workshop)

    assert answer(client, open_workshop, name).status_code == 404


@pytest.mark.parametrize("name", NAMES)
def test_protected_people_are_in_no_file(client, open_workshop, name):
    person = PersonFactory(given_names="Hidden", family_name="Name")
    speaker = SpeakerFactory(workshop=open_workshop, person=person, agency="Secret agency")
    AppearanceFactory(item__workshop=open_workshop, speaker=speaker)
    released(open_workshop)
    RegistrationFactory(workshop=WorkshopFactory(), person=person, is_protected=True, alias="K")

    content = answer(client, open_workshop, name).content
    if name == "xlsx":
        sheet = load_workbook(BytesIO(content)).active
        content = str(list(sheet.values)).encode()

    assert b"Hidden" not in content
    assert b"Secret agency" not in content


@pytest.mark.parametrize("name", NAMES)
def test_queries_do_not_grow_with_sessions(client, open_workshop, name, django_assert_num_queries):
    counts = []
    for number in (1, 3):
        while open_workshop.agenda.count() < number:
            AppearanceFactory(item__workshop=open_workshop)
        released(open_workshop)
        with django_assert_num_queries(3) as queries:
            assert answer(client, open_workshop, name)["Cache-Control"] == "public, max-age=300"
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_spreadsheet_has_wall_clock_times_and_no_formulas(client, open_workshop, case_study):
    content = answer(client, open_workshop, "xlsx").content

    heading, first, second = load_workbook(BytesIO(content)).active.values
    assert heading[:6] == ("Starts", "Ends", "Minutes", "Session", "Kind", "Rooms")
    assert first[0] == datetime.datetime(2030, 12, 12, 9)
    assert first[1:6] == (
        datetime.datetime(2030, 12, 12, 10, 30),
        90,
        "Case study <Italy> & more",
        "Case study",
        "Blue hall, Red hall",
    )
    assert first[6] == f"{case_study.speaker.person.full_name} (State Police)"
    assert second[3] == "=2+3"
    sheet = load_workbook(BytesIO(content)).active
    assert sheet["D3"].data_type == "s"


def test_plain_json_tells_instants_zone_and_version(client, open_workshop, case_study):
    told = json.loads(answer(client, open_workshop, "json").content)

    assert told["workshop"]["time_zone"] == "Europe/Kyiv"
    assert told["version"]["number"] == 1
    (day,) = told["days"]
    lecture, opening = day["sessions"]
    assert lecture["uid"] == str(case_study.item.uid)
    assert lecture["starts_at"] == "2030-12-12T09:00:00+02:00"
    assert lecture["rooms"] == ["Blue hall", "Red hall"]
    assert [part["name"] for part in lecture["people"]] == [case_study.speaker.person.full_name]
    assert (opening["in_all_rooms"], opening["kind"]) == (True, "opening")


def test_exchange_json_has_all_that_the_format_demands(client, open_workshop, case_study):
    document = json.loads(answer(client, open_workshop, "schedule_json").content)

    assert document["schedule"]["version"] == "1"
    conference = document["schedule"]["conference"]
    assert (conference["acronym"], conference["daysCount"]) == ("kyiv_2030", 1)
    (day,) = conference["days"]
    assert (day["index"], day["date"]) == (1, "2030-12-12")
    assert day["day_start"] == "2030-12-12T09:00:00+02:00"
    assert day["day_end"] == "2030-12-12T11:00:00+02:00"
    assert list(day["rooms"]) == ["Blue hall, Red hall", "all rooms"]
    (event,) = day["rooms"]["Blue hall, Red hall"]
    assert event.keys() >= {
        "abstract", "date", "duration", "guid", "id", "language", "links", "persons", "room",
        "slug", "start", "subtitle", "title", "track", "type", "url",
    }  # fmt: skip
    assert (event["start"], event["duration"]) == ("09:00", "01:30")
    assert event["slug"] == f"kyiv-2030-{case_study.item.pk}"


def test_exchange_xml_is_read_by_a_parser_whatever_was_typed(client, open_workshop, case_study):
    response = answer(client, open_workshop, "schedule_xml")

    root = ElementTree.fromstring(response.content)  # noqa: S314 - our own document
    assert response["Content-Type"] == "application/xml"
    assert [child.tag for child in root] == ["version", "conference", "day"]
    assert root.findtext("conference/acronym") == "kyiv_2030"
    rooms = root.findall("day/room")
    assert [room.get("name") for room in rooms] == ["Blue hall, Red hall", "all rooms"]
    event = rooms[0].find("event")
    assert event.get("guid") == str(case_study.item.uid)
    assert event.findtext("title") == "Case study <Italy> & more"
    assert event.findtext("date") == "2030-12-12T09:00:00+02:00"
    assert event.findtext("persons/person") == case_study.speaker.person.full_name
