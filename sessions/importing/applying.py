"""A table becomes sessions: all rows that are ready, or none."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from common.rules import RuleBroken
from participants.importing.headings import plain
from sessions.actions.adding_speakers import AlreadySpeaks, add_speaker
from sessions.actions.arranging import Addition, arrange
from sessions.actions.placing import Place, lock_agenda
from sessions.importing.judging import Judged
from sessions.importing.people import Named
from sessions.importing.standing import READY, TRAY, Reading, reading_of
from sessions.models import AgendaImport
from workshops.actions.arranging_rooms import add_room

_LONGEST_NAME = 120


@transaction.atomic
def apply(*, run: AgendaImport, by: User) -> int:
    """Add the rows that are ready; return how many. What was ticked is made first.

    The agenda is locked before the table is judged once more, so that a row that clashes since the
    last look stays out and keeps its place in the table. Raises RuleBroken when nothing is ready.
    """
    lock_agenda(run.workshop)
    locked = AgendaImport.objects.select_for_update().get(pk=run.pk)
    locked.workshop = run.workshop
    reading = reading_of(locked)
    ready = [(judged, reading.standings[judged.number]) for _row, judged in reading.of(READY, TRAY)]
    if not ready:
        raise RuleBroken(_("No row is ready to be added."))
    _make_rooms(locked, reading, [judged for judged, standing in ready if standing == READY], by)
    speakers = _speakers(locked, reading, [judged for judged, _standing in ready], by)
    done = arrange(
        workshop=locked.workshop,
        changes=[_addition(judged, standing, reading, speakers) for judged, standing in ready],
        by=by,
    )
    locked.made |= {number: [pk, done.versions[pk]] for number, pk in done.made.items()}
    locked.save(update_fields=["made"])
    return len(ready)


def _make_rooms(run: AgendaImport, reading: Reading, ready: list[Judged], by: User) -> None:
    wanted = {plain(name) for name in run.new_rooms}
    for name in (name for judged in ready for name in judged.rooms):
        if plain(name) in wanted and plain(name) not in reading.rooms:
            room = add_room(workshop=run.workshop, name=name, seats=None, by=by)
            reading.rooms[plain(name)] = room.pk


def _speakers(
    run: AgendaImport, reading: Reading, ready: list[Judged], by: User
) -> dict[Named, int]:
    """The speakers who are known, and those who were ticked, made now, each once."""
    found: dict[Named, int] = {}
    made: dict[str, int] = {}
    for named in (named for judged in ready for named, _role in judged.people):
        if known := reading.known.find(named):
            found[named] = known.pk
        elif named.key in run.new_speakers:
            if named.key not in made:
                made[named.key] = _make_speaker(run, reading.unknown_people[named.key], by)
            found[named] = made[named.key]
    return found


def _make_speaker(run: AgendaImport, named: Named, by: User) -> int:
    given, family = named.halves
    try:
        return add_speaker(
            workshop=run.workshop,
            by=by,
            given_names=given[:_LONGEST_NAME],
            family_name=family[:_LONGEST_NAME],
            agency=named.agency,
        ).pk
    except AlreadySpeaks as known:
        return known.speaker.pk


def _addition(
    judged: Judged, standing: str, reading: Reading, speakers: dict[Named, int]
) -> Addition:
    rooms = [reading.rooms[plain(n)] for n in judged.rooms if plain(n) in reading.rooms]
    place = Place(minutes=judged.minutes or 60)
    if standing == READY:
        place = Place(
            judged.day,
            judged.start,
            judged.minutes or 60,
            () if judged.in_all_rooms else tuple(rooms),
            judged.in_all_rooms,
        )
    return Addition(
        key=str(judged.number),
        title=judged.title,
        place=place,
        kind=judged.kind,
        abstract=_abstract(judged, speakers),
        parts=tuple((speakers[n], role) for n, role in judged.people if n in speakers),
    )


def _abstract(judged: Judged, speakers: dict[Named, int]) -> str:
    """The description, and whoever is no speaker of the workshop as text below it."""
    left = list(dict.fromkeys(n.text for n, _role in judged.people if n not in speakers))
    if not left:
        return judged.abstract
    names = _("Speakers: %(names)s") % {"names": "; ".join(left)}
    return "\n\n".join(filter(None, [judged.abstract, names]))
