import dataclasses
import datetime

import pytest

from common.rules import RuleBroken
from sessions.actions.duplicating import duplicate
from sessions.actions.removing import remove
from sessions.actions.scheduling import (
    Details,
    NewSpeaker,
    Part,
    SessionClashes,
    StaleSession,
    schedule,
)
from sessions.clashes import agenda_clashes
from sessions.conflicts import Cause
from sessions.models import AgendaItem, Speaker
from tests.factories import (
    AgendaItemFactory,
    AppearanceFactory,
    AttendanceFactory,
    RegistrationFactory,
    SpeakerFactory,
    TeamMemberFactory,
    UserFactory,
    WorkshopFactory,
)

pytestmark = pytest.mark.django_db
DAY = datetime.date(2030, 12, 12)
MORNING = Details(title="Lecture", day=DAY, start_minute=540, minutes=60)


def moved(details, **changes):
    return dataclasses.replace(details, **changes)


def causes(warnings):
    return [clash.cause for clash in warnings]


def test_session_is_saved_with_rooms_and_people_in_order(workshop, hall, speaker):
    details = moved(MORNING, rooms=[hall])
    new = NewSpeaker("Ivo", "Tamm", "Police and Border Guard")

    done = schedule(
        workshop=workshop, details=details, parts=[Part(new, "chair"), Part(speaker)], by=None
    )

    item = AgendaItem.objects.get()
    assert (done.item, done.warnings, item.version, item.sequence) == (item, [], 1, 0)
    assert list(item.rooms.all()) == [hall]
    assert [(str(part.speaker), part.role) for part in item.appearances.all()] == [
        ("Ivo Tamm, Police and Border Guard", "chair"),
        ("Lena Ozola, State Police of Latvia", "speaker"),
    ]


def test_room_that_is_taken_refuses_the_session_and_saves_nothing(workshop, hall):
    AgendaItemFactory(workshop=workshop, title="Briefing").rooms.add(hall)
    wanted = moved(MORNING, rooms=[hall], start_minute=570)

    with pytest.raises(SessionClashes, match="Main hall: taken by “Briefing”") as refused:
        schedule(workshop=workshop, details=wanted, parts=[], by=None)

    assert refused.value.field == "rooms"
    assert AgendaItem.objects.count() == 1


def test_a_break_in_all_rooms_takes_every_room(workshop, hall):
    AgendaItemFactory(workshop=workshop, kind="break", in_all_rooms=True)

    with pytest.raises(SessionClashes):
        schedule(workshop=workshop, details=moved(MORNING, rooms=[hall]), parts=[], by=None)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"day": DAY - datetime.timedelta(days=1)}, "day"),
        ({"start_minute": 7 * 60}, "start"),
        ({"start_minute": 19 * 60, "minutes": 90}, "end"),
    ],
)
def test_days_and_hours_of_the_workshop_are_kept(workshop, changes, field):
    with pytest.raises(SessionClashes) as refused:
        schedule(workshop=workshop, details=moved(MORNING, **changes), parts=[], by=None)

    assert refused.value.field == field


def test_speaker_in_two_places_is_a_warning(workshop, speaker):
    other = AppearanceFactory(item__workshop=workshop, speaker=speaker).item

    done = schedule(workshop=workshop, details=MORNING, parts=[Part(speaker)], by=None)

    assert causes(done.warnings) == [Cause.SPEAKER]
    assert done.warnings[0].other.key == other.pk


def test_speaker_in_another_workshop_is_named_to_those_who_may_see_it(workshop, speaker):
    elsewhere = WorkshopFactory(time_zone="Asia/Tbilisi")
    theirs = SpeakerFactory(workshop=elsewhere, person=speaker.person)
    # 11:00 in Tbilisi is 09:00 in Kyiv.
    AppearanceFactory(
        speaker=theirs, item__workshop=elsewhere, item__title="Panel", item__start_minute=660
    )
    insider = TeamMemberFactory(workshop=elsewhere).user
    item = schedule(workshop=workshop, details=MORNING, parts=[Part(speaker)], by=None).item

    (named,) = agenda_clashes(workshop, user=insider)[item.pk]
    (unnamed,) = agenda_clashes(workshop, user=UserFactory())[item.pk]

    assert "“Panel” of another workshop" in named.words
    assert unnamed.words == "Lena Ozola is needed in another workshop at the same time."


