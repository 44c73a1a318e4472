"""A print: one frozen state, what has changed since, its file and how long it is kept."""

import datetime
import time
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from certificates.actions.printing_documents import (
    NothingToPrint,
    forget_prints,
    print_document,
)
from certificates.models import PrintRun
from certificates.printroom.registry import document_named, documents
from certificates.printroom.shelf import remove_shelves, sweep_shelves
from certificates.printroom.state import EventState
from tests.certificates.printroom.conftest import content_of, pages_of, text_of
from tests.downloads import read
from tests.factories import RegistrationFactory, TeamMemberFactory, WorkshopFactory
from workshops.roles import Role, permissions_of

pytestmark = pytest.mark.django_db

PERMISSIONS_OF_ASSISTANTS = permissions_of({Role.ASSISTANT})

ALL_PARTICIPANTS = {
    "language": "en",
    "paper": "A4",
    "delegation": "all",
    "size": "90x55",
    "who": "participants",
    "back": "none",
}


@pytest.fixture
def people(workshop):
    """Three of one delegation."""
    first = RegistrationFactory(workshop=workshop, person__family_name="Alba")
    return [
        first,
        RegistrationFactory(
            workshop=workshop, delegation=first.delegation, person__family_name="Bruno"
        ),
        RegistrationFactory(
            workshop=workshop, delegation=first.delegation, person__family_name="Cvetkova"
        ),
    ]


def start(workshop, organiser, **options):
    document = document_named("badges")
    usual = document.options(state=EventState(workshop)).usual()
    return print_document(
        workshop=workshop, document=document, options=usual | options, by=organiser
    )


def rename(registration, name):
    registration.person.family_name = name
    registration.person.save()


def test_job_prints_the_state_at_the_press_of_the_button(workshop, organiser, people, run_jobs):
    run = start(workshop, organiser)
    rename(people[0], "Zamora")

    run_jobs()

    run.refresh_from_db()
    assert "Alba" in text_of(run)
    assert "Zamora" not in text_of(run)


def test_finished_print_keeps_fingerprints_and_no_name(printed, people):
    run = printed("badges")

    row = PrintRun.objects.filter(pk=run.pk).values().get()
    assert set(run.entries) >= {f"r{one.pk}" for one in people}
    assert run.material is None
    assert "Alba" not in str(row)


def test_later_print_says_what_is_new_changed_and_gone(printed, people, open_page, workshop):
    printed("badges")
    rename(people[0], "Zamora")
    people[1].state = "withdrawn"
    people[1].save()
    for _n in range(2):
        RegistrationFactory(workshop=workshop, delegation=people[0].delegation)

    page = open_page("print_document", "badges").content.decode()

    assert "2 new" in page
    assert "1 changed" in page
    assert "1 gone" in page


def test_only_changes_are_printed(printed, people, workshop):
    whole = printed("badges")
    rename(people[0], "Zamora")
    RegistrationFactory(
        workshop=workshop, delegation=people[0].delegation, person__family_name="Newman"
    )

    changes = printed("badges", since=whole)

    text = text_of(changes)
    assert "Zamora" in text
    assert "Newman" in text
    assert "Bruno" not in text
    assert changes.printed == 2


def test_after_the_changes_all_is_up_to_date(printed, people, workshop, open_page, organiser):
    whole = printed("badges")
    rename(people[0], "Zamora")

    changes = printed("badges", since=whole)

    assert "Up to date" in open_page("print_room").content.decode()
    with pytest.raises(NothingToPrint, match="Nothing has changed"):
        printed("badges", since=changes)


def test_change_of_the_event_itself_reprints_everything(printed, people, workshop, open_page):
    whole = printed("badges")
    workshop.title = "Another title"
    workshop.save()

    page = open_page("print_document", "badges").content.decode()
    again = printed("badges", since=whole)

    assert "The event's own data have changed" in page
    assert again.printed == whole.printed


def test_nothing_to_print_is_a_sentence(organiser_client, workshop):
    address = reverse("certificates:print_document", args=[workshop.slug, "badges"])

    answer = organiser_client.post(
        address,
        {
            "language": "en",
            "paper": "A4",
            "size": "a6",
            "who": "participants",
            "delegation": "all",
            "back": "none",
        },
        follow=True,
    )

    assert "There is nothing to print yet." in answer.content.decode()
    assert PrintRun.objects.count() == 0


