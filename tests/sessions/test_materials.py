"""Files and links of a workshop: who sees which, on pages and in the ZIP."""

import io
import zipfile
from http import HTTPStatus

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone, translation
from pytest_django.asserts import assertContains, assertNotContains

from participants.links import token_of
from sessions.materials import zip_of
from sessions.models import Material
from tests.downloads import read
from tests.factories import (
    AgendaItemFactory,
    MaterialFactory,
    RegistrationFactory,
    SpeakerFactory,
    TeamMemberFactory,
    WorkshopFactory,
    released,
)
from tests.participants.test_uploads import pdf
from workshops.models import Workshop
from workshops.roles import Role

pytestmark = pytest.mark.django_db
Who = Material.Visibility


@pytest.fixture
def workshop(workshop):
    workshop.agenda_is_public = True
    workshop.save(update_fields=["agenda_is_public"])
    return workshop


@pytest.fixture
def files(workshop):
    """One file for each kind of reader."""
    return {
        who: MaterialFactory(
            workshop=workshop,
            title=f"For {who}",
            visibility=who,
            url="",
            file=ContentFile(f"%PDF- {who}".encode(), "a.pdf"),
            original_name="a.pdf",
            media_type="application/pdf",
        )
        for who in Who.values
    }


@pytest.fixture
def participant(workshop):
    return RegistrationFactory(workshop=workshop, submitted_at=timezone.now())


def names_in(response):
    with zipfile.ZipFile(io.BytesIO(read(response))) as package:
        assert package.testzip() is None
        return sorted(package.namelist())


def seen(client, files, name, *args):
    found = set()
    for who, material in files.items():
        answer = client.get(reverse(f"agenda:{name}", args=[*args, material.pk]))
        if answer.status_code == HTTPStatus.OK:
            assert read(answer) == f"%PDF- {who}".encode()
            assert answer["Cache-Control"] == "no-store"
            assert answer["Content-Disposition"].startswith("attachment")
            found.add(who)
    return found


def test_each_reader_gets_the_files_that_are_for_them(
    client, organiser, workshop, files, participant
):
    speaker = token_of(SpeakerFactory(workshop=workshop))
    link = token_of(participant)

    assert seen(client, files, "public_material", workshop.slug) == {"public"}
    for name, token in (("participants", link), ("speakers", speaker)):
        assert seen(client, files, f"{name}_material", token) == {"public", "participants"}
        zipped = client.get(reverse(f"agenda:{name}_materials_zip", args=[token]))
        assert names_in(zipped) == ["For participants.pdf", "For public.pdf"]
    zipped = client.get(reverse("agenda:public_materials_zip", args=[workshop.slug]))
    assert names_in(zipped) == ["For public.pdf"]
    client.force_login(organiser)
    assert seen(client, files, "material_file", workshop.slug) == set(Who.values)
    zipped = client.get(reverse("agenda:materials_zip", args=[workshop.slug]))
    assert len(names_in(zipped)) == 3


def test_links_of_another_workshop_open_no_file(client, files):
    elsewhere = token_of(RegistrationFactory())
    other = WorkshopFactory(agenda_is_public=True)

    assert seen(client, files, "participants_material", elsewhere) == set()
    assert seen(client, files, "public_material", other.slug) == set()
    url = reverse("agenda:participants_materials_zip", args=[elsewhere])
    assert client.get(url).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("state", ["submitted", "waitlisted", "declined", "rejected"])
def test_whoever_has_no_seat_gets_nothing(client, workshop, files, state):
    link = token_of(RegistrationFactory(workshop=workshop, state=state))

    assert seen(client, files, "participants_material", link) == set()


@pytest.mark.parametrize("facts", [{"agenda_is_public": False}, {"state": "draft"}])
def test_nothing_is_public_before_the_agenda_is(client, workshop, files, facts):
    Workshop.objects.update(**facts)

    assert seen(client, files, "public_material", workshop.slug) == set()


def test_material_of_a_session_comes_with_its_release(client, workshop):
    item = AgendaItemFactory(workshop=workshop)
    MaterialFactory(workshop=workshop, item=item, title="Hand-out", visibility=Who.PUBLIC)
    public = reverse("agenda:public", args=[workshop.slug])
    assertNotContains(client.get(public), "Hand-out")

    released(workshop)

    assertContains(client.get(public), "Hand-out")


