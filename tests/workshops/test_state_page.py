"""The page of a workshop's state: what it offers, and what it says when it refuses."""

import pytest
from django.urls import reverse

from workshops.actions.changing_state import change_state

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(workshop):
    return reverse("workshops:change_state", args=[workshop.slug])


def test_next_step_is_made_by_its_button(organiser_client, page, workshop):
    answer = organiser_client.post(page, {"to": "closed"}, follow=True)

    workshop.refresh_from_db()
    assert workshop.state == "closed"
    assert "The workshop is now: Registration closed." in answer.content.decode()
    assert "Published → Registration closed" in answer.content.decode()


def test_draft_says_what_is_missing_and_is_not_published(organiser_client, page, workshop):
    workshop.state, workshop.city = "draft", ""
    workshop.save()

    asked = organiser_client.get(page)
    answer = organiser_client.post(page, {"to": "published"})

    workshop.refresh_from_db()
    assert "Its city is not set." in asked.content.decode()
    assert answer.status_code == 422
    assert "The workshop cannot be published yet." in answer.content.decode()
    assert workshop.state == "draft"


def test_workshop_is_not_cancelled_past_the_page_that_tells_its_people(
    organiser_client, page, workshop
):
    asked = organiser_client.get(page)
    answer = organiser_client.post(page, {"to": "cancelled", "reason": "Curfew"})

    workshop.refresh_from_db()
    assert reverse("participants:call_off", args=[workshop.slug]) in asked.content.decode()
    assert answer.status_code == 422
    assert workshop.state == "published"


def test_cancelled_workshop_shows_its_reason(organiser, organiser_client, page, workshop):
    change_state(workshop=workshop, to="cancelled", by=organiser, reason="Curfew")

    shown = organiser_client.get(page).content.decode()

    assert "Curfew" in shown
    assert "Nothing comes after this." in shown


def test_move_that_the_table_lacks_is_refused_in_words(organiser_client, page, workshop):
    answer = organiser_client.post(page, {"to": "archived"})

    assert answer.status_code == 422
    assert "cannot be made “Archived”" in answer.content.decode()
