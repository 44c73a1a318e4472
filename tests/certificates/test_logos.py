"""The logo of an organiser: checked by content, private, on paper with its name."""

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from pytest_django.asserts import assertContains, assertNotContains

from certificates.actions.keeping_logo import NotYours, drop_logo, keep_logo, may_change_logo
from certificates.printroom.pictures import logos_of, with_pictures
from participants.rules import UploadRefused
from tests.downloads import read
from tests.factories import WorkshopFactory, WorkshopOrganiserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def party(workshop, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return WorkshopOrganiserFactory(workshop=workshop, organisation__name="OSCE")


def picture(colour=(0, 0, 128, 255), name="logo.png", kind="PNG"):
    """A coloured bar on a transparent ground, with a wide margin."""
    image = Image.new("RGBA", (400, 300), (0, 0, 0, 0))
    image.paste(colour, (100, 100, 300, 200))
    written = BytesIO()
    image.save(written, kind)
    return SimpleUploadedFile(name, written.getvalue())


def page_of(party):
    return reverse("certificates:logo", args=[party.workshop.slug, party.pk])


def stored(party):
    party.organisation.refresh_from_db()
    with default_storage.open(party.organisation.logo.name) as file:
        return Image.open(BytesIO(file.read()))


def test_logo_is_written_anew_on_white_without_its_margin(organiser_client, party):
    response = organiser_client.post(page_of(party), {"logo": picture()})

    assert response.status_code == 302
    image = stored(party)
    assert (image.format, image.mode, image.size) == ("PNG", "RGB", (200, 100))
    assert image.getpixel((5, 5)) == (0, 0, 128)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "This file cannot be read"),
        (b"", "empty"),
    ],
)
def test_file_is_judged_by_its_content(organiser_client, party, content, words):
    upload = SimpleUploadedFile("logo.png", content, content_type="image/png")

    response = organiser_client.post(page_of(party), {"logo": upload})

    assertContains(response, words, status_code=422)
    party.organisation.refresh_from_db()
    assert not party.organisation.logo


def test_white_sheet_is_no_logo(organiser, party):
    with pytest.raises(UploadRefused, match="nothing on it is darker"):
        keep_logo(
            organisation=party.organisation, upload=picture((255, 255, 255, 255)), by=organiser
        )


def test_another_logo_takes_the_place_and_the_old_file_goes(
    organiser, party, django_capture_on_commit_callbacks
):
    keep_logo(organisation=party.organisation, upload=picture(), by=organiser)
    party.organisation.refresh_from_db()
    old = party.organisation.logo.name

    with django_capture_on_commit_callbacks(execute=True):
        keep_logo(organisation=party.organisation, upload=picture((200, 0, 0, 255)), by=organiser)

    assert not default_storage.exists(old)
    assert stored(party).getpixel((5, 5)) == (200, 0, 0)
    with django_capture_on_commit_callbacks(execute=True):
        drop_logo(organisation=party.organisation, by=organiser)
    party.organisation.refresh_from_db()
    assert not party.organisation.logo


def test_logo_that_stands_on_the_paper_of_others_is_not_changed(organiser, party, admin_user):
    keep_logo(organisation=party.organisation, upload=picture(), by=organiser)
    WorkshopOrganiserFactory(workshop=WorkshopFactory(), organisation=party.organisation)
    party.organisation.refresh_from_db()

    assert not may_change_logo(party.organisation, organiser)
    assert may_change_logo(party.organisation, admin_user)
    with pytest.raises(NotYours):
        keep_logo(organisation=party.organisation, upload=picture(), by=organiser)
    with pytest.raises(NotYours):
        drop_logo(organisation=party.organisation, by=organiser)


def test_page_shows_the_picture_to_staff_of_the_workshop_alone(
    client, organiser_client, organiser, party
):
    address = reverse("certificates:logo_picture", args=[party.workshop.slug, party.pk])
    assertContains(organiser_client.get(page_of(party)), "No logo yet")
    assert organiser_client.get(address).status_code == 404
    keep_logo(organisation=party.organisation, upload=picture(), by=organiser)

    response = organiser_client.get(address)

    assert response["Content-Type"] == "image/png"
    assert "no-store" in response["Cache-Control"]
    assert read(response).startswith(b"\x89PNG")
    assertContains(organiser_client.get(page_of(party)), 'alt="OSCE"')


def test_organisers_page_leads_there(organiser_client, party):
    page = organiser_client.get(reverse("workshops:organisers", args=[party.workshop.slug]))

    assertContains(page, page_of(party))
    assertContains(page, "Add a logo")
    assertNotContains(page, "logo.png")


def test_paper_has_each_logo_once_donors_last_and_none_whose_file_is_gone(organiser, party):
    donor = WorkshopOrganiserFactory(
        workshop=party.workshop, organisation__name="Donor", part="donor", position=0
    )
    WorkshopOrganiserFactory(workshop=party.workshop, organisation__name="Without")
    for one in (donor, party):
        keep_logo(organisation=one.organisation, upload=picture(), by=organiser)
    parties = list(party.workshop.organisers.select_related("organisation"))

    logos = logos_of([*parties, party.workshop.organisers.get(pk=party.pk)])

    assert [one["name"] for one in logos] == ["OSCE", "Donor"]
    default_storage.delete(logos[0]["file"])
    [drawn] = with_pictures(logos)
    assert drawn["src"].startswith("data:image/png")