def test_pressing_the_button_prints_and_offers_the_file(
    organiser_client, workshop, people, run_jobs
):
    address = reverse("certificates:print_document", args=[workshop.slug, "badges"])

    answer = organiser_client.post(
        address,
        {
            "language": "fr",
            "paper": "letter",
            "size": "90x55",
            "who": "participants",
            "delegation": "all",
            "back": "none",
        },
    )
    under_way = organiser_client.get(address).content.decode()
    run_jobs()

    run = PrintRun.objects.get()
    file = reverse("certificates:printed_pdf", args=[workshop.slug, run.pk])
    assert answer["Location"] == address
    assert f"/jobs/{run.job.public_id}/" in under_way
    assert file in organiser_client.get(address).content.decode()
    assert read(organiser_client.get(file)).startswith(b"%PDF")


def test_wrong_option_is_said_beside_its_field(organiser_client, workshop):
    address = reverse("certificates:print_document", args=[workshop.slug, "badges"])

    answer = organiser_client.post(address, {"language": "xx", "paper": "A4", "size": "a6"})

    assert answer.status_code == 422
    assert PrintRun.objects.count() == 0


def test_missing_glyph_is_named_with_the_person(workshop, organiser, people, run_jobs):
    rename(people[1], "Bruno \U00012000")

    run = start(workshop, organiser)
    run_jobs()

    failed = run.job.items.get(reference="0-0")
    assert "Bruno" in failed.reason
    assert "U+12000" in failed.reason
    assert PrintRun.objects.get().made_at is None


def test_pieces_are_bound_into_one_tagged_archivable_file(printed, workshop):
    delegation = RegistrationFactory(workshop=workshop).delegation
    for _n in range(24):
        RegistrationFactory(workshop=workshop, delegation=delegation)

    run = printed("badges", who="participants")

    assert run.job.items.count() == 3  # two pieces and the binding
    assert len(pages_of(run)) == run.sheets == 7
    with pikepdf.open(BytesIO(content_of(run))) as pdf:
        assert (str(pdf.docinfo["/Title"]), pdf.Root.Lang) == ("Badges", "en")
        metadata = pdf.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        tree = pdf.Root.StructTreeRoot
        keys = [int(key) for key in list(tree.ParentTree.Nums)[::2]]
        assert keys == [int(page.obj.StructParents) for page in pdf.pages]
        assert len(list(tree.K)) == 1
    assert _files() == []


def _files():
    """The pieces that lie about."""
    folder = Path(default_storage.path("print-room"))
    return [path for path in folder.rglob("*") if path.is_file() and path.stem.count("-") > 4]


def test_protecting_somebody_withdraws_the_file(printed, people, organiser_client, workshop):
    run = printed("badges")
    address = reverse("certificates:printed_pdf", args=[workshop.slug, run.pk])
    before = organiser_client.get(address)
    read(before)

    people[0].is_protected, people[0].alias = True, "Delegate 7"
    people[0].save()

    assert before.status_code == 200
    assert organiser_client.get(address).status_code == 404


def test_protecting_somebody_stops_a_print_under_way(workshop, organiser, people, run_jobs):
    run = start(workshop, organiser)
    people[0].is_protected, people[0].alias = True, "Delegate 7"
    people[0].save()

    run_jobs()

    run.refresh_from_db()
    assert run.made_at is None
    assert "protected meanwhile" in run.job.items.get(reference="bind").reason


def test_files_go_after_some_weeks_and_fingerprints_when_the_event_is_over(printed, people):
    run = printed("badges")
    name = run.file.name
    now = timezone.now() + datetime.timedelta(days=31)

    forgotten = forget_prints(now=now)

    run.refresh_from_db()
    assert forgotten == 1
    assert not default_storage.exists(name)
    assert not run.file
    assert run.entries
    forget_prints(
        now=datetime.datetime.combine(run.workshop.ends_on, datetime.time(), tzinfo=datetime.UTC)
        + datetime.timedelta(days=32)
    )
    assert PrintRun.objects.count() == 0


