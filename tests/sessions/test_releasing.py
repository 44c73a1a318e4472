"""Versions of the agenda: what is released, what is told, what can be restored."""

import datetime
import json
from http import HTTPStatus

import pytest
from django.urls import reverse
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar
from pytest_django.asserts import assertContains, assertNotContains

from sessions.actions.adding_speakers import remove_speaker
from sessions.actions.releasing import DraftMoved, NothingToRelease
from sessions.actions.removing import remove
from sessions.actions.restoring import restore
from sessions.freezing import digest_of, draft_of
from sessions.ical import calendar_of
from sessions.models import AgendaItem, Appearance
from sessions.programme import publication_of, released_programme
from tests.factories import (
    AgendaItemFactory,
    AppearanceFactory,
    PersonFactory,
    RegistrationFactory,
    SpeakerFactory,
    TeamMemberFactory,
    released,
)
from workshops.models import Workshop
from workshops.roles import Role

pytestmark = pytest.mark.django_db


def url(workshop, name, *more):
    return reverse(f"agenda:{name}", args=[workshop.slug, *more])


def events(workshop):
    calendar = Calendar.from_ical(calendar_of(workshop))
    return {
        str(event["SUMMARY"]): (event["SEQUENCE"], str(event["STATUS"]))
        for event in calendar.walk("VEVENT")
    }


def test_version_keeps_what_was_released_whatever_becomes_of_the_draft(workshop):
    item = AgendaItemFactory(workshop=workshop, title="Case study")
    released(workshop)

    AgendaItem.objects.update(title="Another", start_minute=600)

    (session,) = released_programme(workshop).sessions
    assert (session.title, session.time, session.item) == ("Case study", "09:00–10:00", item.pk)


def test_versions_are_numbered_and_nothing_is_released_twice(workshop, organiser):
    with pytest.raises(NothingToRelease, match="No session has a time yet"):
        released(workshop)
    AgendaItemFactory(workshop=workshop)
    first = released(workshop)
    with pytest.raises(NothingToRelease, match="Nothing has changed since version 1"):
        released(workshop)
    AgendaItem.objects.update(title="Another")
    second = released(workshop, note=" Because. ")

    assert [first.number, second.number, second.note] == [1, 2, "Because."]
    assert workshop.agenda_versions.count() == 2


def test_what_readers_do_not_see_is_no_change(workshop):
    AgendaItemFactory(workshop=workshop)
    released(workshop)

    AgendaItem.objects.update(counts_for_attendance=False, version=7)
    AgendaItemFactory(workshop=workshop, day=None, start_minute=None)

    assert publication_of(workshop).n_changes == 0


def test_nothing_goes_out_that_was_not_looked_at(workshop):
    AgendaItemFactory(workshop=workshop)
    seen = digest_of(draft_of(workshop))
    AgendaItemFactory(workshop=workshop, start_minute=600)

    with pytest.raises(DraftMoved):
        released(workshop, seen=seen)

    assert not workshop.agenda_versions.exists()


def test_no_name_is_frozen(workshop):
    person = PersonFactory(given_names="Hidden", family_name="Name")
    speaker = SpeakerFactory(workshop=workshop, person=person, agency="Secret agency")
    part = AppearanceFactory(item__workshop=workshop, speaker=speaker)
    released(workshop)
    part.delete()
    version = released(workshop)

    kept = json.dumps([version.content, version.changes])
    assert not any(word in kept for word in ("Hidden", "Name", "Secret"))


def test_erased_speaker_is_named_nowhere(workshop):
    part = AppearanceFactory(item__workshop=workshop)
    released(workshop)
    part.delete()
    remove_speaker(speaker=part.speaker, by=None)
    part.speaker.person.delete()

    assert released_programme(workshop).sessions[0].people == ()


