"""Everything for a day: a cover, the documents, and the same as a ZIP."""

import zipfile
from io import BytesIO

import pikepdf
import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from certificates.printroom.documents.everything import ALSO, USUAL
from tests.certificates.printroom.conftest import content_of, pages_of
from tests.downloads import read
from tests.factories import AgendaItemFactory, PersonFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


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
    run = printed("everything", contents=["agenda", "door-signs", "sign-in-sheets"])

    cover, *others = pages_of(run)
    taken = run.taken_at.astimezone(workshop.zone)
    assert "12 December 2030" in cover
    assert f"{taken:%H:%M}" in cover
    assert "Agenda 1 2 Door signs 1 3 Sign-in sheets 1 4" in cover
    assert "Sheets of paper, with this one 4" in cover
    assert len(others) == 3
    assert run.sheets == 4


def test_each_document_is_of_the_day_chosen(printed, event, workshop):
    run = printed(
        "everything",
        day=workshop.ends_on.isoformat(),
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
    run = printed("everything", contents=[*USUAL, *ALSO])

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
        assert [int(page.obj.StructParents) for page in pdf.pages] == keys


def test_document_without_an_entry_is_left_out(printed, event):
    event.dietary_needs = ""
    event.save()

    run = printed("everything", contents=["needs", "participants"])

    assert "Food" not in pages_of(run)[0]
    assert len(pages_of(run)) == 2


def test_protected_person_is_nowhere_in_it(printed, event):
    event.is_protected, event.alias = True, "Delegate 7"
    event.save()

    run = printed("everything", contents=[*USUAL, *ALSO])

    assert "Alba" not in " ".join(pages_of(run))
    assert default_storage.exists(run.archive.name)
