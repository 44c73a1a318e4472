"""The two days of Kyiv: the agencies are on record, the hours and most speakers are invented.

The agenda was released twice, so that its readers see what a change looks like.
"""

import datetime
import uuid
from collections import defaultdict

from accounts.models import User
from pages.demo.reading import minute, read
from participants.actions.keeping_keys import keep_keys
from participants.models import Person
from sessions.actions.releasing import release
from sessions.models import AgendaItem, Appearance, Speaker
from workshops.models import Workshop

RELEASED_AT = datetime.datetime(2019, 11, 25, 9, 30, tzinfo=datetime.UTC)
RELEASED_AGAIN_AT = datetime.datetime(2019, 12, 3, 14, 10, tzinfo=datetime.UTC)


def build(workshop: Workshop, *, by: User) -> None:
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
            translations=about.get("translations", {}),
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
    _release(workshop, invented["first_release"], note=invented["second_note"], by=by)


def _release(workshop: Workshop, first: list[dict], *, note: str, by: User) -> None:
    """Twice: at first some sessions stood elsewhere, then all as the file has them."""
    as_it_is = {}
    for about in first:
        item = workshop.agenda.get(title=about["title"])
        as_it_is[item.pk] = {"start_minute": item.start_minute, "title": item.title}
        workshop.agenda.filter(pk=item.pk).update(
            start_minute=minute(about["start"]), title=about.get("was_called", item.title)
        )
    release(workshop=workshop, by=by, now=RELEASED_AT)
    for pk, facts in as_it_is.items():
        workshop.agenda.filter(pk=pk).update(**facts)
    release(workshop=workshop, by=by, note=note, now=RELEASED_AGAIN_AT)


def _speaker(workshop: Workshop, about: dict) -> Speaker:
    person = Person.objects.create(
        given_names=about["given_names"],
        family_name=about["family_name"],
        name_in_own_script=about.get("name_in_own_script", ""),
        gender=about.get("gender", Person.Gender.UNSAID),
    )
    keep_keys([person], are_new=True)
    return Speaker.objects.create(
        workshop=workshop, person=person, agency=about["agency"], position=about["position"]
    )
