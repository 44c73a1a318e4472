"""What several people do to one agenda at the same time: the acts of a ``Crowd``."""

import random
import time

from sessions.actions.arranging import Revision, arrange
from sessions.actions.marking import Change, mark_several
from sessions.actions.placing import Place, StaleSession
from sessions.actions.releasing import NothingToRelease, release
from sessions.actions.scheduling import Details, NewSpeaker, Part, SessionClashes
from sessions.actions.scheduling import schedule as schedule_session
from sessions.attendance import marks_of, slots_of
from sessions.models import AgendaItem
from tests.factories import (
    AgendaItemFactory,
    RegistrationFactory,
    RoomFactory,
    WorkshopFactory,
)
from tests.faults.crowd import wait_for_the_others
from workshops.models import Workshop


def prepare():
    """A workshop, a room, a participant to mark."""
    workshop = WorkshopFactory(slug="race")
    RoomFactory(workshop=workshop)
    RegistrationFactory(workshop=workshop)
    AgendaItemFactory(workshop=workshop, day=workshop.ends_on)


def fill():
    """Six sessions of half an hour in the room, from nine o'clock on, an hour apart."""
    workshop = Workshop.objects.get()
    for hour in range(9, 15):
        item = AgendaItemFactory(workshop=workshop, start_minute=hour * 60, minutes=30)
        item.rooms.set(workshop.rooms.all())


def place(seed, kind):
    """Try every half-hour of the first day in an order of one's own, in the room ("room") or in all
    rooms ("plenary"); tell how many were given."""
    workshop = Workshop.objects.get()
    rooms = list(workshop.rooms.all())
    starts = list(range(8 * 60, 20 * 60, 30))
    random.Random(seed).shuffle(starts)
    wait_for_the_others()
    given = 0
    for start in starts:
        details = Details(
            title=f"{seed} at {start}",
            day=workshop.starts_on,
            start_minute=start,
            minutes=30,
            rooms=rooms if kind == "room" else [],
            in_all_rooms=kind == "plenary",
        )
        new = NewSpeaker("Ivo", "Tamm", "Police")
        try:
            schedule_session(workshop=workshop, details=details, parts=[Part(new)], by=None)
        except SessionClashes:
            continue
        given += 1
        time.sleep(0.005)  # a turn for the other one
    return given


#: Two sets that share the third and the fourth of six sessions, an hour apart.
SETS = {"early": (slice(0, 4), 5), "late": (slice(2, 6), -5)}


def arrange_set(name):
    """Shift the set to and fro, the first time from how it was at first, then from what is seen;
    what came of each time, and how far it was shifted in all."""
    workshop = Workshop.objects.get()
    part, minutes = SETS[name]
    outcomes, shifted = [], 0
    for turn in range(15):
        seen = list(workshop.agenda.filter(day=workshop.starts_on).order_by("pk")[part])
        revisions = [
            Revision(
                one.pk,
                one.version if turn else 1,  # both pages were opened before anything was shifted
                Place(one.day, one.start_minute + minutes, 30, (room.pk,)),
            )
            for one in seen
            for room in one.rooms.all()
        ]
        wait_for_the_others()
        try:
            arrange(workshop=workshop, changes=revisions, by=None)
        except StaleSession:
            outcomes.append("stale")
            continue
        outcomes.append("won")
        shifted += minutes
        minutes = -minutes
    return {"outcomes": outcomes, "shifted": shifted}


def mark(status):
    """Mark the participant, from an empty page."""
    workshop = Workshop.objects.get()
    (slot,) = slots_of(workshop)
    change = Change(workshop.registrations.get(), "", status)
    wait_for_the_others()
    return mark_several(slot=slot, changes=[change], by=None).written


def release_agenda():
    """Which version was made; 0 for none."""
    workshop = Workshop.objects.get()
    wait_for_the_others()
    try:
        return release(workshop=workshop, by=None).number
    except NothingToRelease:
        return 0


def count():
    """The places taken, and the marks."""
    workshop = Workshop.objects.get()
    placed = AgendaItem.objects.filter(day=workshop.starts_on)
    return {
        "starts": sorted(placed.values_list("start_minute", flat=True)),
        "versions_of_sessions": list(placed.order_by("pk").values_list("version", flat=True)),
        "speakers": workshop.speakers.count(),
        "versions": sorted(workshop.agenda_versions.values_list("number", flat=True)),
        "marks": [status for marks in marks_of(workshop).values() for status in marks.values()],
    }
