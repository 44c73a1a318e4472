"""Logos that are kept for organisations, in designs."""

import pytest
from django.urls import reverse

from certificates.actions.keeping_logo import drop_logo, keep_logo
from certificates.actions.starting_design import start_design
from certificates.designs.content import Content
from certificates.designs.pictures import picture_of
from certificates.models import Design
from tests.certificates.designs.conftest import at, drawing, sent
from tests.factories import UserFactory, WorkshopOrganiserFactory
from workshops.models import WorkshopOrganiser

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return UserFactory(is_superuser=True)


@pytest.fixture
def parts(workshop, admin):
    """A lead without a logo, a host with one, and a donor with one, who is not on certificates."""
    lead = WorkshopOrganiserFactory(workshop=workshop)
    host = WorkshopOrganiserFactory(workshop=workshop, part=WorkshopOrganiser.Part.HOST)
    donor = WorkshopOrganiserFactory(workshop=workshop, part=WorkshopOrganiser.Part.DONOR)
    for part in (host, donor):
        keep_logo(organisation=part.organisation, upload=drawing(), by=admin)
        part.organisation.refresh_from_db()
    return lead, host, donor


def begun(workshop):
    design = start_design(workshop=workshop, name="New", content=Content(), by=None)
    return design, Content.read(design.newest.content)


def test_new_design_begins_with_them_in_the_order_of_the_workshop(workshop, parts):
    design, content = begun(workshop)

    lead, host, _donor = parts
    shown = [(one.organisation, bool(one.logo)) for one in content.organisers]
    assert shown == [(lead.organisation_id, False), (host.organisation_id, True)]
    with host.organisation.logo.open() as file:
        assert picture_of(design.pk, content.organisers[1].logo) == file.read()


def test_version_keeps_the_logo_that_it_was_made_with(workshop, parts, admin):
    design, content = begun(workshop)

    drop_logo(organisation=parts[1].organisation, by=admin)

    assert picture_of(design.pk, content.organisers[1].logo)


def test_lost_file_is_no_logo(workshop, parts):
    parts[1].organisation.logo.storage.delete(parts[1].organisation.logo.name)

    assert begun(workshop)[1].organisers == ()


def test_logo_is_taken_over_by_its_box(organiser_client, workshop, design, parts, quick):
    lead, host, _donor = parts
    page = organiser_client.get(at("design", design))
    box = f"organiser-{host.organisation_id}-own"
    assert box in page.context["form"].fields
    assert f"organiser-{lead.organisation_id}-own" not in page.context["form"].fields

    organiser_client.post(at("design", design), sent(page) | {box: "on"})

    content = Content.read(design.newest.content)
    assert [bool(one.logo) for one in content.organisers] == [False, True]
    assert picture_of(design.pk, content.organisers[1].logo)


def test_box_of_another_workshop_is_nothing(organiser_client, design, admin, quick):
    stranger = WorkshopOrganiserFactory().organisation
    keep_logo(organisation=stranger, upload=drawing(), by=admin)
    page = organiser_client.get(at("design", design))

    organiser_client.post(at("design", design), sent(page) | {f"organiser-{stranger.pk}-own": "on"})

    assert design.pictures.count() == 0


def test_upload_is_preferred_to_the_box(organiser_client, design, parts, quick):
    host = parts[1].organisation_id
    page = organiser_client.get(at("design", design))
    other = drawing(size=(80, 300))

    organiser_client.post(
        at("design", design),
        sent(page) | {f"organiser-{host}-own": "on", f"organiser-{host}-logo": other},
    )

    content = Content.read(design.newest.content)
    with parts[1].organisation.logo.open() as file:
        assert picture_of(design.pk, content.organisers[1].logo) != file.read()


def test_gallery_begins_with_logos(organiser_client, workshop, parts):
    path = reverse("certificates:add_design", args=[workshop.slug])

    organiser_client.post(path, {"name": "Speakers", "layout": "modern"})

    content = Content.read(Design.objects.get(name="Speakers").newest.content)
    assert [bool(one.logo) for one in content.organisers] == [False, True]