def test_calendar_counts_up_once_a_release_and_cancels_what_is_gone(workshop):
    moved = AgendaItemFactory(workshop=workshop, title="Moved")
    AgendaItemFactory(workshop=workshop, title="Kept", start_minute=660)
    gone = AgendaItemFactory(workshop=workshop, title="Gone", start_minute=780)
    released(workshop)
    before = calendar_of(workshop)
    for start in (480, 490, 500):
        AgendaItem.objects.filter(pk=moved.pk).update(start_minute=start)
    remove(item=gone, by=None)
    assert calendar_of(workshop) == before

    released(workshop)

    expected = {
        "Moved": (1, "CONFIRMED"),
        "Kept": (0, "CONFIRMED"),
        "Gone": (1, "CANCELLED"),
    }
    assert events(workshop) == expected
    parsed = IcsCalendarStream.calendar_from_ics(calendar_of(workshop).decode())
    assert {e.summary: (e.sequence, e.status.value) for e in parsed.events} == expected


def test_cancelled_session_that_comes_back_goes_on_counting(workshop):
    AgendaItemFactory(workshop=workshop, title="Kept", start_minute=660)
    item = AgendaItemFactory(workshop=workshop, title="Back")
    first = released(workshop)
    item.delete()
    released(workshop)
    restore(version=first, by=None)

    released(workshop)

    assert events(workshop)["Back"] == (2, "CONFIRMED")


def test_release_page_says_what_changes_and_releases_it(organiser_client, workshop):
    item = AgendaItemFactory(workshop=workshop, title="Case study B")
    released(workshop)
    AgendaItem.objects.filter(pk=item.pk).update(start_minute=930)

    page = organiser_client.get(url(workshop, "release"))
    assertContains(page, "“Case study B” moved from 09:00 to 15:30.")
    assertContains(page, f'<a class="btn btn-link" href="{url(workshop, "editor")}">Cancel')
    seen = page.context["form"]["seen"].value()
    answer = organiser_client.post(
        url(workshop, "release"), {"note": "The train is late.", "seen": seen}, follow=True
    )

    assertContains(answer, "Version 2 is released.")
    assertContains(answer, "The train is late.")
    version = workshop.agenda_versions.get(number=2)
    assert version.released_by.email == workshop.team.get().user.email


def test_refused_release_keeps_the_note_and_shows_the_new_differences(organiser_client, workshop):
    AgendaItemFactory(workshop=workshop)

    answer = organiser_client.post(
        url(workshop, "release"), {"note": "Typed long", "seen": "another"}
    )

    assert answer.status_code == HTTPStatus.CONFLICT
    assertContains(answer, "Typed long", status_code=409)
    assertContains(answer, digest_of(draft_of(workshop)), status_code=409)


def test_assistants_see_that_changes_wait_and_may_not_release(client, workshop):
    client.force_login(TeamMemberFactory(workshop=workshop, role=Role.ASSISTANT).user)
    AgendaItemFactory(workshop=workshop)
    version = released(workshop)
    AgendaItemFactory(workshop=workshop, start_minute=600)

    editor = client.get(url(workshop, "editor"))

    assertContains(editor, "Unreleased changes: 1 session")
    assertNotContains(editor, "Review and release")
    assert client.get(url(workshop, "version", version.number)).status_code == HTTPStatus.OK
    for name, more in (("release", []), ("restore", [version.number])):
        assert client.post(url(workshop, name, *more)).status_code == HTTPStatus.NOT_FOUND


def test_overview_says_what_waits(organiser_client, workshop):
    overview = reverse("pages:overview", args=[workshop.slug])
    AgendaItemFactory(workshop=workshop)
    assertContains(organiser_client.get(overview), "The agenda has not been released yet")
    released(workshop)
    assertNotContains(organiser_client.get(overview), "Unreleased changes")

    AgendaItem.objects.update(title="Another")

    assertContains(organiser_client.get(overview), "Unreleased changes of the agenda: 1 session.")


def test_public_page_tells_what_the_last_release_changed(client, workshop):
    Workshop.objects.update(agenda_is_public=True)
    AgendaItemFactory(workshop=workshop, title="Lecture")
    released(workshop)
    AgendaItem.objects.update(start_minute=600)
    released(workshop, note="The train is late.")

    page = client.get(url(workshop, "public"))

    assertContains(page, "“Lecture” moved from 09:00 to 10:00.")
    assertContains(page, "The train is late.")


