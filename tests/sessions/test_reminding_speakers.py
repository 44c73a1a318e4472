"""Which speakers are reminded by themselves, of what, and when not."""

import datetime

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains

from mail.models import Message
from sessions.actions.answering import answer
from sessions.actions.inviting_speakers import invite_speaker, remind_speaker
from sessions.actions.reminding_speakers import remind_speakers_due
from sessions.models import Material
from sessions.tasks import remind_speakers
from tests.factories import AppearanceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop(workshop):
    workshop.reminds_speakers_before = 7
    workshop.save()
    return workshop


@pytest.fixture
def part(workshop):
    """A speaker on the second day, who was asked four weeks before."""
    part = AppearanceFactory(item__workshop=workshop, item__day=workshop.ends_on)
    invite_speaker(speaker=part.speaker, by=None, now=days_before(part, 28))
    return part


def days_before(part, days):
    noon = datetime.time(12, tzinfo=part.item.workshop.zone)
    return datetime.datetime.combine(part.item.day - datetime.timedelta(days=days), noon)


def run(part, days):
    return remind_speakers_due(now=days_before(part, days))


def confirm(part, *, comes=True):
    reason = "" if comes else "Ill."
    answer(speaker=part.speaker, items=[part.item.pk], comes=comes, reason=reason)


def give_slides(part):
    Material.objects.create(
        workshop=part.item.workshop,
        speaker=part.speaker,
        kind=Material.Kind.SLIDES,
        title="Slides",
        url="https://example.org/slides",
    )


def test_answer_is_asked_for_once_and_then_the_slides_once(part):
    assert [run(part, days) for days in (7, 7, 6)] == [1, 0, 0]
    confirm(part)
    assert [run(part, days) for days in (5, 5, 4)] == [1, 0, 0]

    sent = Message.objects.filter(kind="speaker-reminder")
    told = {message.cause.rpartition(":")[2]: message.body for message in sent}
    assert sorted(told) == ["answer", "slides"]
    assert "your answer whether you come" in told["answer"]
    assert "your answer" not in told["slides"]
    assert "your slides" in told["slides"]


@pytest.mark.parametrize(
    ("before", "days", "state", "reminded"),
    [
        (None, 5, "published", 0),
        (7, 8, "published", 0),
        (7, 7, "published", 1),
        (7, 1, "closed", 1),
        (7, 0, "published", 0),
        (7, 5, "draft", 0),
        (7, 5, "cancelled", 0),
        (7, 5, "archived", 0),
    ],
)
def test_workshop_says_how_many_days_before_the_session(
    workshop, part, before, days, state, reminded
):
    workshop.reminds_speakers_before, workshop.state = before, state
    workshop.save()

    assert run(part, days) == reminded


def test_session_without_a_place_may_be_on_the_first_day(part):
    part.item.day = part.item.start_minute = None
    part.item.save()
    first = part.item.workshop.starts_on
    at = datetime.datetime.combine(first, datetime.time(12), tzinfo=part.item.workshop.zone)

    due = [remind_speakers_due(now=at - datetime.timedelta(days=days)) for days in (8, 7)]

    assert due == [0, 1]


def test_whoever_declined_or_has_done_everything_is_left_alone(workshop, part):
    confirm(part, comes=False)
    done = AppearanceFactory(item=part.item)
    chair = AppearanceFactory(item=part.item, role="chair")
    for one in (done, chair):
        invite_speaker(speaker=one.speaker, by=None, now=days_before(part, 28))
        confirm(one)
    give_slides(done)

    assert run(part, 5) == 0


def test_slides_are_not_asked_for_a_session_that_was_declined(workshop, part):
    other = AppearanceFactory(item__workshop=workshop, speaker=part.speaker, role="chair")
    invite_speaker(speaker=part.speaker, by=None, now=days_before(part, 28))
    confirm(part, comes=False)
    confirm(other)

    assert run(part, 5) == 0


def test_nobody_who_was_never_asked_is_reminded(workshop, part):
    confirm(part)
    give_slides(part)
    AppearanceFactory(item=part.item)

    assert run(part, 5) == 0


def test_letter_of_the_same_day_puts_it_off(part):
    remind_speaker(speaker=part.speaker, by=None, now=days_before(part, 5))

    assert [run(part, days) for days in (5, 4)] == [0, 1]


def test_list_says_when_each_was_last_reminded(organiser_client, workshop, part):
    assert remind_speakers() == 0
    run(part, 5)

    page = organiser_client.get(reverse("agenda:speakers", args=[workshop.slug]))

    assertContains(page, "reminded 8 December 2030")


def test_costs_the_same_for_one_and_three_who_were_reminded(part, django_assert_max_num_queries):
    counts = []
    for number in (1, 3):
        while part.item.appearances.count() < number:
            one = AppearanceFactory(item=part.item)
            invite_speaker(speaker=one.speaker, by=None, now=days_before(part, 28))
        run(part, 5)
        with django_assert_max_num_queries(12) as queries:
            run(part, 4)
        counts.append(len(queries))

    assert counts[0] == counts[1]
