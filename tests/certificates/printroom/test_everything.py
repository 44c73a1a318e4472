"""Everything for a day: a cover, the documents, and the same as a ZIP."""

import zipfile
from io import BytesIO

import pikepdf
import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from certificates.printroom.documents.everything import ALSO, USUAL
from tests.certificates.printroom.conftest import content_of, pages_of, sizes_of
from tests.downloads import read
from tests.factories import AgendaItemFactory, PersonFactory, RegistrationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.paper]


@pytest.fixture
def event(workshop):
    AgendaItemFactory(workshop=workshop, title="Opening")
    AgendaItemFactory(workshop=workshop, title="Closing", day=workshop.ends_on)
    return RegistrationFactory(
        workshop=workshop,
        person=PersonFactory(given_names="", family_name="Alba"),
        consents_to_list=True,
        dietary_needs="vegan",
        arrives_on=workshop.starts_on,
        working_language="ru",
    )


def test_cover_tells_what_is_in_it_for_which_day_and_of_when(printed, event, workshop):
    run = printed("everything", sides="one", contents=["agenda", "door-signs", "sign-in-sheets"])

    cover, *others = pages_of(run)
    taken = run.taken_at.astimezone(workshop.zone)
    assert "12 December 2030" in cover
    assert f"{taken:%H:%M}" in cover
    assert "Agenda 1 2 Door signs 1 3 Sign-in sheets 1 4" in cover
    assert "Sheets of paper, with this one 4" in cover
    assert len(others) == 3
    assert run.sheets == 4


def test_on_both_sides_each_document_begins_a_sheet_and_signs_have_empty_backs(printed, event):
    for _n in range(2):
        event.workshop.rooms.create(name=f"Room {_n}")
    event.workshop.agenda.update(in_all_rooms=True)

    run = printed("everything", contents=["agenda", "door-signs", "participants"])

    pages = pages_of(run)
    assert [bool(page) for page in pages] == [True, False] * 5
    assert [("Room" in page, "Alba" in page) for page in pages[::2]] == [
        (False, False),
        (False, False),
        (True, False),
        (True, False),
        (False, True),
    ]
    assert "Agenda 1 3 Door signs 2 5" in pages[0]
    assert "List of participants 1 9" in pages[0]
    assert "Sheets of paper printed on both sides, with this one 5" in pages[0]
    assert sizes_of(run)[4] == sizes_of(run)[5] == (297, 210)
    with (
        zipfile.ZipFile(default_storage.path(run.archive.name)) as archive,
        pikepdf.open(BytesIO(archive.read("02-door-signs.pdf"))) as signs,
    ):
        assert len(signs.pages) == 2


def test_each_document_is_of_the_day_chosen(printed, event, workshop):
    run = printed(
        "everything",
        day=workshop.ends_on.isoformat(),
        sides="one",
        contents=["agenda", "door-signs", "sign-in-sheets"],
    )

    for page in pages_of(run)[1:]:
        assert "13 December 2030" in page
        assert "Opening" not in page


def test_usual_day_is_tomorrow(printed, event, workshop):
    workshop.starts_on = workshop.today()
    workshop.ends_on = workshop.starts_on + timezone.timedelta(days=4)
    workshop.save()

    run = printed("everything", contents=["participants"])

    assert run.options["day"] == (workshop.today() + timezone.timedelta(days=1)).isoformat()


def test_archive_holds_the_documents_singly(printed, event, workshop, organiser_client):
    run = printed("everything", sides="one", contents=[*USUAL, *ALSO])

    address = reverse("certificates:printed_zip", args=[workshop.slug, run.pk])
    archive = zipfile.ZipFile(BytesIO(read(organiser_client.get(address))))

    assert archive.namelist() == [
        f"{number:02d}-{key}.pdf" for number, key in enumerate([*USUAL, *ALSO], start=1)
    ]
    pages = 0
    for name in archive.namelist():
        with pikepdf.open(BytesIO(archive.read(name))) as pdf:
            pages += len(pdf.pages)
    assert run.sheets == pages + 1


def test_whole_is_tagged_and_archivable(printed, event):
    run = printed("everything", contents=["agenda", "badges", "needs"])

    with pikepdf.open(BytesIO(content_of(run))) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Everything for a day"
        assert pdf.open_metadata()["pdfaid:conformance"] == "A"
        assert len(list(pdf.Root.StructTreeRoot.K)) == 1
        keys = [int(key) for key in list(pdf.Root.StructTreeRoot.ParentTree.Nums)[::2]]
        tagged = [page.obj for page in pdf.pages if "/StructParents" in page.obj]
        assert [int(page.StructParents) for page in tagged] == keys
        assert len(tagged) == len(pdf.pages) / 2


def test_document_without_an_entry_is_left_out(printed, event):
    event.dietary_needs = ""
    event.save()

    run = printed("everything", sides="one", contents=["needs", "participants"])

    assert "Food" not in pages_of(run)[0]
    assert len(pages_of(run)) == 2


def test_protected_person_is_nowhere_in_it(printed, event):
    event.is_protected, event.alias = True, "Delegate 7"
    event.save()

    run = printed("everything", contents=[*USUAL, *ALSO])

    assert "Alba" not in " ".join(pages_of(run))
    assert default_storage.exists(run.archive.name)