def test_what_a_failed_print_leaves_is_forgotten(workshop, organiser, people, run_jobs):
    rename(people[1], "Bruno \U00012000")
    for _n in range(20):
        RegistrationFactory(workshop=workshop, delegation=people[0].delegation)
    run = start(workshop, organiser)
    run_jobs()
    assert len(_files()) == 1  # the piece that Bruno is not in

    forget_prints(now=timezone.now() + datetime.timedelta(days=2))

    run.refresh_from_db()
    assert run.material is None
    assert _files() == []


@pytest.mark.parametrize("role", [Role.DOOR_STAFF, Role.DONOR])
def test_file_is_for_those_who_may_print(printed, people, client, workshop, role):
    run = printed("badges")
    client.force_login(TeamMemberFactory(workshop=workshop, role=role).user)

    address = reverse("certificates:printed_pdf", args=[workshop.slug, run.pk])

    assert client.get(address).status_code == 404


def test_file_of_another_workshop_is_not_there(printed, people, client, workshop):
    run = printed("badges")
    elsewhere = WorkshopFactory()
    client.force_login(TeamMemberFactory(workshop=elsewhere).user)

    address = reverse("certificates:printed_pdf", args=[elsewhere.slug, run.pk])

    assert client.get(address).status_code == 404


def put(name, content=b"%PDF-"):
    return default_storage.save(name, ContentFile(content))


def test_deleted_workshop_leaves_no_file_behind(printed, people, workshop):
    kept = WorkshopFactory()
    other = PrintRun.objects.create(workshop=kept, document="badges")
    written = put(f"print-room/{kept.pk}/{other.pk}.pdf")
    run = printed("badges")
    names = [
        run.file.name,
        put(f"print-room/{workshop.pk}/{run.pk}-0-0.pdf"),
        put(f"print/{workshop.pk}/{uuid4()}.pdf"),  # certificates
    ]
    PrintRun.objects.filter(workshop=workshop).delete()  # as the cascade does

    forget_prints(now=timezone.now() + datetime.timedelta(days=1))

    assert [name for name in names if default_storage.exists(name)] == []
    assert not Path(default_storage.path(f"print-room/{workshop.pk}")).exists()
    assert default_storage.exists(written)


def test_shelves_go_with_their_workshops_and_no_others():
    gone, kept = put("print-room/7/a.pdf"), put("print-room/77/b.pdf")
    certificates = put("print/7/c.pdf")

    remove_shelves([7])

    assert [default_storage.exists(name) for name in (gone, certificates, kept)] == [
        False,
        False,
        True,
    ]


def test_file_that_may_still_be_written_is_left_alone(workshop):
    run = PrintRun.objects.create(workshop=workshop, document="badges")
    young = [put(f"print-room/{workshop.pk}/.{run.pk}.pdf.7.part"), put(f"print/1/{uuid4()}.pdf")]

    assert sweep_shelves() == 0
    assert all(map(default_storage.exists, young))
    assert sweep_shelves(now=time.time() + 86_400) == 2


def test_assistant_sees_only_documents_that_assistants_print(client, workshop):
    client.force_login(TeamMemberFactory(workshop=workshop, role=Role.ASSISTANT).user)

    page = client.get(reverse("certificates:print_room", args=[workshop.slug])).content.decode()

    for document in documents():
        address = reverse("certificates:print_document", args=[workshop.slug, document.key])
        is_open = document.permission in PERMISSIONS_OF_ASSISTANTS
        assert (address in page) == is_open
        assert client.get(address).status_code == (200 if is_open else 404)


@pytest.mark.parametrize("name", ["print_room", "print_document"])
def test_pages_cost_the_same_for_one_person_and_for_three(name, printed, open_page, workshop):
    args = ["badges"] if name == "print_document" else []
    delegation = RegistrationFactory(workshop=workshop).delegation
    printed("badges")
    open_page(name, *args)
    with CaptureQueriesContext(connection) as one:
        open_page(name, *args)
    for _n in range(2):
        RegistrationFactory(workshop=workshop, delegation=delegation)
        printed("badges")

    with CaptureQueriesContext(connection) as three:
        open_page(name, *args)

    assert len(three) <= len(one)