def test_protected_people_are_in_no_readers_changelog_and_by_alias_in_the_staffs(
    client, organiser, workshop
):
    Workshop.objects.update(agenda_is_public=True)
    item = AgendaItemFactory(workshop=workshop)
    released(workshop)
    person = PersonFactory(given_names="Hidden", family_name="Name")
    AppearanceFactory(item=item, speaker=SpeakerFactory(workshop=workshop, person=person))
    RegistrationFactory(workshop=workshop, person=person, is_protected=True, alias="Officer K")
    released(workshop)

    assertNotContains(client.get(url(workshop, "public")), "Officer K")
    client.force_login(organiser)
    page = client.get(url(workshop, "version", 2))
    assertContains(page, "Officer K")
    assertNotContains(page, "Hidden")


def test_restoring_makes_the_draft_as_it_was(workshop, hall):
    part = AppearanceFactory(item__workshop=workshop, item__title="Lecture", role="chair")
    part.item.rooms.add(hall)
    gone = AgendaItemFactory(workshop=workshop, title="Gone", start_minute=780)
    first = released(workshop)
    AgendaItem.objects.filter(pk=part.item.pk).update(title="Renamed", start_minute=600)
    part.item.rooms.clear()
    Appearance.objects.all().delete()
    remove(item=gone, by=None)
    later = AgendaItemFactory(workshop=workshop, title="Later", start_minute=900)

    done = restore(version=first, by=None)

    assert (done.unscheduled, done.without_room, done.without_speaker) == ([], [], [])
    assert publication_of(workshop).n_changes == 0
    assert AgendaItem.objects.get(title="Gone").uid == gone.uid
    later.refresh_from_db()
    assert not later.is_scheduled
    assert workshop.agenda.get(title="Lecture").version == 2


def test_restoring_says_what_cannot_be_as_it_was(organiser_client, workshop, hall):
    part = AppearanceFactory(item__workshop=workshop, item__title="Lecture")
    part.item.rooms.add(hall)
    AgendaItemFactory(workshop=workshop, title="Late", day=workshop.ends_on)
    version = released(workshop)
    Appearance.objects.all().delete()
    part.speaker.delete()
    hall.delete()
    Workshop.objects.update(ends_on=workshop.starts_on)

    answer = organiser_client.post(url(workshop, "restore", version.number), follow=True)

    assertContains(answer, "“Late” has no time now: This day is outside")
    assertContains(answer, "A room that is gone was left out at: “Lecture”.")
    assertContains(answer, "A speaker who is gone was left out at: “Lecture”.")
    assertContains(answer, "The draft is as version 1 was.")
    assert workshop.agenda.get(title="Lecture").is_scheduled


def test_pages_of_versions_cost_the_same_for_one_and_three_sessions(
    organiser_client, workshop, django_assert_max_num_queries
):
    counts = []
    for number in (1, 3):
        while workshop.agenda.count() < number:
            item = AppearanceFactory(item__workshop=workshop).item
            item.rooms.create(workshop=workshop, name=f"Hall {item.pk}")
        version = released(workshop)
        AgendaItem.objects.update(minutes=30 + number)
        cost = []
        for name, more in (("release", []), ("versions", []), ("version", [version.number])):
            with django_assert_max_num_queries(40) as queries:
                organiser_client.get(url(workshop, name, *more))
            cost.append(len(queries))
        counts.append(cost)

    assert counts[0] == counts[1]


def test_programme_takes_two_queries(workshop, django_assert_num_queries):
    for _ in range(3):
        AppearanceFactory(item__workshop=workshop)
    released(workshop)

    with django_assert_num_queries(2):
        programme = released_programme(workshop)

    assert [len(day.items) for day in programme.days] == [3]
    assert programme.sessions[0].starts_at.utcoffset() == datetime.timedelta(hours=2)
