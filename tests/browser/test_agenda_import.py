"""A messy agenda is imported on a phone, with every script switched off."""

import pytest
from playwright.sync_api import expect

from sessions.models import AgendaItem
from tests.browser.kit import (
    PHONE,
    assert_accessible,
    assert_fits,
    assert_targets_large_enough,
    at_all_sizes_and_themes,
    screenshot,
    sign_in,
)
from tests.factories import RoomFactory

pytestmark = pytest.mark.browser

TABLE = """\
Programme

Time;Title;Room;Speakers
Thursday, 12 December;;;
9:00–10:00;Opening;Main hall;
10:00;Coffee break;;
soon;Tracing weapons;Annex;Ivo Tamm, Customs
9:30–10:00;Side meeting;Main hall;
"""


def test_agenda_is_imported_without_javascript(new_page, live_server, organiser, workshop):
    RoomFactory(workshop=workshop, name="Main hall")
    page = new_page(java_script_enabled=False, viewport=PHONE)
    sign_in(page, live_server, organiser)

    page.goto(f"/manage/workshops/{workshop.slug}/agenda/")
    page.get_by_role("link", name="Import", exact=True).click()
    page.get_by_label("Or paste the rows").fill(TABLE)
    page.get_by_role("button", name="Look at the table").click()
    expect(page.get_by_text("This is no time.")).to_be_visible()
    expect(page.get_by_text("Main hall: taken by “Opening”")).to_be_visible()
    assert AgendaItem.objects.count() == 0
    screenshot(page, "agenda-import-no-script")

    # A cell is corrected, a clash goes to the list without times, a room and a speaker are made.
    page.get_by_label("Row 7, start").fill("10:30–11:30")
    page.get_by_label("What to do with row 5").select_option("Leave out")
    page.get_by_label("What to do with row 8").select_option("Add without a time")
    page.get_by_label("Annex").check()
    page.get_by_label("Ivo Tamm, Customs").check()
    page.get_by_role("button", name="Keep and check again").click()
    page.get_by_role("button", name="Add 3 sessions").click()
    expect(page.get_by_text("3 sessions were added.")).to_be_visible()
    screenshot(page, "agenda-import-added")

    assert [(item.title, item.time) for item in AgendaItem.objects.in_order()] == [
        ("Side meeting", ""),
        ("Coffee break", "10:00–10:30"),
        ("Tracing weapons", "10:30–11:30"),
    ]
    assert str(AgendaItem.objects.get(title="Tracing weapons").rooms.get()) == "Annex"

    page.locator("summary", has_text="Undo the import").click()
    page.get_by_role("button", name="Undo the import").click()
    expect(page.get_by_text("3 sessions were removed.")).to_be_visible()
    assert AgendaItem.objects.count() == 0


def test_page_of_a_table_fits_and_can_be_touched(new_page, live_server, organiser, workshop):
    page = new_page()
    sign_in(page, live_server, organiser)
    page.goto(f"/manage/workshops/{workshop.slug}/agenda/import/")
    page.get_by_label("Or paste the rows").fill(TABLE)
    page.get_by_role("button", name="Look at the table").click()

    for look in at_all_sizes_and_themes(page):
        assert_fits(page)
        assert_targets_large_enough(page)
        assert_accessible(page)
        screenshot(page, f"agenda-import-{look}")
