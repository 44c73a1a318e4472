"""The editor's one write: many changes at once, or none."""

import datetime

import pytest

from common.rules import RuleBroken
from sessions.actions.arranging import NEW_GROUP, Addition, Revision, TakeBack, arrange
from sessions.actions.placing import Place, SessionClashes, StaleSession
from sessions.models import AgendaEdit, AgendaItem
from tests.factories import AgendaItemFactory, AppearanceFactory, RoomFactory, UserFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date(2030, 12, 12)
NEXT = datetime.date(2030, 12, 13)


@pytest.fixture
def briefing(workshop, hall):
    item = AgendaItemFactory(workshop=workshop, title="Briefing")
    item.rooms.add(hall)
    return item


@pytest.fixture
def panel(workshop, hall):
    item = AgendaItemFactory(workshop=workshop, title="Panel", start_minute=600)
    item.rooms.add(hall)
    return item


def at(start, *rooms, day=DAY, minutes=60, **facts):
    return Place(day, start, minutes, tuple(room.pk for room in rooms), **facts)


def starts():
    return dict(AgendaItem.objects.values_list("title", "start_minute"))


def test_two_sessions_swap_their_places_in_one_go(workshop, hall, briefing, panel):
    done = arrange(
        workshop=workshop,
        changes=[
            Revision(briefing.pk, 1, at(600, hall)),
            Revision(panel.pk, 1, at(540, hall)),
        ],
        by=None,
    )

    assert starts() == {"Briefing": 600, "Panel": 540}
    assert done.versions == {briefing.pk: 2, panel.pk: 2}


def test_one_that_cannot_go_there_keeps_all_where_they_were(workshop, hall, briefing, panel):
    with pytest.raises(SessionClashes, match="“Briefing” cannot go there"):
        arrange(
            workshop=workshop,
            changes=[
                Revision(briefing.pk, 1, at(630, hall)),
                Revision(panel.pk, 1, at(615, hall)),
            ],
            by=None,
        )

    assert starts() == {"Briefing": 540, "Panel": 600}
    assert not AgendaEdit.objects.exists()


@pytest.mark.parametrize(
    "place",
    [at(7 * 60), at(19 * 60 + 30), at(540, day=datetime.date(2030, 12, 14)), at(600, minutes=90)],
)
def test_hours_days_and_rooms_are_kept(workshop, hall, briefing, panel, place):
    wanted = Place(place.day, place.start_minute, place.minutes, (hall.pk,))

    with pytest.raises(SessionClashes):
        arrange(workshop=workshop, changes=[Revision(briefing.pk, 1, wanted)], by=None)

    assert starts() == {"Briefing": 540, "Panel": 600}


def test_two_new_sessions_cannot_share_a_room(workshop, hall):
    with pytest.raises(SessionClashes):
        arrange(
            workshop=workshop,
            changes=[Addition("a", "One", at(540, hall)), Addition("b", "Two", at(570, hall))],
            by=None,
        )

    assert not AgendaItem.objects.exists()


def test_a_single_stale_version_refuses_all(workshop, hall, briefing, panel):
    AgendaItem.objects.filter(pk=panel.pk).update(version=5)

    with pytest.raises(StaleSession) as refused:
        arrange(
            workshop=workshop,
            changes=[
                Revision(briefing.pk, 1, at(660, hall)),
                Revision(panel.pk, 1, at(540, hall)),
            ],
            by=None,
        )

    assert refused.value.key == panel.pk
    assert starts() == {"Briefing": 540, "Panel": 600}


def test_session_of_another_workshop_is_as_good_as_deleted(workshop):
    stranger = AgendaItemFactory()

    with pytest.raises(StaleSession):
        arrange(workshop=workshop, changes=[Revision(stranger.pk, 1, at(600))], by=None)


def test_room_of_another_workshop_is_refused(workshop, briefing):
    with pytest.raises(RuleBroken, match="A room was deleted"):
        arrange(
            workshop=workshop,
            changes=[Revision(briefing.pk, 1, at(600, RoomFactory()))],
            by=None,
        )


