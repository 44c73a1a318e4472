"""Approved people are told what the second step asks, and reminded of it, never twice."""

import datetime

import pytest
from django.urls import reverse

from mail.models import Message
from participants.actions.changing_state import change_state
from participants.actions.keeping_questions import change_question, switch_on
from participants.actions.reminding_answers import remind_those_due, remind_to_answer
from participants.models import Answer
from participants.rules import EditingClosed, MoveRefused
from tests.factories import RegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def passport(workshop, organiser):
    return _after_approval(workshop, organiser, "passport_number")


@pytest.fixture
def approved(workshop, passport):
    return RegistrationFactory(workshop=workshop, state="approved", delegation=None)


@pytest.fixture
def five_days_before(workshop):
    workshop.reminds_before = 7
    workshop.save()
    return _days_before(workshop, 5)


def _after_approval(workshop, organiser, key):
    switch_on(workshop=workshop, key=key, by=organiser)
    return change_question(
        workshop=workshop,
        key=key,
        facts={"stage": "after-approval", "is_required": True},
        by=organiser,
    )


def _days_before(workshop, days):
    day = workshop.starts_on - datetime.timedelta(days=days)
    return datetime.datetime.combine(day, datetime.time(9), tzinfo=workshop.zone)


def reminders():
    return Message.objects.filter(kind="registration-reminder")


def test_approval_says_what_is_still_asked(workshop, passport, organiser):
    registration = RegistrationFactory(workshop=workshop, state="submitted", delegation=None)

    change_state(registration=registration, to="approved", by=organiser)

    [message] = Message.objects.filter(kind="registration-approved")
    assert "what is still missing:\n\n– Passport number\n" in message.body


def test_approval_says_nothing_of_it_where_nothing_is_asked(workshop, organiser):
    registration = RegistrationFactory(workshop=workshop, state="submitted", delegation=None)

    change_state(registration=registration, to="approved", by=organiser)

    [message] = Message.objects.filter(kind="registration-approved")
    assert "still missing" not in message.body


def test_reminder_names_open_questions_in_the_persons_language_once_a_day(
    workshop, organiser, approved
):
    approved.certificate_language = "fr"
    approved.save()
    now = _days_before(workshop, 30)

    sent = [
        remind_to_answer(registration=approved, by=organiser, now=now + datetime.timedelta(hours=n))
        for n in (0, 1, 30)
    ]

    assert sent == [True, False, True]
    message = reminders().first()
    assert "– Numéro de passeport" in message.body
    assert "/r/" in message.body


def test_whoever_has_answered_is_not_reminded(organiser, approved, passport):
    Answer.objects.create(registration=approved, question=passport, value="AB1")

    with pytest.raises(MoveRefused, match="nothing left to answer"):
        remind_to_answer(registration=approved, by=organiser)


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"state": "submitted"}, MoveRefused),
        ({"state": "withdrawn"}, MoveRefused),
        ({"decision_is_held": True}, MoveRefused),
        ({"person__email": ""}, MoveRefused),
    ],
)
def test_reminder_tells_nobody_what_they_do_not_know(workshop, organiser, passport, facts, refusal):
    registration = RegistrationFactory(
        workshop=workshop, delegation=None, **{"state": "approved", **facts}
    )

    with pytest.raises(refusal):
        remind_to_answer(registration=registration, by=organiser)

    assert not reminders().exists()


def test_nobody_is_reminded_after_the_last_day_for_corrections(workshop, organiser, approved):
    workshop.corrections_until = workshop.today() - datetime.timedelta(days=1)
    workshop.save()
    approved.workshop = workshop

    with pytest.raises(EditingClosed):
        remind_to_answer(registration=approved, by=organiser)


def test_reminder_goes_out_by_itself_once(workshop, approved, passport, five_days_before):
    done = RegistrationFactory(workshop=workshop, state="approved", delegation=None)
    Answer.objects.create(registration=done, question=passport, value="AB1")
    RegistrationFactory(workshop=workshop, state="approved", delegation=None, decision_is_held=True)

    reminded = [
        remind_those_due(now=five_days_before),
        remind_those_due(now=five_days_before + datetime.timedelta(days=1)),
    ]

    assert reminded == [1, 0]
    assert reminders().get().to == approved.person.email


def test_reminder_by_hand_on_the_same_day_puts_it_off(
    workshop, organiser, approved, five_days_before
):
    remind_to_answer(registration=approved, by=organiser, now=five_days_before)

    assert remind_those_due(now=five_days_before) == 0
    assert remind_those_due(now=five_days_before + datetime.timedelta(days=1)) == 1


@pytest.mark.parametrize(
    ("reminds_before", "days", "state", "reminded"),
    [
        (None, 5, "published", 0),
        (7, 8, "published", 0),
        (7, 7, "published", 1),
        (7, 1, "closed", 1),
        (7, 0, "published", 0),
        (7, 5, "cancelled", 0),
    ],
)
def test_workshop_says_how_many_days_before(
    workshop, approved, reminds_before, days, state, reminded
):
    workshop.reminds_before, workshop.state = reminds_before, state
    workshop.save()

    assert remind_those_due(now=_days_before(workshop, days)) == reminded


def test_organiser_reminds_one_and_many(organiser_client, workshop, approved):
    page = reverse("participants:registration", args=[workshop.slug, approved.pk])
    shown = organiser_client.get(page).content.decode()
    organiser_client.post(
        reverse("participants:remind_to_answer", args=[workshop.slug, approved.pk])
    )
    other = RegistrationFactory(workshop=workshop, state="approved", delegation=None)
    answer = organiser_client.post(
        reverse("participants:decide_many", args=[workshop.slug]),
        {"action": "remind", "chosen": [approved.pk, other.pk]},
        follow=True,
    )

    assert "Passport number" in shown
    assert "Still to be answered" in shown
    assert sorted(reminders().values_list("to", flat=True)) == sorted(
        [approved.person.email, other.person.email]
    )
    assert "done for 1 person" in answer.content.decode()
