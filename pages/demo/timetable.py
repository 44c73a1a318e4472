"""The two days of Kyiv: the agencies are on record, the hours and most speakers are invented."""

import datetime
import uuid
from collections import defaultdict

from pages.demo.reading import minute, read
from participants.models import Person
from sessions.models import AgendaItem, Appearance, Speaker
from workshops.models import Workshop


def build(workshop: Workshop) -> None:
    invented = read("kyiv_2019_agenda")
    speakers = {about["key"]: _speaker(workshop, about) for about in invented["speakers"]}
    rooms = {room.name: room for room in workshop.rooms.all()}
    groups: defaultdict[str, uuid.UUID] = defaultdict(uuid.uuid4)
    for about in invented["sessions"]:
        start = minute(about["start"])
        item = AgendaItem.objects.create(
            workshop=workshop,
            title=about["title"],
            kind=about["kind"],
            abstract=about.get("abstract", ""),
            day=workshop.starts_on + datetime.timedelta(days=about["day"] - 1),
            start_minute=start,
            minutes=minute(about["end"]) - start,
            in_all_rooms=about["rooms"] == "all",
            counts_for_attendance=about.get("counts_for_attendance", True),
            parallel_group=groups[about["parallel"]] if "parallel" in about else None,
        )
        if not item.in_all_rooms:
            item.rooms.set(rooms[name] for name in about["rooms"])
        Appearance.objects.bulk_create(
            Appearance(
                item=item,
                speaker=speakers[part["speaker"]],
                role=part["role"],
                position=position,
            )
            for position, part in enumerate(about.get("speakers", []))
        )


def _speaker(workshop: Workshop, about: dict) -> Speaker:
    person = Person.objects.create(
        given_names=about["given_names"],
        family_name=about["family_name"],
        name_in_own_script=about.get("name_in_own_script", ""),
        gender=about.get("gender", Person.Gender.UNSAID),
    )
    return Speaker.objects.create(
        workshop=workshop, person=person, agency=about["agency"], position=about["position"]
    )
