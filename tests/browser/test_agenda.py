"""The agenda and the door as organisers meet them, in a real browser."""

import pytest
from playwright.sync_api import expect

from sessions.attendance import marks_of
from tests.browser.kit import (
    PHONE,
    assert_accessible,
    sign_in,
)
from tests.factories import (
    AgendaItemFactory,
    AppearanceFactory,
    RegistrationFactory,
    RoomFactory,
    SpeakerFactory,
)

pytestmark = pytest.mark.browser


@pytest.fixture
def agenda(page, live_server, organiser, workshop):
    """The organiser's agenda page, open, with a briefing in the main hall and a coffee break."""
    hall = RoomFactory(workshop=workshop, name="Main hall", position=1)
    RoomFactory(workshop=workshop, name="Blue room", position=2)
    SpeakerFactory(workshop=workshop, agency="Europol")
    briefing = AppearanceFactory(item__workshop=workshop, item__title="Briefing").item
    briefing.rooms.add(hall)
    AgendaItemFactory(
        workshop=workshop, title="Coffee", kind="break", start_minute=600, in_all_rooms=True
    )
    sign_in(page, live_server, organiser)
    page.goto(f"{live_server.url}/manage/workshops/{workshop.slug}/agenda/")
    return page


def test_session_meets_a_clash_and_finds_its_place(agenda):
    page = agenda
    page.get_by_role("link", name="Add a session").first.click()
    page.locator("[name=title]").fill("Data quality")
    page.locator("[name=day]").select_option("2030-12-12")
    page.locator("[name=start]").fill("09:30")
    page.locator("[name=end]").fill("10:00")
    page.get_by_label("Main hall").check()
    page.get_by_text("Somebody who is not on the list").first.click()
    page.get_by_label("Family name").first.fill("Tamm")
    page.locator("[name=title]").press("Enter")

    expect(page.get_by_role("alert")).to_contain_text("taken by “Briefing” at 09:00–10:00")
    expect(page.get_by_label("Family name").first).to_have_value("Tamm")
    assert_accessible(page)

    page.get_by_label("Main hall").uncheck()
    page.get_by_label("Blue room").check()
    page.get_by_role("button", name="Save").last.click()

    expect(page.locator(".messages")).to_contain_text("was saved")
    box = page.locator("li.session", has_text="Data quality")
    expect(box).to_contain_text("Tamm")


def test_rooms_are_columns_on_a_wide_screen_and_a_list_on_a_phone(agenda):
    briefing = agenda.locator("li.session", has_text="Briefing")
    coffee = agenda.locator("li.session", has_text="Coffee")
    assert coffee.bounding_box()["width"] > 1.8 * briefing.bounding_box()["width"]

    agenda.set_viewport_size(PHONE)

    assert coffee.bounding_box()["width"] == briefing.bounding_box()["width"]


def test_attendance_is_marked_without_javascript(new_page, live_server, organiser, workshop):
    AgendaItemFactory(workshop=workshop)
    ana, beka = RegistrationFactory.create_batch(2, workshop=workshop)
    page = new_page(java_script_enabled=False, viewport=PHONE)
    sign_in(page, live_server, organiser)
    page.goto(f"{live_server.url}/manage/workshops/{workshop.slug}/attendance/")
    page.get_by_role("link", name="12 December 2030, morning").click()

    row = page.get_by_role("group", name=ana.listed_name)
    row.get_by_role("radio", name="Absent").check()
    page.get_by_role("button", name="All others present").click()

    expect(page.locator(".messages")).to_contain_text("2 marks saved.")
    key = "2030-12-12-am"
    assert marks_of(workshop) == {ana.pk: {key: "absent"}, beka.pk: {key: "present"}}