def test_move_keeps_people_title_and_identity(workshop, hall, briefing):
    AppearanceFactory(item=briefing)

    arrange(workshop=workshop, changes=[Revision(briefing.pk, 1, at(600, hall))], by=None)

    saved = AgendaItem.objects.get()
    assert (saved.title, saved.uid, saved.sequence) == ("Briefing", briefing.uid, 0)
    assert saved.appearances.count() == 1


def test_title_alone_leaves_place_and_rooms(workshop, hall, briefing):
    arrange(workshop=workshop, changes=[Revision(briefing.pk, 1, title="Welcome")], by=None)

    saved = AgendaItem.objects.get()
    assert (saved.title, saved.start_minute, list(saved.rooms.all())) == ("Welcome", 540, [hall])
    assert AgendaEdit.objects.get().action == AgendaEdit.Action.CHANGED


def test_copy_takes_people_and_details_over(workshop, hall, briefing):
    part = AppearanceFactory(item=briefing, role="chair")
    AgendaItem.objects.filter(pk=briefing.pk).update(abstract="Why", language="ka", expected=12)

    done = arrange(
        workshop=workshop,
        changes=[
            Revision(briefing.pk, 1, at(540, hall, minutes=30)),
            Addition("n1", "Second part", at(570, hall, minutes=30), copy_of=briefing.pk),
        ],
        by=None,
    )

    copy = AgendaItem.objects.get(pk=done.made["n1"])
    assert (copy.kind, copy.abstract, copy.language, copy.expected) == (
        briefing.kind,
        "Why",
        "ka",
        12,
    )
    assert [(one.speaker, one.role) for one in copy.appearances.all()] == [(part.speaker, "chair")]


def test_new_group_is_one_for_all_of_a_request(workshop, hall):
    red = RoomFactory(workshop=workshop)
    changes = [
        Addition(str(room.pk), room.name, at(540, room), group=NEW_GROUP) for room in (hall, red)
    ]

    arrange(workshop=workshop, changes=changes, by=None)

    (group,) = set(AgendaItem.objects.values_list("parallel_group", flat=True))
    assert group is not None
    first = AgendaItem.objects.earliest("pk")
    arrange(workshop=workshop, changes=[Revision(first.pk, 1, group="")], by=None)
    first.refresh_from_db()
    assert first.parallel_group is None


def test_only_ones_own_addition_can_be_taken_back(workshop, briefing):
    me, other = UserFactory(), UserFactory()
    made = arrange(workshop=workshop, changes=[Addition("n", "Mine", at(700))], by=me).made["n"]

    for item, by in ((made, other), (briefing.pk, me)):
        with pytest.raises(RuleBroken, match="added by somebody else"):
            arrange(workshop=workshop, changes=[TakeBack(item, 1)], by=by)
    arrange(workshop=workshop, changes=[TakeBack(made, 1)], by=me)

    assert list(AgendaItem.objects.all()) == [briefing]


def test_edit_names_sessions_and_the_days_that_changed(workshop, hall, briefing):
    me = UserFactory()

    arrange(workshop=workshop, changes=[Revision(briefing.pk, 1, at(600, hall, day=NEXT))], by=me)
    arrange(workshop=workshop, changes=[Revision(briefing.pk, 2, Place())], by=me)

    moved, put_away = AgendaEdit.objects.all()
    assert (moved.by, moved.action, moved.items, moved.title) == (
        me,
        AgendaEdit.Action.MOVED,
        [briefing.pk],
        "Briefing",
    )
    assert moved.days == ["2030-12-12", "2030-12-13"]
    assert put_away.days == ["", "2030-12-13"]


def test_queries_of_a_move_do_not_grow_with_the_agenda(
    workshop, hall, briefing, django_assert_max_num_queries
):
    counts = []
    for number in (1, 3):
        AgendaItemFactory.create_batch(number, workshop=workshop, start_minute=900)
        version = AgendaItem.objects.get(pk=briefing.pk).version
        place = at(540 + 5 * version, hall)
        with django_assert_max_num_queries(20) as queries:
            changes = [Revision(briefing.pk, version, place)]
            arrange(workshop=workshop, changes=changes, by=None)
        counts.append(len(queries))

    assert counts[0] == counts[1]
