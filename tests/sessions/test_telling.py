"""Who is told of a release, and what: once, in their language, and only what concerns them."""

from contextlib import nullcontext

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains

from jobs.models import Job
from mail.models import Message
from participants.links import token_of
from sessions.actions.answering import answer
from sessions.actions.following import follow_agenda, unfollow_agenda
from sessions.models import AgendaItem
from sessions.tasks import tell
from tests.factories import (
    AgendaItemFactory,
    AppearanceFactory,
    PersonFactory,
    RegistrationFactory,
    SpeakerFactory,
    released,
)
from workshops.models import Workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop(workshop):
    workshop.agenda_is_public = True
    workshop.save(update_fields=["agenda_is_public"])
    return workshop


def moved(item, start=930):
    AgendaItem.objects.filter(pk=item.pk).update(start_minute=start)
    return released(item.workshop)


def sent(kind):
    return list(Message.objects.filter(kind=kind).order_by("to"))


def test_speakers_hear_of_their_own_sessions_only(workshop, run_jobs):
    mine = AppearanceFactory(item__workshop=workshop, item__title="Mine")
    other = AppearanceFactory(item__workshop=workshop, item__title="Other")
    released(workshop)
    run_jobs()
    Message.objects.all().delete()

    AgendaItem.objects.update(title="Other 2")
    AgendaItem.objects.filter(pk=mine.item.pk).update(title="Mine", start_minute=930)
    released(workshop, note="The train is late.")
    run_jobs()

    told = {message.to: message.body for message in sent("speaker-changes")}
    assert set(told) == {mine.speaker.person.email, other.speaker.person.email}
    body = told[mine.speaker.person.email]
    assert "“Mine” moved from 09:00 to 15:30." in body
    assert "Other" not in body
    assert "The train is late." in body
    assert f"/s/{token_of(mine.speaker)}/" in body


def test_speaker_who_was_taken_off_hears_of_it(workshop, run_jobs):
    part = AppearanceFactory(item__workshop=workshop, item__title="Mine")
    released(workshop)
    run_jobs()
    part.delete()

    released(workshop)
    run_jobs()

    (_first, message) = Message.objects.filter(kind="speaker-changes").order_by("created_at")
    assert f"No longer at “Mine”: {part.speaker.person.full_name}." in message.body


def test_speaker_who_declined_hears_nothing_more_of_that_session(workshop, run_jobs):
    part = AppearanceFactory(item__workshop=workshop)
    answer(speaker=part.speaker, items=[part.item.pk], comes=False, reason="Ill.")

    released(workshop)

    assert not Job.objects.filter(kind="agenda.tell").exists()


def test_participants_hear_once_a_release_if_they_asked(workshop, run_jobs):
    asked, silent = RegistrationFactory.create_batch(2, workshop=workshop)
    follow_agenda(registration=asked)
    follow_agenda(registration=asked)
    item = AgendaItemFactory(workshop=workshop, title="Lecture")
    released(workshop)
    run_jobs()
    moved(item)
    run_jobs()
    job = Job.objects.filter(kind="agenda.tell").latest("pk")
    tell(list(job.items.all()), _Work())  # once more, as after a crash

    first, second = Message.objects.filter(kind="agenda-released").order_by("created_at")
    assert {first.to, second.to} == {asked.person.email}
    assert "The agenda is published for the first time." in first.body
    assert "“Lecture” moved from 09:00 to 15:30." in second.body
    assert f"/r/{token_of(asked)}/" in second.body
    assert silent.person.email not in [first.to, second.to]


def test_message_is_in_the_readers_language(workshop, run_jobs):
    item = AgendaItemFactory(workshop=workshop)
    released(workshop)
    follow_agenda(registration=RegistrationFactory(workshop=workshop, certificate_language="fr"))
    AgendaItem.objects.update(day=workshop.ends_on)
    moved(item)
    run_jobs()

    assert "13 décembre 2030" in sent("agenda-released")[0].body


def test_switched_off_meanwhile_is_not_written_to(workshop, run_jobs):
    registration = RegistrationFactory(workshop=workshop)
    follow_agenda(registration=registration)
    AgendaItemFactory(workshop=workshop)
    released(workshop)

    unfollow_agenda(registration=registration)
    run_jobs()

    assert sent("agenda-released") == []


@pytest.mark.parametrize(
    "facts", [{"agenda_is_public": False}, {"state": "draft"}, {"state": "cancelled"}]
)
def test_participants_hear_nothing_of_an_agenda_that_they_cannot_see(workshop, run_jobs, facts):
    Workshop.objects.update(**facts)
    workshop.refresh_from_db()
    follow_agenda(registration=RegistrationFactory(workshop=workshop))
    AgendaItemFactory(workshop=workshop)

    released(workshop)
    run_jobs()

    assert Message.objects.count() == 0


@pytest.mark.parametrize("state", ["declined", "withdrawn", "rejected"])
def test_who_no_longer_takes_part_hears_nothing(workshop, run_jobs, state):
    follow_agenda(registration=RegistrationFactory(workshop=workshop, state=state))
    AgendaItemFactory(workshop=workshop)

    released(workshop)
    run_jobs()

    assert Message.objects.count() == 0


def test_protected_people_are_named_in_no_message_to_others(workshop, run_jobs):
    item = AgendaItemFactory(workshop=workshop, title="Lecture")
    follower = RegistrationFactory(workshop=workshop)
    follow_agenda(registration=follower)
    released(workshop)
    run_jobs()
    Message.objects.all().delete()
    person = PersonFactory(given_names="Hidden", family_name="Name")
    AppearanceFactory(item=item, speaker=SpeakerFactory(workshop=workshop, person=person))
    RegistrationFactory(workshop=workshop, person=person, is_protected=True, alias="Officer K")

    released(workshop)
    run_jobs()

    assert sent("agenda-released") == []
    (message,) = sent("speaker-changes")
    assert (message.to_name, message.is_secret) == ("Officer K", True)
    assert "Hidden" not in message.body


def test_participant_switches_the_messages_on_and_off(client, workshop):
    registration = RegistrationFactory(workshop=workshop, submitted_at="2030-01-01T00:00Z")
    url = reverse("pages:follow_agenda", args=[token_of(registration)])

    on = client.post(url, {"on": "1"}, follow=True)
    assert hasattr(type(registration).objects.get(pk=registration.pk), "agenda_follower")
    off = client.post(url, {"off": "1"}, follow=True)

    assertContains(on, "You get a message when the agenda is released anew.")
    assertContains(off, "Would you like a message when the agenda changes?")
    assert not hasattr(type(registration).objects.get(pk=registration.pk), "agenda_follower")


class _Work:
    """What a handler is given, without a lease."""

    def on(self, item):
        return nullcontext({})