def test_pages_list_what_their_reader_may_have(client, workshop, files, participant):
    AgendaItemFactory(workshop=workshop)
    released(workshop)

    public = client.get(reverse("agenda:public", args=[workshop.slug]))
    personal = client.get(reverse("pages:personal", args=[token_of(participant)]))

    assertContains(public, "For public")
    assertNotContains(public, "For participants")
    assertContains(personal, "For participants")
    assertNotContains(personal, "For organisers")


def test_lists_cost_the_same_for_one_and_three_materials(
    client, organiser, workshop, participant, django_assert_max_num_queries
):
    item = AgendaItemFactory(workshop=workshop)
    released(workshop)
    participant.opened_at = timezone.now()
    participant.save()
    pages = [
        reverse("agenda:public", args=[workshop.slug]),
        reverse("pages:personal", args=[token_of(participant)]),
        reverse("agenda:materials", args=[workshop.slug]),
    ]
    client.force_login(organiser)
    counts = []
    for number in (1, 3):
        while workshop.materials.count() < number:
            MaterialFactory(workshop=workshop, item=item, visibility=Who.PUBLIC)
        cost = []
        for page in pages:
            with django_assert_max_num_queries(40) as queries:
                client.get(page)
            cost.append(len(queries))
        counts.append(cost)

    assert counts[0] == counts[1]


def test_zip_names_each_file_once_and_lists_the_links(workshop, files):
    MaterialFactory(workshop=workshop, title="Guide", url="https://example.org/g")
    Material.objects.exclude(file="").update(title="A/B: same?")

    made = b"".join(zip_of(workshop.materials.in_order()))

    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert sorted(package.namelist()) == [
            "A B same (2).pdf",
            "A B same (3).pdf",
            "A B same.pdf",
            "links.txt",
        ]
        assert package.read("links.txt") == b"Guide\nhttps://example.org/g\n"


def test_title_is_the_readers_where_there_is_one(workshop):
    material = MaterialFactory(workshop=workshop, title="Guide", titles={"fr": "Le guide"})

    with translation.override("fr"):
        assert material.listed_title == "Le guide"
    with translation.override("ru"):
        assert material.listed_title == "Guide"


def typed(**changes):
    facts = {"title": "Guide", "kind": "guidebook", "visibility": "public", "position": ""}
    return {**facts, **changes}


def test_staff_add_a_file_and_replace_it_by_a_link(organiser_client, workshop):
    add = reverse("agenda:add_material", args=[workshop.slug])
    upload = SimpleUploadedFile("Guide.pdf", pdf())

    organiser_client.post(add, typed(upload=upload, title_fr="Le guide"))

    material = Material.objects.get()
    assert (material.titles, material.download_name) == ({"fr": "Le guide"}, "Guide.pdf")
    stored = material.file.name
    page = reverse("agenda:material", args=[workshop.slug, material.pk])
    organiser_client.post(page, typed(title="Book"))
    material.refresh_from_db()
    assert (material.title, material.file.name) == ("Book", stored)
    organiser_client.post(page, typed(url="https://example.org/"))
    material.refresh_from_db()
    assert (material.url, str(material.file)) == ("https://example.org/", "")


@pytest.mark.parametrize(
    "changes, words",
    [
        ({}, "Choose a file, or give a link."),
        ({"url": "https://example.org", "with_file": True}, "Give a file or a link, not both."),
        ({"url": "ftp://example.org"}, "Only addresses of the web"),
        ({"url": "javascript:alert(1)"}, "Enter a valid URL."),
    ],
)
def test_what_is_neither_file_nor_link_is_refused(organiser_client, workshop, changes, words):
    facts = dict(changes)
    if facts.pop("with_file", False):
        facts["upload"] = SimpleUploadedFile("a.pdf", pdf())

    answer = organiser_client.post(
        reverse("agenda:add_material", args=[workshop.slug]), typed(**facts)
    )

    assertContains(answer, words, status_code=422)
    assert not Material.objects.exists()


def test_assistants_add_and_only_organisers_delete(
    client, organiser, workshop, files, django_capture_on_commit_callbacks
):
    material = files["public"]
    url = reverse("agenda:delete_material", args=[workshop.slug, material.pk])
    client.force_login(TeamMemberFactory(workshop=workshop, role=Role.ASSISTANT).user)
    assert client.get(reverse("agenda:add_material", args=[workshop.slug])).status_code == 200
    assert client.post(url).status_code == HTTPStatus.NOT_FOUND
    client.force_login(organiser)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(url)

    assert not Material.objects.filter(pk=material.pk).exists()
    assert not default_storage.exists(material.file.name)
