"""A clone takes over delegations and agenda, shifted, and nobody's registration."""

import datetime

from django.urls import reverse

from certificates.actions.choosing_design import choose_designs
from certificates.actions.starting_design import start_design
from certificates.designs.content import Content
from certificates.designs.queries import design_for
from certificates.models import GivenKind, Rule
from mail.models import MessageTemplate
from pages.actions.cloning import MORE_PARTS
from tests.factories import (
    AgendaItemFactory,
    AppearanceFactory,
    DelegationFactory,
    FocalPointFactory,
    RegistrationFactory,
    RoomFactory,
    WorkshopFactory,
)
from workshops.actions.cloning import PARTS, clone

DAY = datetime.timedelta(days=1)


def clone_of(workshop, by, parts):
    return clone(
        source=workshop,
        project=workshop.project,
        title="The next one",
        slug="next-one",
        starts_on=workshop.starts_on + 7 * DAY,
        parts=parts,
        by=by,
    )


def workshop_with_all():
    workshop = WorkshopFactory(
        project__ends_on=datetime.date(2031, 1, 1),
        nominations_until=datetime.date(2030, 11, 1),
    )
    delegation = DelegationFactory(workshop=workshop, deadline=datetime.date(2030, 11, 15))
    FocalPointFactory(delegation=delegation)
    RegistrationFactory(workshop=workshop, delegation=delegation)
    item = AgendaItemFactory(workshop=workshop, title="Briefing")
    item.rooms.add(RoomFactory(workshop=workshop, name="Main hall"))
    AppearanceFactory(item=item, speaker__workshop=workshop)
    AgendaItemFactory(workshop=workshop, title="Waiting", day=None, start_minute=None)
    MessageTemplate.objects.create(
        workshop=workshop, kind="registration-link", language="en", subject="S", body="B {link}"
    )
    GivenKind.objects.create(workshop=workshop, standard="completion", pass_mark=70)
    return workshop


def test_everything_is_taken_over_shifted_but_no_people(organiser):
    workshop = workshop_with_all()

    copy = clone_of(workshop, organiser, [*PARTS, *MORE_PARTS])

    delegation, source = copy.delegations.get(), workshop.delegations.get()
    briefing = copy.agenda.get(title="Briefing")
    assert (delegation.quota, delegation.deadline) == (source.quota, source.deadline + 7 * DAY)
    assert delegation.invited_at is None
    assert delegation.focal_points.get().email == source.focal_points.get().email
    assert delegation.focal_points.get().link_nonce != source.focal_points.get().link_nonce
    assert briefing.day == workshop.starts_on + 7 * DAY
    assert briefing.rooms.get() == copy.rooms.get()
    assert briefing.uid != workshop.agenda.get(title="Briefing").uid
    assert copy.agenda.get(title="Waiting").day is None
    assert copy.message_templates.get().body == "B {link}"
    assert (copy.certificate_kinds.get().key, copy.certificate_kinds.get().pass_mark) == (
        "completion",
        70,
    )
    assert (copy.registrations.count(), copy.speakers.count()) == (0, 0)


def test_designs_of_certificates_come_along_and_are_chosen_again(organiser):
    workshop = workshop_with_all()
    content = Content(layout="modern")
    design = start_design(workshop=workshop, name="Blue", content=content, by=None)
    choose_designs(workshop=workshop, chosen={"": design}, by=None)

    copy = clone_of(workshop, organiser, [*PARTS, *MORE_PARTS])

    version = design_for(copy, "participation")
    assert (version.design.name, version.design.workshop) == ("Blue", copy)
    assert Content.read(version.content) == content


def test_own_kind_keeps_its_design(organiser):
    workshop = workshop_with_all()
    words = {"en": {"heading": "Diploma of the range", "phrase": "has hit every target"}}
    own = GivenKind.objects.create(workshop=workshop, own_rule=Rule.HAND, words=words)
    design = start_design(workshop=workshop, name="Blue", content=Content(), by=None)
    choose_designs(workshop=workshop, chosen={own.key: design}, by=None)

    copy = clone_of(workshop, organiser, [*PARTS, *MORE_PARTS])

    twin = copy.certificate_kinds.get(standard="")
    assert twin.key != own.key
    assert design_for(copy, twin.key).design.workshop == copy


def test_without_the_rooms_sessions_stand_in_none(organiser):
    workshop = workshop_with_all()
    agenda_only = [part for part in MORE_PARTS if part.code == "agenda"]

    copy = clone_of(workshop, organiser, agenda_only)

    assert copy.agenda.count() == 2
    assert copy.agenda.get(title="Briefing").rooms.count() == 0
    assert copy.delegations.count() == 0


def test_page_offers_the_parts_of_every_app(client, workshop, member_of):
    client.force_login(member_of(workshop, of_project=True))

    page = client.get(reverse("workshops:clone", args=[workshop.slug])).content.decode()

    assert all(str(part.label) in page for part in (*PARTS, *MORE_PARTS))
