"""The clashes of an agenda as the database knows it, for ``sessions.conflicts`` to judge."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import get_language

from accounts.models import User
from participants.models import Registration
from sessions import conflicts
from sessions.choosing import numbers_chosen
from sessions.conflicts import Clash, Crowd, Hours, Languages, Placing
from sessions.models import AcceptedClash, AgendaItem, Appearance
from sessions.queries import agenda_of, joined_with_people
from workshops.languages import language_name
from workshops.models import Workshop


@dataclass(frozen=True, slots=True)
class Finding:
    """A clash as an organiser meets it: open, or accepted with a note."""

    clash: Clash
    accepted: AcceptedClash | None = None

    @property
    def is_open(self) -> bool:
        return self.accepted is None


def findings_of(
    workshop: Workshop,
    items: Collection[AgendaItem] | None = None,
    *,
    user: User | None = None,
    crowd: Crowd | None = None,
) -> dict[int, list[Finding]]:
    """The clashes of every scheduled session with what was accepted of them, the open first."""
    accepted = {one.mark: one for one in workshop.accepted_clashes.select_related("by")}
    found = {}
    for key, clashes in agenda_clashes(workshop, items, user=user, crowd=crowd).items():
        judged = [
            Finding(clash, None if clash.is_hard else accepted.get(clash.mark)) for clash in clashes
        ]
        found[key] = sorted(judged, key=lambda finding: not finding.is_open)
    return found


def agenda_clashes(
    workshop: Workshop,
    items: Collection[AgendaItem] | None = None,
    *,
    user: User | None = None,
    crowd: Crowd | None = None,
) -> dict[int, list[Clash]]:
    """The clashes of every scheduled session, by its id, as ``user`` may read them.

    ``items`` are the agenda and ``crowd`` its people, for whoever has them loaded already.
    """
    ours = placings_of(workshop, items)
    people = {person for placing in ours for person in placing.speakers | placing.interpreters}
    return conflicts.all_clashes(
        ours,
        placings_elsewhere(workshop, people, user=user),
        hours=hours_of(workshop),
        crowd=crowd or crowd_of(workshop),
        languages=languages_of(workshop),
    )


def placings_of(workshop: Workshop, items: Collection[AgendaItem] | None = None) -> list[Placing]:
    """The workshop's scheduled sessions as intervals for ``sessions.conflicts``."""
    rooms = {room.pk: room.name for room in workshop.rooms.all()}
    heads = heads_of(workshop)
    scheduled = [
        item for item in (agenda_of(workshop) if items is None else items) if item.is_scheduled
    ]
    return [placing_of(item, workshop=workshop, all_rooms=rooms, heads=heads) for item in scheduled]


def placings_elsewhere(
    workshop: Workshop, people: Collection[int], *, user: User | None = None
) -> list[Placing]:
    """Sessions of other workshops in which one of ``people`` (persons' ids) is needed.

    Only those about the workshop's days; they keep their titles from users who may not see them.
    """
    if not people:
        return []
    day = datetime.timedelta(days=1)  # zones are up to 26 hours apart
    items = joined_with_people(
        AgendaItem.objects.scheduled()
        .exclude(workshop=workshop)
        .filter(
            appearances__speaker__person__in=people,
            day__range=(workshop.starts_on - 2 * day, workshop.ends_on + 2 * day),
        )
        .select_related("workshop")
        .distinct(),
        Appearance.objects.all(),
    )
    found = list(items)
    if not found:
        return []
    visible: set[int] = set()
    if user is not None:
        mine = Workshop.objects.permitting(user, "agenda.view")
        visible = set(
            mine.filter(pk__in={item.workshop_id for item in found}).values_list("pk", flat=True)
        )
    return [
        placing_of(item, workshop=item.workshop, all_rooms={}, is_named=item.workshop_id in visible)
        for item in found
    ]


def placing_of(
    item: AgendaItem,
    *,
    workshop: Workshop,
    all_rooms: dict[int, str],
    heads: dict[int, str] | None = None,
    with_people: bool = True,
    is_named: bool = True,
) -> Placing:
    """``item``, which is scheduled and loaded with its rooms and people, as an interval."""
    everybody = item.appearances.all() if with_people else ()
    parts = [(part.role == Appearance.Role.INTERPRETER, part.speaker) for part in everybody]
    return make_placing(
        item,
        workshop=workshop,
        rooms=all_rooms if item.in_all_rooms else {r.pk: r.name for r in item.rooms.all()},
        speakers={who.person_id: who.listed_name for is_voice, who in parts if not is_voice},
        interpreters={who.person_id: who.listed_name for is_voice, who in parts if is_voice},
        heads=heads,
        is_named=is_named,
    )


def make_placing(
    item: AgendaItem,
    *,
    workshop: Workshop,
    rooms: dict[int, str],
    speakers: dict[int, str],
    interpreters: dict[int, str],
    heads: dict[int, str] | None = None,
    is_named: bool = True,
) -> Placing:
    """An interval from facts that need not be saved yet."""
    if item.day is None or item.start_minute is None:
        raise ValueError("An unscheduled session has no interval.")
    starts_at, ends_at = item.starts_at, item.ends_at
    assert starts_at is not None and ends_at is not None  # noqa: S101
    return Placing(
        key=item.pk or 0,
        workshop=workshop.pk,
        workshop_slug=workshop.slug,
        title=item.title,
        kind=item.kind,
        day=item.day,
        start=item.start_minute,
        end=item.start_minute + item.minutes,
        starts_at=starts_at.astimezone(datetime.UTC),
        ends_at=ends_at.astimezone(datetime.UTC),
        rooms=rooms,
        in_all_rooms=item.in_all_rooms,
        speakers=speakers,
        interpreters=interpreters,
        heads=heads or {},
        language=item.language,
        expected=item.expected,
        is_named=is_named,
    )


def hours_of(workshop: Workshop) -> Hours:
    return Hours(
        first_day=workshop.starts_on,
        last_day=workshop.ends_on,
        opens=_minutes(workshop.day_starts_at),
        closes=_minutes(workshop.day_ends_at),
    )


def crowd_of(workshop: Workshop) -> Crowd:
    return Crowd(
        approved=Registration.objects.filter(workshop=workshop).approved().count(),
        seats={room.pk: room.seats for room in workshop.rooms.all()},
        chosen=numbers_chosen(workshop),
    )


def languages_of(workshop: Workshop) -> Languages:
    spoken = {*workshop.agenda.exclude(language="").values_list("language", flat=True)}
    reader = get_language() or "en"
    return Languages(
        working=frozenset(workshop.working_languages),
        interpreted=frozenset(workshop.interpretation_languages),
        names={code: language_name(code, reader) for code in spoken},
    )


def heads_of(workshop: Workshop) -> dict[int, str]:
    """The heads of delegations by the person's id.

    Not those who are protected: the delegation would say too much of an alias.
    """
    heads = Registration.objects.filter(workshop=workshop, is_head=True, is_protected=False)
    return {head.person_id: str(head.delegation) for head in heads.select_related("delegation")}


def _minutes(time: datetime.time) -> int:
    return time.hour * 60 + time.minute