def test_protected_speaker_goes_by_alias_in_clashes(workshop, speaker):
    RegistrationFactory(
        workshop=workshop, person=speaker.person, is_protected=True, alias="Officer K"
    )
    AppearanceFactory(item__workshop=workshop, speaker=speaker)

    done = schedule(workshop=workshop, details=MORNING, parts=[Part(speaker)], by=None)

    assert done.warnings[0].words.startswith("Officer K is also needed")


def test_stale_version_is_refused_and_tells_what_was_saved(workshop):
    item = AgendaItemFactory(workshop=workshop)
    schedule(workshop=workshop, item=item, version=1, details=MORNING, parts=[], by=None)

    with pytest.raises(StaleSession) as refused:
        schedule(
            workshop=workshop,
            item=item,
            version=1,
            details=moved(MORNING, title="Mine"),
            parts=[],
            by=None,
        )

    assert (refused.value.saved.title, refused.value.saved.version) == ("Lecture", 2)
    assert AgendaItem.objects.get().title == "Lecture"


def test_session_deleted_meanwhile_is_refused(workshop):
    item = AgendaItemFactory(workshop=workshop)
    remove(item=item, by=None)

    with pytest.raises(StaleSession, match="deleted by somebody else"):
        schedule(workshop=workshop, item=item, version=1, details=MORNING, parts=[], by=None)


def test_saving_raises_the_version_and_leaves_the_calendars_number_to_the_release(workshop):
    item = schedule(workshop=workshop, details=MORNING, parts=[], by=None).item
    later = moved(MORNING, start_minute=600)

    saved = schedule(workshop=workshop, item=item, details=later, parts=[], by=None).item

    assert (saved.version, saved.sequence) == (2, 0)


def test_same_new_speaker_typed_twice_is_one_person(workshop):
    new = NewSpeaker("Ivo", "Tamm", "Police")
    schedule(workshop=workshop, details=MORNING, parts=[Part(new)], by=None)
    again = moved(MORNING, start_minute=660)

    schedule(
        workshop=workshop, details=again, parts=[Part(NewSpeaker("IVO", "tamm", "Police"))], by=None
    )

    assert Speaker.objects.count() == 1


def test_speaker_of_another_workshop_is_refused(workshop):
    with pytest.raises(RuleBroken, match="another workshop"):
        schedule(workshop=workshop, details=MORNING, parts=[Part(SpeakerFactory())], by=None)

    assert not AgendaItem.objects.filter(workshop=workshop).exists()


def test_copy_has_people_and_no_place(workshop, hall, speaker):
    item = AppearanceFactory(item__workshop=workshop, speaker=speaker).item
    item.rooms.add(hall)

    copy = duplicate(item=item, by=None)

    assert (copy.title, copy.is_scheduled, copy.uid == item.uid) == (item.title, False, False)
    assert [part.speaker for part in copy.appearances.all()] == [speaker]


def test_session_with_attendance_stays(workshop):
    item = AgendaItemFactory(workshop=workshop)
    registration = RegistrationFactory(workshop=workshop)
    AttendanceFactory(registration=registration, item=item, day=None, half="")

    with pytest.raises(RuleBroken, match="cannot be deleted"):
        remove(item=item, by=None)

    assert AgendaItem.objects.count() == 1


def test_clashes_cost_the_same_for_any_agenda(workshop, hall, django_assert_max_num_queries):
    counts = []
    for number in (1, 3):
        while AgendaItem.objects.filter(workshop=workshop).count() < number:
            AppearanceFactory(item__workshop=workshop).item.rooms.add(hall)
        with django_assert_max_num_queries(12) as queries:
            agenda_clashes(workshop)
        counts.append(len(queries))

    assert counts[0] == counts[1]
