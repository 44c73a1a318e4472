"""Making an earlier version of the agenda the draft again."""

from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from accounts.models import User
from sessions.actions.placing import lock_agenda
from sessions.actions.recording import record
from sessions.clashes import hours_of, make_placing
from sessions.conflicts import outside_hours
from sessions.freezing import Session
from sessions.models import AgendaEdit, AgendaItem, AgendaVersion, Appearance
from workshops.models import Room


@dataclass(frozen=True, slots=True)
class Restored:
    """What could not be as it was: sessions left unscheduled with the reason, rooms, speakers."""

    unscheduled: list[tuple[str, str]] = field(default_factory=list)
    without_room: list[str] = field(default_factory=list)
    without_speaker: list[str] = field(default_factory=list)


@transaction.atomic
def restore(*, version: AgendaVersion, by: User | None) -> Restored:
    """Make the draft say what ``version`` says; nothing is released by it.

    Sessions that were deleted since come back under their old identity, so that calendars know
    them again. Sessions that came since lose their time and stay on the list of those without one.
    A room or speaker that is gone is left out. A session that a hard rule refuses today, because
    the workshop's days or hours have changed, comes back without a time; two sessions in one room
    there cannot be, since the version had none and nothing else keeps its time.
    """
    workshop = version.workshop
    lock_agenda(workshop)
    rooms = list(Room.objects.select_for_update(no_key=True).filter(workshop=workshop))
    speakers = set(workshop.speakers.values_list("pk", flat=True))
    items = {str(item.uid): item for item in workshop.agenda.all()}
    days = {item.day for item in items.values()}
    touched = []
    done = Restored()
    for facts in version.content["sessions"]:
        item = items.pop(facts["uid"], None) or AgendaItem(
            workshop=workshop, uid=facts["uid"], version=0
        )
        item.workshop = workshop
        _write(item, facts, rooms, speakers, done)
        touched.append(item)
    for item in items.values():
        if item.is_scheduled:
            item.day, item.start_minute = None, None
            item.version += 1
            item.save(update_fields=["day", "start_minute", "version", "updated_at"])
            touched.append(item)
    # The editors that are open elsewhere follow.
    days |= {item.day for item in touched}
    record(workshop=workshop, action=AgendaEdit.Action.CHANGED, items=touched, days=days, by=by)
    return done


def _write(
    item: AgendaItem, facts: Session, rooms: list[Room], speakers: set[int], done: Restored
) -> None:
    for name in ("title", "kind", "abstract", "minutes", "in_all_rooms"):
        setattr(item, name, facts[name])
    if "translations" in facts:  # an older version says nothing of them
        item.translations = facts["translations"]
    if "language" in facts:
        item.language = facts["language"]
    item.counts_for_attendance = facts["counts"]
    item.day, item.start_minute = date.fromisoformat(facts["day"]), facts["start"]
    item.sequence = max(item.sequence, facts["sequence"])
    item.version += 1
    placing = make_placing(item, workshop=item.workshop, rooms={}, speakers={}, interpreters={})
    if refused := outside_hours(placing, hours_of(item.workshop)):
        item.day, item.start_minute = None, None
        done.unscheduled.append((item.title, refused[0].words))
    item.save()
    found = [_room(wanted, rooms) for wanted in facts["rooms"]]
    item.rooms.set(room for room in found if room is not None)
    if None in found:
        done.without_room.append(item.title)
    known = [part for part in facts["people"] if part["speaker"] in speakers]
    if len(known) < len(facts["people"]):
        done.without_speaker.append(item.title)
    item.appearances.all().delete()
    Appearance.objects.bulk_create(
        Appearance(item=item, speaker_id=part["speaker"], role=part["role"], position=position)
        for position, part in enumerate(known, start=1)
    )


def _room(wanted: dict, rooms: list[Room]) -> Room | None:
    """The same row, or one that was made anew under the same name."""
    by_id = next((room for room in rooms if room.pk == wanted["id"]), None)
    return by_id or next((room for room in rooms if room.name == wanted["name"]), None)
