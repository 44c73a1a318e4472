"""A workshop of the same project that has hardly begun, for trying things out."""

import datetime

from accounts.models import User
from sessions.models import AgendaItem
from workshops.models import Room, Workshop, WorkshopOrganiser

AHEAD = datetime.timedelta(weeks=16)


def build(model: Workshop, *, by: User, today: datetime.date) -> Workshop:
    """A draft some months from ``today``: Kyiv's organisers, rooms and skeleton of an agenda."""
    first_day = today + AHEAD
    first_day -= datetime.timedelta(days=first_day.weekday() - 2)  # a Wednesday
    workshop = Workshop.objects.create(
        project=model.project,
        slug=_free_slug(f"tbilisi-{first_day.year}"),
        title="Regional workshop on intelligence-led policing for managers",
        description=(
            "A draft for trying things out: change what you like. This workshop is invented; its "
            "agenda is the skeleton of the one in Kyiv."
        ),
        scope=Workshop.Scope.REGIONAL,
        starts_on=first_day,
        ends_on=first_day + (model.ends_on - model.starts_on),
        time_zone="Asia/Tbilisi",
        city="Tbilisi",
        country="GE",
        capacity=40,
        working_languages=["en"],
        open_registration=True,
        nominations_until=first_day - datetime.timedelta(weeks=4),
        contains_invented_people=True,
    )
    for organiser in model.organisers.exclude(part=WorkshopOrganiser.Part.HOST):
        WorkshopOrganiser.objects.create(
            workshop=workshop,
            organisation=organiser.organisation,
            part=organiser.part,
            position=organiser.position,
        )
    rooms = {
        room.pk: Room.objects.create(
            workshop=workshop, name=room.name, seats=room.seats, position=room.position
        )
        for room in model.rooms.all()
    }
    shift = workshop.starts_on - model.starts_on
    for item in model.agenda.scheduled().prefetch_related("rooms"):
        copy = AgendaItem.objects.create(
            workshop=workshop,
            title=item.title,
            kind=item.kind,
            day=item.day + shift,
            start_minute=item.start_minute,
            minutes=item.minutes,
            in_all_rooms=item.in_all_rooms,
            counts_for_attendance=item.counts_for_attendance,
        )
        copy.rooms.set(rooms[room.pk] for room in item.rooms.all())
    return workshop


def _free_slug(wanted: str) -> str:
    slug, number = wanted, 2
    while Workshop.objects.filter(slug=slug).exists():
        slug, number = f"{wanted}-{number}", number + 1
    return slug
