"""The project and the workshop: public record, except where it meets."""

from pages.demo.reading import day, read
from workshops.models import (
    Organisation,
    Project,
    Room,
    Workshop,
    WorkshopOrganiser,
    WorkshopStateChange,
)
from workshops.states import WorkshopState


def build(slug: str) -> Workshop:
    """The Kyiv workshop: published, with its agenda public and its registration still open.

    It took place in 2019; it is left open here so that a visitor can register, approve and mark
    attendance. No date closes the nominations of the whole workshop for the same reason.
    """
    facts, invented = read("kyiv_2019"), read("kyiv_2019_agenda")
    project = _project(facts["project"])
    about = facts["workshop"]
    workshop = Workshop.objects.create(
        project=project,
        slug=slug,
        title=about["title"],
        description=about["description"],
        scope=about["scope"],
        state=WorkshopState.PUBLISHED,
        starts_on=day(about["starts_on"]),
        ends_on=day(about["ends_on"]),
        time_zone=about["time_zone"],
        city=about["city"],
        country=about["country"],
        venue=invented["venue"],
        capacity=invented["capacity"],
        working_languages=invented["working_languages"],
        interpretation_languages=invented["interpretation_languages"],
        agenda_is_public=True,
        contains_invented_people=True,
    )
    for position, part in enumerate(about["organisers"]):
        WorkshopOrganiser.objects.create(
            workshop=workshop,
            organisation=_organisation(
                part["name"],
                short_name=part["short_name"],
                kind=part["kind"],
                country=part["country"],
            ),
            part=part["part"],
            position=position,
        )
    for position, donor in enumerate(project.donors.all(), start=len(about["organisers"])):
        WorkshopOrganiser.objects.create(
            workshop=workshop,
            organisation=donor,
            part=WorkshopOrganiser.Part.DONOR,
            position=position,
        )
    Room.objects.bulk_create(
        Room(workshop=workshop, name=room["name"], seats=room["seats"], position=position)
        for position, room in enumerate(invented["rooms"])
    )
    WorkshopStateChange.objects.create(
        workshop=workshop, from_state=WorkshopState.DRAFT, to_state=WorkshopState.PUBLISHED
    )
    return workshop


def _project(about: dict) -> Project:
    project, _is_new = Project.objects.get_or_create(
        code=about["code"],
        defaults={
            "title": about["title"],
            "description": about["description"],
            "funding": about["funding"],
            "starts_on": day(about["starts_on"]),
            "ends_on": day(about["ends_on"]),
        },
    )
    project.donors.set(
        _organisation(donor["name"], kind=Organisation.Kind.STATE, country=donor["country"])
        for donor in about["donors"]
    )
    return project


def _organisation(name: str, **facts: str) -> Organisation:
    return Organisation.objects.get_or_create(name=name, defaults=facts)[0]
