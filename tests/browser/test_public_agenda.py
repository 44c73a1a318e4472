"""The public agenda in a reader's hands: own time, and no network after the first visit."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.kit import PHONE, assert_accessible, assert_fits
from tests.factories import AgendaItemFactory, WorkshopFactory, released

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def path():
    workshop = WorkshopFactory(agenda_is_public=True, mode="online")
    AgendaItemFactory(workshop=workshop, title="Opening", kind="opening")
    AgendaItemFactory(
        workshop=workshop, title="Late talk", start_minute=60, day=workshop.ends_on, minutes=45
    )
    released(workshop)
    return reverse("agenda:public", args=[workshop.slug])


def test_readers_own_time_stands_beside_the_place_s(new_page, path):
    page = new_page(timezone_id="Europe/Lisbon", viewport=PHONE)

    page.goto(path)

    entries = page.locator(".agenda-time")
    expect(entries.nth(0)).to_have_text("09:00–10:0007:00–08:00")
    expect(entries.nth(1)).to_have_text("01:00–01:45Thu 23:00–23:45")  # the day before, there
    expect(page.locator(".own-zone")).to_have_text(
        "Your time (Europe/Lisbon) stands beside each session’s."
    )
    assert_accessible(page)
    assert_fits(page)


def test_own_time_is_not_said_twice_at_the_place_itself(new_page, path):
    page = new_page(timezone_id="Europe/Kyiv")

    page.goto(path)

    expect(page.locator(".own-zone")).to_be_hidden()
    expect(page.locator(".own-time").first).to_be_hidden()


def test_agenda_opens_without_a_network_after_the_first_visit(new_page, path):
    page = new_page()
    page.goto(path)
    # The worker has kept the page once its copy can be found.
    page.evaluate(
        """async (path) => {
          for (let n = 0; n < 100 && !(await caches.match(path)); n++)
            await new Promise((done) => setTimeout(done, 100));
        }""",
        path,
    )

    expect(page.get_by_text("Happening now")).to_be_hidden()

    page.context.set_offline(True)
    page.clock.set_fixed_time("2030-12-12T07:30:00Z")  # 09:30 at the place
    page.goto(f"{path}?kind=opening")

    expect(page.get_by_role("heading", name="Opening")).to_be_visible()
    expect(page.get_by_text("You are offline.")).to_be_visible()
    # The kept page is as old as the last visit; what is on goes by the clock all the same.
    moment = page.get_by_role("region", name="Now and next").get_by_role("listitem")
    expect(moment).to_have_text(["Opening 09:00–10:00", "Late talk 13 December 2030, 01:00–01:45"])
    page.problems.clear()
