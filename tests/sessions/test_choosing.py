"""Of sessions at the same time a participant says which one they go to."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from common.rules import RuleBroken
from pages.exporting import everything_about
from participants.links import token_of
from participants.states import RegistrationState
from sessions.actions.choosing import choose_session, leave_session
from sessions.choosing import chosen_by, own_sessions, rivals_of
from sessions.clashes import findings_of
from sessions.conflicts import Crowd, too_many_chose
from sessions.models import AgendaItem
from sessions.programme import released_programme
from tests.factories import AgendaItemFactory, RegistrationFactory, WorkshopFactory, released
from tests.sessions.test_conflicts import placing

pytestmark = pytest.mark.django_db
SENT = {"submitted_at": timezone.now()}


@pytest.fixture
def open_workshop():
    return WorkshopFactory(agenda_is_public=True)


@pytest.fixture
def agenda(open_workshop):
    """Opening; Italy and Spain side by side, Malta that begins within Spain; a break beside."""
    facts = {
        "Opening": {"start_minute": 540, "in_all_rooms": True, "kind": "opening"},
        "Italy": {"start_minute": 600},
        "Spain": {"start_minute": 600, "minutes": 90},
        "Malta": {"start_minute": 660},
        "Coffee": {"start_minute": 600, "kind": "break"},
    }
    items = {
        title: AgendaItemFactory(workshop=open_workshop, title=title, **more)
        for title, more in facts.items()
    }
    released(open_workshop)
    return items


@pytest.fixture
def registration(open_workshop):
    return RegistrationFactory(workshop=open_workshop, state="approved", **SENT)


def titles(sessions):
    return sorted(one.title for one in sessions)


def address(registration):
    return reverse("agenda:choose_session", args=[token_of(registration)])


def personal(client, registration):
    return client.get(reverse("pages:personal", args=[token_of(registration)]))


def test_sessions_in_parallel_are_those_that_overlap(open_workshop, agenda):
    sessions = released_programme(open_workshop).sessions

    found = rivals_of(sessions)
    rivals = {title: titles(found.get(str(item.uid), [])) for title, item in agenda.items()}

    assert rivals == {
        "Opening": [],
        "Italy": ["Spain"],
        "Spain": ["Italy", "Malta"],
        "Malta": ["Spain"],
        "Coffee": [],
    }


@pytest.mark.parametrize(
    "chosen, left",
    [
        ([], ["Coffee", "Italy", "Malta", "Opening", "Spain"]),
        (["Italy"], ["Coffee", "Italy", "Malta", "Opening"]),
        (["Spain"], ["Coffee", "Opening", "Spain"]),
        (["Italy", "Malta"], ["Coffee", "Italy", "Malta", "Opening"]),
    ],
)
def test_own_agenda_is_what_was_chosen_and_what_has_no_choice(open_workshop, agenda, chosen, left):
    sessions = released_programme(open_workshop).sessions

    assert titles(own_sessions(sessions, {str(agenda[t].uid) for t in chosen})) == left


def test_participant_chooses_changes_and_takes_back(client, registration, agenda):
    url = address(registration)
    uid = {title: str(item.uid) for title, item in agenda.items()}

    answer = client.post(url, {"choose": uid["Italy"]}, follow=True)
    assertContains(answer, "You go to “Italy”.")
    assertContains(answer, "you go here", count=1)
    client.post(url, {"choose": uid["Malta"]})
    assert chosen_by(registration) == {uid["Italy"], uid["Malta"]}

    client.post(url, {"choose": uid["Spain"]})
    assert chosen_by(registration) == {uid["Spain"]}

    client.post(url, {"leave": uid["Spain"]})
    assert chosen_by(registration) == set()


def test_only_sessions_in_parallel_can_be_chosen(client, registration, agenda):
    for wanted in (str(agenda["Opening"].uid), str(agenda["Coffee"].uid), "nothing", ""):
        answer = client.post(address(registration), {"choose": wanted}, follow=True)

        assertContains(answer, "There is nothing to choose here any more")
    assert chosen_by(registration) == set()
    assert personal(client, registration).content.decode().count("I go to this one") == 3


@pytest.mark.parametrize(
    "state", sorted(set(RegistrationState) - {"approved", "nominated", "invited"})
)
def test_who_has_no_confirmed_seat_chooses_nothing(client, open_workshop, agenda, state):
    registration = RegistrationFactory(workshop=open_workshop, state=state, **SENT)

    assertNotContains(personal(client, registration), "I go to this one")
    client.post(address(registration), {"choose": str(agenda["Italy"].uid)})
    assert chosen_by(registration) == set()


def test_choice_does_not_tell_of_a_decision_that_is_held_back(client, open_workshop, agenda):
    registration = RegistrationFactory(
        workshop=open_workshop, state="approved", decision_is_held=True, **SENT
    )

    assertNotContains(personal(client, registration), "I go to this one")
    with pytest.raises(RuleBroken):
        choose_session(registration=registration, uid=str(agenda["Italy"].uid))


def test_choice_stays_once_one_of_the_sessions_has_begun(registration, agenda):
    spain, malta = (str(agenda[title].uid) for title in ("Spain", "Malta"))
    agenda["Spain"].workshop = registration.workshop
    begins = agenda["Spain"].starts_at
    minute = datetime.timedelta(minutes=1)

    choose_session(registration=registration, uid=spain, now=begins - minute)
    for act, uid in ((leave_session, spain), (choose_session, malta)):
        with pytest.raises(RuleBroken, match="has begun"):
            act(registration=registration, uid=uid, now=begins)

    assert chosen_by(registration) == {spain}


def test_nobody_elses_link_chooses(client, registration, agenda):
    assert client.post("/r/nothing/sessions/", {"choose": "x"}).status_code == 404
    assert client.get(address(registration)).status_code == 405


def test_organisers_see_how_many_chose_and_are_warned_when_seats_lack(
    organiser_client, workshop, organiser
):
    workshop.agenda_is_public = True
    workshop.save()
    items = AgendaItemFactory.create_batch(2, workshop=workshop)
    items[0].rooms.create(workshop=workshop, name="Blue", seats=1)
    released(workshop)
    url = reverse("agenda:edit", args=[workshop.slug, items[0].pk])

    def choosing():
        registration = RegistrationFactory(workshop=workshop, state="approved", **SENT)
        choose_session(registration=registration, uid=str(items[0].uid))
        found = findings_of(workshop, user=organiser).get(items[0].pk, [])
        return [f.clash.words for f in found if f.clash.cause == "chosen"]

    assert choosing() == []
    assertContains(organiser_client.get(url), "1 participant has chosen this session")
    assert choosing() == ["1 seat for 2 people who chose this session."]
    board = reverse("agenda:editor", args=[workshop.slug])
    assertContains(organiser_client.get(board), "chosen by 2, seats: 1", 1)

    assert set(AgendaItem.objects.values_list("expected", flat=True)) == {None}
    workshop.registrations.update(state="withdrawn")
    assertNotContains(organiser_client.get(url), "chosen this session")


def test_warning_of_lacking_seats_stays_accepted_when_one_more_chooses():
    one = placing(rooms=[1])
    marks = {
        clash.mark
        for count in (2, 3)
        for clash in too_many_chose(one, Crowd(0, {1: 1}, {one.key: count}))
    }

    assert len(marks) == 1


def test_session_that_is_deleted_takes_no_choice_from_its_participants(registration, agenda):
    choose_session(registration=registration, uid=str(agenda["Italy"].uid))

    agenda["Italy"].delete()

    assert chosen_by(registration) == {str(agenda["Italy"].uid)}


def test_choices_are_in_what_is_held_of_a_person(registration, agenda):
    choose_session(registration=registration, uid=str(agenda["Italy"].uid))

    (chosen,) = everything_about(registration)["chosen_sessions"]

    assert chosen["session"] == str(agenda["Italy"].uid)


def test_page_costs_the_same_for_two_and_four_choices(
    client, registration, open_workshop, django_assert_max_num_queries
):
    registration.opened_at = timezone.now()
    registration.save()
    counts = []
    for _round in range(2):
        AgendaItemFactory.create_batch(2, workshop=open_workshop)
        released(open_workshop)
        with django_assert_max_num_queries(40) as taken:
            personal(client, registration)
        counts.append(len(taken))

    assert counts[0] == counts[1]
