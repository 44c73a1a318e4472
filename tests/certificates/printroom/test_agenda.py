"""The agenda on paper: its blocks, its timetables, its marks of languages, its logos."""

from io import BytesIO

import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.utils import translation
from PIL import Image

from certificates.documents.agenda import agenda_pdf
from certificates.printroom.agenda import _days, freeze
from certificates.printroom.grid import pages_of_days, pages_of_workshop
from certificates.printroom.paper import Paper
from certificates.printroom.state import EventState
from sessions.programme import released_programme
from tests.factories import (
    AgendaItemFactory,
    AppearanceFactory,
    RoomFactory,
    WorkshopFactory,
    WorkshopOrganiserFactory,
    released,
)

ROOMS = ["Hall", "Study", "Cellar"]


def said(title, start, minutes, rooms=("Hall",), *, plenary=False, kind="lecture", day="12"):
    return {
        "day": f"2030-12-{day}",
        "date": f"{day} December 2030",
        "start": start,
        "minutes": minutes,
        "time": f"{start // 60:02d}:{start % 60:02d}",
        "title": title,
        "title_lang": "",
        "kind": kind,
        "kind_words": kind.title(),
        "is_break": kind == "break",
        "in_all_rooms": plenary,
        "rooms": list(rooms),
        "people": [{"name": "Zviad Qipiani", "is_interpreter": False}],
        "spoken": {"mark": "EN → ×", "words": "", "is_not_interpreted": True},
    }


def boxes_of(page):
    return {box["title"]: box for box in page["boxes"]}


def meet(one, other):
    return (
        one["left"] < other["left"] + other["width"] - 0.02
        and other["left"] < one["left"] + one["width"] - 0.02
        and one["top"] < other["top"] + other["height"] - 0.02
        and other["top"] < one["top"] + one["height"] - 0.02
    )


def test_sessions_at_the_same_time_are_one_block_of_the_list():
    day = [
        said("Opening", 540, 60),
        said("A", 600, 90, ["Hall"]),
        said("B", 610, 60, ["Study"]),
        said("Closing", 690, 30),
    ]

    [found] = _days(day)

    titles = [[one["title"] for one in block] for block in found["blocks"]]
    assert titles == [["Opening"], ["A", "B"], ["Closing"]]


def test_rooms_are_columns_and_a_plenary_takes_them_all():
    day = [
        said("Opening", 540, 60, plenary=True),
        said("A", 600, 60, ["Hall"]),
        said("B", 600, 60, ["Study"]),
        said("Both", 660, 60, ["Hall", "Study"]),
    ]

    [page] = pages_of_days(day, ROOMS, Paper.A4)["sheets"]

    assert [head["words"] for head in page["heads"]] == ["Hall", "Study"]  # no one is in the cellar
    boxes = boxes_of(page)
    assert boxes["Opening"]["width"] == boxes["Both"]["width"] > 2 * boxes["A"]["width"]
    assert boxes["A"]["left"] == boxes["Opening"]["left"] < boxes["B"]["left"]
    assert boxes["A"]["top"] == boxes["B"]["top"] > boxes["Opening"]["top"]


def test_session_in_rooms_that_are_not_adjacent_has_two_boxes():
    day = [said("Split", 540, 60, ["Hall", "Cellar"]), said("B", 540, 60, ["Study"])]

    [page] = pages_of_days(day, ROOMS, Paper.A4)["sheets"]

    assert sorted(box["title"] for box in page["boxes"]) == ["B", "Split", "Split"]


def test_days_are_columns_of_the_whole_and_parallel_sessions_share_theirs():
    event = [
        said("A", 540, 60, ["Hall"]),
        said("B", 540, 60, ["Study"]),
        said("C", 600, 60),
        said("Other day", 540, 120, day="13"),
    ]

    [page] = pages_of_workshop(event, ROOMS, Paper.A3)["sheets"]

    boxes = boxes_of(page)
    assert [head["words"] for head in page["heads"]] == ["12 December 2030", "13 December 2030"]
    assert boxes["A"]["width"] < boxes["C"]["width"] / 2 + 0.5
    assert {"look": "facts", "words": "Lecture · Study"} in boxes["B"]["lines"]
    assert boxes["Other day"]["left"] > boxes["B"]["left"]


