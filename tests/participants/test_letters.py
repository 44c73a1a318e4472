"""Invitations and reminders to many: who gets what, once, and in whose language."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from participants.actions.inviting import invite_delegation
from participants.actions.reminding import remind_delegation
from participants.rules import MoveRefused
from tests.factories import DelegationFactory, FocalPointFactory, RegistrationFactory

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2030, 11, 4, 12, tzinfo=datetime.UTC)


@pytest.fixture
def urls(workshop):
    return {
        name: reverse(f"participants:{name}", args=[workshop.slug])
        for name in ("invite_all", "remind", "delegations")
    }


@pytest.fixture
def invited(workshop):
    row = DelegationFactory(workshop=workshop, invited_at=timezone.now(), quota=2)
    FocalPointFactory(delegation=row, language="ru")
    return row


def test_preview_says_who_gets_what_and_hides_the_link(organiser_client, focal_point, urls):
    text = organiser_client.get(urls["invite_all"]).content.decode()

    assert focal_point.email in text
    assert "please name the participants" in text
    assert f"/d/{focal_point.pk}" not in text
    assert focal_point.link_nonce not in text


def test_ticked_ones_are_invited_and_numbered(organiser_client, workshop, focal_point, urls):
    other = FocalPointFactory(delegation=DelegationFactory(workshop=workshop))

    organiser_client.post(urls["invite_all"], {"chosen": [focal_point.delegation_id]})

    delegation = focal_point.delegation
    delegation.refresh_from_db()
    other.delegation.refresh_from_db()
    assert [message.to for message in workshop.messages.all()] == [focal_point.email]
    assert delegation.reference == f"{workshop.slug.upper()}/001"
    assert delegation.contacted_at == delegation.invited_at
    assert other.delegation.invited_at is None


def test_ticking_nobody_is_a_sentence(organiser_client, workshop, focal_point, urls):
    response = organiser_client.post(urls["invite_all"], {})

    assert response.status_code == 422
    assert "Tick at least one delegation." in response.content.decode()
    assert workshop.messages.count() == 0


def test_invited_meanwhile_is_not_invited_again(workshop, focal_point, organiser):
    stale = workshop.delegations.select_related("workshop").get(pk=focal_point.delegation_id)
    invite_delegation(delegation=focal_point.delegation, by=organiser, now=NOON)

    later = NOON + datetime.timedelta(minutes=5)
    queued = invite_delegation(delegation=stale, by=organiser, once=True, now=later)

    assert (queued, workshop.messages.count()) == (0, 1)


def test_reminder_is_in_the_focal_points_language_and_names_what_is_missing(
    organiser_client, workshop, invited, urls
):
    RegistrationFactory(workshop=workshop, delegation=invited, state="invited")

    organiser_client.post(urls["remind"], {"chosen": [invited.pk]})

    message = workshop.messages.get(kind="delegation-reminder")
    invited.refresh_from_db()
    assert message.language == "ru"
    assert "/d/" in message.body
    assert invited.contacted_at is not None


def test_second_reminder_of_the_day_is_not_sent(workshop, invited, organiser):
    days = [NOON, NOON + datetime.timedelta(hours=3), NOON + datetime.timedelta(days=1)]

    queued = [remind_delegation(delegation=invited, by=organiser, now=now) for now in days]

    assert queued == [1, 0, 1]
    assert workshop.messages.count() == 2


def test_page_tells_who_had_a_reminder_today(organiser_client, invited, organiser, urls):
    remind_delegation(delegation=invited, by=organiser)

    assert "had one today" in organiser_client.get(urls["remind"]).content.decode()


def test_complete_and_uninvited_ones_are_not_reminded(workshop, invited, focal_point, organiser):
    invited.quota = 1
    invited.save()
    RegistrationFactory(workshop=workshop, delegation=invited, is_head=True)

    for delegation in (invited, focal_point.delegation):
        with pytest.raises(MoveRefused):
            remind_delegation(delegation=delegation, by=organiser)


def test_steps_tell_how_far_a_delegation_is(organiser_client, workshop, invited):
    url = reverse("participants:delegation", args=[workshop.slug, invited.pk])

    def done():
        return [step.is_done for step in organiser_client.get(url).context["steps"]]

    assert done() == [True, False, False, False]
    invited.focal_points.update(opened_at=timezone.now())
    RegistrationFactory(workshop=workshop, delegation=invited, is_head=True)
    assert done() == [True, True, True, False]
    RegistrationFactory(workshop=workshop, delegation=invited)
    assert done() == [True, True, True, True]
