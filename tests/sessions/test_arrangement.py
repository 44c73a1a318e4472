"""What the editor's script sends and asks for, through the client."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from sessions.models import AgendaEdit, AgendaItem
from sessions.tasks import forget_edits
from tests.factories import (
    AgendaItemFactory,
    AppearanceFactory,
    TeamMemberFactory,
    UserFactory,
    WorkshopFactory,
)
from workshops.roles import Role

pytestmark = pytest.mark.django_db


def url(name, workshop):
    return reverse(f"agenda:{name}", args=[workshop.slug])


@pytest.fixture
def item(workshop, hall):
    item = AgendaItemFactory(workshop=workshop, title="Briefing")
    item.rooms.add(hall)
    return item


@pytest.fixture
def send(organiser_client, workshop):
    def post(*changes, since=0, client=organiser_client):
        return client.post(
            url("arrangement", workshop),
            json.dumps({"changes": changes, "since": since}),
            content_type="application/json",
        )

    return post


def moved(item, start=600, **facts):
    place = {
        "day": "2030-12-12",
        "start": start,
        "minutes": 60,
        "rooms": [room.pk for room in item.rooms.all()],
        "all": False,
    }
    return {"id": item.pk, "version": item.version, "place": place | facts}


def test_answer_has_versions_and_the_day_as_it_is_now(send, item):
    cursor = send(moved(item)).json()["cursor"]
    item.version = 2

    answer = send(moved(item, 660), since=cursor).json()

    assert answer["versions"] == {str(item.pk): 3}
    assert list(answer["days"]) == ["2030-12-12"]
    assert 'data-version="3"' in answer["days"]["2030-12-12"]
    assert answer["cursor"] == AgendaEdit.objects.latest("pk").pk
    assert answer["edits"] == []


def test_page_that_has_slept_beyond_what_is_remembered_draws_every_day(
    organiser_client, workshop, send, item
):
    slept_at = send(moved(item)).json()["cursor"]
    for version, start in ((2, 660), (3, 720)):
        item.version = version
        send(moved(item, start), since=slept_at)
    AgendaEdit.objects.update(at=timezone.now() - timedelta(days=31))

    assert forget_edits() == 2

    last = AgendaEdit.objects.get().pk
    ask = url("changes", workshop)
    answer = organiser_client.get(ask, {"since": slept_at}).json()
    assert list(answer["days"]) == [day.isoformat() for day in workshop.days]
    assert 'data-start="720"' in answer["days"]["2030-12-12"]
    assert organiser_client.get(ask, {"since": last}).json() == {"cursor": last}


def test_edits_are_kept_for_as_long_as_an_undo_may_ask_and_the_latest_for_good(workshop, organiser):
    def edit(of, days):
        made = AgendaEdit.objects.create(workshop=of, by=organiser, action="added")
        AgendaEdit.objects.filter(pk=made.pk).update(at=timezone.now() - timedelta(days=days))
        return made.pk

    quiet = WorkshopFactory()
    edit(workshop, 40)
    kept = {edit(workshop, 29), edit(workshop, 0), edit(quiet, 400)}

    assert forget_edits() == 1

    assert set(AgendaEdit.objects.values_list("pk", flat=True)) == kept


def test_stale_version_is_409_and_says_who_was_faster(send, client, workshop, item):
    other = TeamMemberFactory(workshop=workshop, user=UserFactory(name="Ana")).user
    cursor = send(moved(item)).json()["cursor"]
    item.version = 2
    client.force_login(other)
    send(moved(item, 660), client=client, since=cursor)
    client.force_login(workshop.team.exclude(user=other).get().user)

    answer = send(moved(item, 720), since=cursor)

    assert answer.status_code == 409
    body = answer.json()
    assert body["sentence"] == (
        "Ana moved “Briefing”. Your change was taken back; look at theirs first."
    )
    assert body["edits"] == ["Ana moved “Briefing”."]
    assert 'data-start="660"' in body["days"]["2030-12-12"]
    assert AgendaItem.objects.get().start_minute == 660


def test_rule_is_422_with_its_sentence(send, item):
    answer = send(moved(item, 19 * 60 + 30))

    assert answer.status_code == 422
    assert answer.json()["sentence"] == (
        "The workshop's day ends at 20:00; this session would end at 20:30."
    )


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b"\xff",
        b"{}",
        b'{"changes": []}',
        b'{"changes": {}}',
        b'{"changes": [1]}',
        b'{"changes": [{"id": "x", "version": 1}]}',
        b'{"changes": [{"id": 1, "version": 1, "place": []}]}',
        b'{"changes": [{"id": 1, "version": 1, "place": {"minutes": 3}}]}',
        b'{"changes": [{"id": 1, "version": 1, "place": {"minutes": 60, "day": "2030-12-12"}}]}',
        b'{"changes": [{"id": 1, "version": 1, "place": {"minutes": 60, "rooms": ["1"]}}]}',
        b'{"changes": [{"id": 1, "version": 1, "group": "x"}]}',
        b'{"changes": [{"id": 1, "version": 1, "title": ""}]}',
        b'{"changes": [{"key": "n", "title": "x"}]}',
        b'{"changes": [{"key": "n", "title": "x", "kind": "party", "place": {"minutes": 60}}]}',
        b'{"changes": [{"id": 1, "version": 1}, {"id": 1, "version": 1}]}',
        b'{"changes": [{"id": 1, "version": 1}], "since": "x"}',
        b"[" * 100_000,
    ],
)
def test_what_the_editor_would_not_send_is_refused_with_a_sentence(
    organiser_client, workshop, body
):
    answer = organiser_client.post(
        url("arrangement", workshop), body, content_type="application/json"
    )

    assert answer.status_code == 400
    assert answer.json()["sentence"]


@pytest.mark.parametrize("role", [Role.CERTIFICATE_STAFF, Role.DOOR_STAFF, Role.DONOR])
def test_who_may_not_edit_changes_nothing(client, send, workshop, item, role):
    client.force_login(TeamMemberFactory(workshop=workshop, role=role).user)

    assert send(moved(item), client=client).status_code == 404
    assert client.post(url("acceptances", workshop), {"mark": "x"}).status_code == 404
    assert AgendaItem.objects.get().start_minute == 540


def test_nothing_new_costs_one_query_beside_the_access(
    organiser_client, workshop, django_assert_num_queries
):
    with django_assert_num_queries(5):
        answer = organiser_client.get(url("changes", workshop), {"since": 0})

    assert answer.json() == {"cursor": 0}


@pytest.mark.parametrize("since", ["", "x", "-1", "9" * 30, "٣"])
def test_cursor_that_is_none_is_refused(organiser_client, workshop, since):
    answer = organiser_client.get(url("changes", workshop), {"since": since})

    assert answer.status_code in (200, 400)
    assert ("sentence" in answer.json()) == (answer.status_code == 400)


def test_changes_of_the_form_and_of_others_are_heard(organiser_client, workshop, item, typed):
    organiser_client.post(
        reverse("agenda:edit", args=[workshop.slug, item.pk]),
        typed(title="Briefing", day="2030-12-13", version="1"),
    )
    AgendaEdit.objects.update(by=UserFactory(name="Ana"))

    answer = organiser_client.get(url("changes", workshop), {"since": 0}).json()

    assert answer["edits"] == ["Ana changed “Briefing”."]
    assert sorted(answer["days"]) == ["2030-12-12", "2030-12-13"]


def test_page_costs_the_same_for_any_agenda(
    organiser_client, workshop, hall, django_assert_max_num_queries
):
    counts = []
    for number in (1, 3):
        while AgendaItem.objects.count() < number:
            AppearanceFactory(item__workshop=workshop).item.rooms.add(hall)
        with django_assert_max_num_queries(30) as queries:
            organiser_client.get(url("editor", workshop))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_warning_is_accepted_and_comes_back_when_the_session_moves(
    organiser_client, send, workshop, speaker
):
    one, two = (
        AppearanceFactory(item__workshop=workshop, item__title=title, speaker=speaker).item
        for title in ("One", "Two")
    )
    page = organiser_client.get(url("editor", workshop))
    assertContains(page, "2 sessions need a look")
    (mark,) = {
        finding.clash.mark
        for item in page.context["board"].clashing
        for finding in item.open_findings
    }

    organiser_client.post(url("acceptances", workshop), {"mark": mark, "note": "Leaves early"})
    accepted = organiser_client.get(url("editor", workshop))
    assertNotContains(accepted, "need a look")
    assertContains(accepted, "Leaves early")

    send(moved(two, 570))
    assertContains(organiser_client.get(url("editor", workshop)), "2 sessions need a look")
    assert one.appearances.count() == 1


def test_acceptance_needs_a_note_and_a_warning_that_is_there(organiser_client, workshop):
    def answer(**sent):
        return organiser_client.post(url("acceptances", workshop), sent, follow=True)

    assertContains(answer(mark="x"), "Say in a few words why this is all right.")
    assertContains(answer(mark="x", note="Yes"), "This warning is gone")
    assert not workshop.accepted_clashes.exists()


def test_accepted_warning_is_shown_again_on_wish(organiser_client, workshop):
    AgendaItemFactory(workshop=workshop)
    page = organiser_client.get(url("editor", workshop))
    mark = page.context["board"].clashing[0].open_findings[0].clash.mark
    organiser_client.post(url("acceptances", workshop), {"mark": mark, "note": "A surprise"})

    organiser_client.post(url("acceptances", workshop), {"mark": mark, "take_back": "1"})

    assertContains(organiser_client.get(url("editor", workshop)), "1 session needs a look")
