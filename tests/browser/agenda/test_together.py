"""Two organisers at once, a server that is gone, warnings, phones and readers."""

from functools import partial

import pytest
from playwright.sync_api import expect

from sessions.models import AgendaItem
from tests.browser.agenda.board import FIRST, ROW, Finger, box, lane, link, place, saved
from tests.browser.kit import PHONE, assert_accessible, assert_fits, sign_in
from tests.factories import AppearanceFactory, TeamMemberFactory, UserFactory

pytestmark = pytest.mark.browser


def test_two_organisers_see_each_other_and_overwrite_nothing(
    open_editor, briefing, workshop, rooms
):
    other = UserFactory(name="Ana Assistant")
    TeamMemberFactory(workshop=workshop, user=other)
    mine, theirs = open_editor(), open_editor(other)
    mine.route("**/agenda/changes/**", lambda route: route.abort())  # has not heard of it yet
    link(theirs, briefing).focus()
    theirs.keyboard.press("Alt+ArrowRight")
    saved(theirs)

    link(mine, briefing).focus()
    mine.keyboard.press("Alt+ArrowDown")

    expect(mine.get_by_role("alert")).to_have_text(
        "Ana Assistant moved “Briefing”. Your change was taken back; look at theirs first."
    )
    assert place(briefing) == (FIRST, 540, 60, ["Blue room"])
    area, column = box(mine, briefing).bounding_box(), lane(mine, rooms[1]).bounding_box()
    assert abs(area["x"] - column["x"]) < 8
    mine.problems.clear()  # the requests that this test has cut off

    mine.keyboard.press("Alt+ArrowDown")
    saved(mine)
    expect(box(theirs, briefing)).to_contain_text("09:05–10:05", timeout=15_000)
    expect(theirs.locator("[data-state]")).to_contain_text("moved “Briefing”.")
    mine.problems.clear()


def test_drag_outlives_what_another_organiser_does_meanwhile(
    open_editor, make, briefing, workshop, rooms
):
    panel = make("Panel", 600, room=(1,))
    other = UserFactory(name="Ana Assistant")
    TeamMemberFactory(workshop=workshop, user=other)
    mine, theirs = open_editor(has_touch=True), open_editor(other)
    news = []

    def keep_back(route):
        answer = route.fetch()
        deliver = partial(route.fulfill, response=answer)
        if "days" in answer.json():
            news.append(deliver)
        else:
            deliver()

    def move_the_panel():
        link(theirs, panel).focus()
        theirs.keyboard.press("Alt+ArrowDown")
        saved(theirs)
        mine.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # ask now

    mine.route("**/agenda/changes/**", keep_back)
    move_the_panel()
    while not news:
        mine.wait_for_timeout(20)

    finger = Finger(mine)
    area = box(mine, briefing).bounding_box()
    x, y = area["x"] + 40, area["y"] + 10
    finger.down(x, y)
    for deliver in news:
        deliver()
    mine.unroute("**/agenda/changes/**")
    finger.hold()
    finger.to(x, y + 12 * ROW)
    finger.up()

    saved(mine)
    assert place(briefing) == (FIRST, 600, 60, ["Main hall"])
    expect(box(mine, panel)).to_contain_text("10:05–11:05")

    # Nothing is held back any longer, neither after a drag nor after a press that was none.
    move_the_panel()
    expect(box(mine, panel)).to_contain_text("10:10–11:10", timeout=15_000)
    box(mine, briefing).click(position={"x": 40, "y": 10})
    move_the_panel()
    expect(box(mine, panel)).to_contain_text("10:15–11:15", timeout=15_000)


def test_agenda_without_any_warning_is_saved(open_editor, make):
    coffee = make("Coffee", kind="break", counts_for_attendance=False)
    page = open_editor()
    expect(page.locator(".clash-summary")).to_have_count(0)
    link(page, coffee).focus()
    page.keyboard.press("Alt+ArrowDown")

    saved(page)
    assert place(coffee)[1] == 545


def test_undoing_does_not_undo_what_another_did_since(open_editor, briefing, workshop):
    page = open_editor()
    link(page, briefing).focus()
    page.keyboard.press("Alt+ArrowDown")
    saved(page)
    AgendaItem.objects.filter(pk=briefing.pk).update(start_minute=700, version=9)

    page.keyboard.press("Control+z")

    expect(page.get_by_role("alert")).to_contain_text("Your change was taken back")
    assert place(briefing)[1] == 700
    expect(box(page, briefing)).to_contain_text("11:40")


def test_change_is_taken_back_when_the_server_is_gone(page, briefing):
    page.route("**/agenda/arrangement/", lambda route: route.abort())
    link(page, briefing).focus()
    page.keyboard.press("Alt+ArrowDown")

    expect(page.get_by_role("alert")).to_contain_text("The server cannot be reached.")
    expect(box(page, briefing)).to_contain_text("09:00–10:00")
    page.problems.clear()


def test_warning_is_found_and_accepted_with_a_note(open_editor, make, workshop):
    one = AppearanceFactory(item=make("Briefing"))
    two = make("Panel", 570, room=(1,))
    AppearanceFactory(item=two, speaker=one.speaker)
    page = open_editor()
    box(page, two).locator(".session-sign").click()
    warning = page.locator(f"#warning-{two.pk}")
    expect(warning).to_be_focused()
    warning.get_by_text("Accept it").click()
    warning.get_by_label("Why is this all right?").fill("Leaves early")
    warning.get_by_role("button", name="Accept the warning").click()

    expect(page.locator(".session-sign")).to_have_count(0)
    assert workshop.accepted_clashes.get().note == "Leaves early"
    assert_accessible(page)

    link(page, two).focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator(".session-sign")).to_have_count(2)


def test_phone_has_a_list_and_the_dialog(open_editor, briefing):
    page = open_editor(viewport=PHONE, has_touch=True)
    link(page, briefing).tap()
    dialog = page.get_by_role("dialog")
    assert_fits(page)
    assert_accessible(page)
    dialog.get_by_label("Start").fill("11:00")
    dialog.get_by_role("button", name="Save").tap()

    saved(page)
    assert place(briefing) == (FIRST, 660, 60, ["Main hall"])


def test_whoever_only_looks_gets_no_tools(open_editor, new_page, live_server, briefing, workshop):
    reader = TeamMemberFactory(workshop=workshop, role="certificates").user
    page = new_page()
    sign_in(page, live_server, reader)
    page.goto(f"/manage/workshops/{workshop.slug}/agenda/")

    expect(box(page, briefing)).to_be_visible()
    for hidden in (".session-link", "[data-tools]", "[data-day-menu]", "dialog"):
        expect(page.locator(hidden)).to_have_count(0)