@pytest.mark.parametrize("paper", [Paper.A4, Paper.A3, Paper.LETTER])
@pytest.mark.parametrize("length", [20, 180])
def test_full_day_stays_on_the_sheet_and_boxes_never_meet(paper, length):
    """A session each half hour in three rooms, with short or very long titles."""
    title = "Intelligence-led policing across borders " * 5
    day = [
        said(f"{n}{room} {title[:length]}", 480 + 30 * n, 30, [room])
        for n in range(20)
        for room in ROOMS
    ]

    found = pages_of_days(day, ROOMS, paper)

    [page] = found["sheets"]
    right, bottom = found["width"] - 2 * found["margin"], found["height"] - 2 * found["margin"]
    for box in page["boxes"]:
        assert box["left"] + box["width"] <= right
        # Above stands the head of the page, below it the legend.
        assert 25 + box["top"] + box["height"] <= bottom - 15
        assert box["height"] > 2
    for number, box in enumerate(page["boxes"]):
        assert not any(meet(box, other) for other in page["boxes"][number + 1 :])


def test_two_plenaries_at_once_and_chains_of_overlaps_stand_side_by_side():
    day = [
        said("A", 540, 60, plenary=True),
        said("B", 570, 60, plenary=True),
        said("C", 600, 60, ["Hall"]),
        said("D", 600, 30, ["Study"]),
    ]

    [page] = pages_of_days(day, ROOMS, Paper.A4)["sheets"]

    for number, box in enumerate(page["boxes"]):
        assert not any(meet(box, other) for other in page["boxes"][number + 1 :])


def test_kinds_have_looks_that_differ_without_colour():
    kinds = ["opening", "lecture", "exercise", "break", "social"]
    day = [said(kind, 540 + 60 * n, 60, kind=kind) for n, kind in enumerate(kinds)]

    found = pages_of_days(day, ROOMS, Paper.A4)

    looks = [one["look"] for one in found["legend"]]
    assert looks == ["solemn", "talk", "work", "pause", "social"]


@pytest.fixture
def event(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    workshop = WorkshopFactory(
        agenda_is_public=True, working_languages=["en"], interpretation_languages=["ru"]
    )
    for name in ("Hall", "Study"):
        RoomFactory(workshop=workshop, name=name)
    voiced = AgendaItemFactory(workshop=workshop, title="Talk", in_all_rooms=True)
    AppearanceFactory(item=voiced, role="interpreter")
    AgendaItemFactory(workshop=workshop, title="Exercise", start_minute=700)
    organiser = WorkshopOrganiserFactory(workshop=workshop).organisation
    picture = BytesIO()
    Image.new("RGB", (300, 100), "navy").save(picture, "PNG")
    organiser.logo.save("logo.png", ContentFile(picture.getvalue()))
    released(workshop)
    return workshop


def words_of(pdf):
    import pypdfium2

    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return [" ".join(page.split()) for page in pages]


def test_frame_says_version_zone_languages_logo_and_where_the_newest_is(event):
    with translation.override("en"):
        programme = released_programme(event)
        frozen = freeze(EventState(event), programme, {"language": "en"})

    assert frozen.frame["version"] == 1
    assert frozen.frame["zone"] == "Europe/Kyiv (UTC+02:00)"
    assert frozen.frame["agenda_url"].endswith(f"/workshops/{event.slug}/agenda/")
    assert [one["name"] for one in frozen.frame["logos"]] == [
        event.organisers.get().organisation.name
    ]
    assert [one.data["spoken"]["mark"] for one in frozen.entries] == ["EN → RU", "EN → ×"]


def test_agenda_that_is_not_open_to_all_names_no_address(event):
    event.agenda_is_public = False
    with translation.override("en"):
        frozen = freeze(EventState(event), released_programme(event), {"language": "en"})

    assert frozen.frame["agenda_url"] == ""


@pytest.mark.parametrize("layout", ["daily", "grid"])
def test_paper_is_archivable_tagged_and_tells_languages_in_words(event, layout):
    AgendaItemFactory(workshop=event, title="Closing", day=event.ends_on)
    released(event)

    pdf = agenda_pdf(event, language="en", layout=layout)

    pages = words_of(pdf)
    assert len(pages) == 2
    assert "EN → RU" in pages[0]
    assert "not interpreted" in pages[0]
    assert "Version 2, released on" in pages[0]
    assert "Page 2 of 2" in pages[1]
    with pikepdf.open(BytesIO(pdf)) as file:
        metadata = file.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert "/StructTreeRoot" in file.Root
