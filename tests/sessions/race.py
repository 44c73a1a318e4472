"""One of several processes that write the agenda at the same time.

python -m tests.sessions.race prepare                 a workshop, a room, a participant to mark
python -m tests.sessions.race fill                    six sessions in the room
python -m tests.sessions.race place SEED AT KIND      place sessions all over one day: in the
                                                      room ("room") or in all rooms ("plenary")
python -m tests.sessions.race arrange SET AT          shift a set of these again and again
python -m tests.sessions.race mark STATUS AT          mark the participant, from an empty page
python -m tests.sessions.race release AT              release the agenda; which version, 0 for none
python -m tests.sessions.race count                   the places taken, and the mark
"""

import json
import os
import random
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402

from sessions.actions.arranging import Revision, arrange  # noqa: E402
from sessions.actions.marking import Change, mark_several  # noqa: E402
from sessions.actions.placing import Place, StaleSession  # noqa: E402
from sessions.actions.releasing import NothingToRelease, release  # noqa: E402
from sessions.actions.scheduling import Details, NewSpeaker, Part, SessionClashes  # noqa: E402
from sessions.actions.scheduling import schedule as schedule_session  # noqa: E402
from sessions.attendance import marks_of, slots_of  # noqa: E402
from sessions.models import AgendaItem  # noqa: E402
from tests.factories import (  # noqa: E402
    AgendaItemFactory,
    RegistrationFactory,
    RoomFactory,
    WorkshopFactory,
)
from workshops.models import Workshop  # noqa: E402


def prepare():
    call_command("migrate", verbosity=0)
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


def place(seed, at, kind):
    """Try every half-hour of the first day in an order of one's own; tell how many were given."""
    workshop = Workshop.objects.get()
    rooms = list(workshop.rooms.all())
    starts = list(range(8 * 60, 20 * 60, 30))
    random.Random(seed).shuffle(starts)
    time.sleep(max(0, float(at) - time.time()))
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


def arrange_set(name, at):
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
        time.sleep(max(0, float(at) - time.time()))
        try:
            arrange(workshop=workshop, changes=revisions, by=None)
        except StaleSession:
            outcomes.append("stale")
            continue
        outcomes.append("won")
        shifted += minutes
        minutes = -minutes
    return {"outcomes": outcomes, "shifted": shifted}


def mark(status, at):
    workshop = Workshop.objects.get()
    (slot,) = slots_of(workshop)
    change = Change(workshop.registrations.get(), "", status)
    time.sleep(max(0, float(at) - time.time()))
    return mark_several(slot=slot, changes=[change], by=None).written


def release_agenda(at):
    workshop = Workshop.objects.get()
    time.sleep(max(0, float(at) - time.time()))
    try:
        return release(workshop=workshop, by=None).number
    except NothingToRelease:
        return 0


def count():
    workshop = Workshop.objects.get()
    placed = AgendaItem.objects.filter(day=workshop.starts_on)
    return {
        "starts": sorted(placed.values_list("start_minute", flat=True)),
        "versions_of_sessions": list(placed.order_by("pk").values_list("version", flat=True)),
        "speakers": workshop.speakers.count(),
        "versions": sorted(workshop.agenda_versions.values_list("number", flat=True)),
        "marks": [status for marks in marks_of(workshop).values() for status in marks.values()],
    }


if __name__ == "__main__":
    steps = {
        "prepare": prepare,
        "fill": fill,
        "place": place,
        "arrange": arrange_set,
        "mark": mark,
        "release": release_agenda,
        "count": count,
    }
    step = steps[sys.argv[1]]
    sys.stdout.write(json.dumps(step(*sys.argv[2:])))
