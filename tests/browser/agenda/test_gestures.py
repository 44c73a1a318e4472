"""Every gesture of mouse, finger and keys on the board, and what it leaves in the database."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.agenda.board import (
    FIRST,
    ROW,
    SECOND,
    Finger,
    box,
    grab,
    lane,
    link,
    place,
    point,
    saved,
)

pytestmark = pytest.mark.browser


def test_session_is_dragged_to_another_time_room_and_day(page, briefing, rooms):
    grab(page, briefing)
    page.mouse.move(*point(page, rooms[1], 630, SECOND), steps=4)
    expect(page.locator(".ghost")).to_have_text("10:30–11:30 Blue room")
    page.mouse.up()

    saved(page)
    assert place(briefing) == (SECOND, 630, 60, ["Blue room"])
    expect(box(page, briefing)).to_contain_text("10:30–11:30")
    expect(link(page, briefing)).to_be_focused()
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_ghost_says_why_not_and_nothing_moves(open_editor, briefing, make, rooms):
    make("Panel", 600, room=(1,))
    page = open_editor()
    grab(page, briefing)
    page.mouse.move(*point(page, rooms[1], 630), steps=4)
    ghost = page.locator(".ghost.is-refused")
    expect(ghost).to_have_text("Blue room is taken by “Panel”, 10:00–11:00.")
    page.mouse.up()

    expect(page.locator("[data-notice]")).to_contain_text("is taken by “Panel”")
    assert place(briefing) == (FIRST, 540, 60, ["Main hall"])


def test_escape_cancels_a_drag_and_the_grip_changes_the_length(page, briefing, rooms):
    grab(page, briefing)
    page.mouse.move(*point(page, rooms[2], 700), steps=4)
    page.keyboard.press("Escape")
    page.mouse.up()

    expect(page.locator(".ghost")).to_have_count(0)
    expect(page.locator("[data-live]")).to_have_text("Cancelled. Nothing was moved.")
    assert place(briefing) == (FIRST, 540, 60, ["Main hall"])

    area = box(page, briefing).locator("[data-grip]").bounding_box()
    page.mouse.move(area["x"] + area["width"] / 2, area["y"] + 4)
    page.mouse.down()
    page.mouse.move(area["x"], area["y"] + 4 + 6 * ROW, steps=4)
    page.mouse.up()

    saved(page)
    assert place(briefing) == (FIRST, 540, 90, ["Main hall"])


def test_letting_go_after_escape_opens_no_dialog(page, briefing):
    area = link(page, briefing).bounding_box()
    x, y = area["x"] + 10, area["y"] + area["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 8, y, steps=2)
    expect(page.locator("body.is-dragging")).to_have_count(1)
    page.keyboard.press("Escape")
    page.mouse.up()
    page.wait_for_timeout(100)  # a click would have come with the release

    expect(page.get_by_role("dialog")).to_have_count(0)
    page.mouse.click(x, y)
    expect(page.get_by_role("dialog")).to_be_visible()


def test_session_goes_into_the_tray_and_out_again(open_editor, waiting, briefing, rooms):
    page = open_editor()
    grab(page, briefing)
    tray = page.locator("[data-tray-area]").bounding_box()
    page.mouse.move(tray["x"] + 60, tray["y"] + 60, steps=4)
    page.mouse.up()
    saved(page)
    assert place(briefing)[:2] == (None, None)

    grab(page, waiting)
    page.mouse.move(*point(page, rooms[2], 600), steps=4)
    page.mouse.up()

    expect(page.locator("[data-tray]").get_by_text("Waiting")).to_have_count(0)
    saved(page)
    assert place(waiting) == (FIRST, 600, 60, ["Red room"])


def test_board_scrolls_when_something_is_held_at_its_edge(page, briefing, rooms):
    board = page.locator("[data-board]")
    area = board.bounding_box()
    grab(page, briefing)
    page.mouse.move(*point(page, rooms[1], 600), steps=3)
    page.mouse.move(area["x"] + 200, min(area["y"] + area["height"], 1000) - 6, steps=3)

    for _turn in range(50):
        if board.evaluate("e => e.scrollTop") > 60:
            break
        page.evaluate("() => new Promise((done) => requestAnimationFrame(done))")
    page.keyboard.press("Escape")
    page.mouse.up()

    assert board.evaluate("e => e.scrollTop") > 60


@pytest.fixture
def touched(open_editor, briefing, waiting):
    """The editor on a tablet, with the tray and the morning in sight, and a finger."""
    page = open_editor(has_touch=True, viewport={"width": 1000, "height": 1000})
    page.locator("[data-tray-area]").evaluate("tray => tray.scrollIntoView()")
    return page, Finger(page)


def test_finger_drags_after_a_press_and_scrolls_without(touched, briefing):
    page, finger = touched
    area = box(page, briefing).bounding_box()
    x, y = area["x"] + 40, area["y"] + 10
    finger.down(x, y)
    finger.to(x, y + 96, steps=8)
    finger.rest()
    finger.up()
    assert place(briefing) == (FIRST, 540, 60, ["Main hall"])

    area = box(page, briefing).bounding_box()
    x, y = area["x"] + 40, area["y"] + 10
    finger.press(x, y)
    finger.to(x, y + 12 * ROW)
    finger.up()

    saved(page)
    assert place(briefing) == (FIRST, 600, 60, ["Main hall"])


def grip(page, item):
    """The far corner of the 40 px that a finger finds at the lower end of a session."""
    area = box(page, item).bounding_box()
    return area["x"] + area["width"] - 38, area["y"] + area["height"] - 38


def test_finger_changes_the_length_by_the_grip(touched, briefing):
    page, finger = touched
    x, y = grip(page, briefing)
    finger.press(x, y)
    expect(page.locator("body.is-resizing")).to_have_count(1)
    finger.to(x, y + 6 * ROW)
    finger.up()

    saved(page)
    assert place(briefing) == (FIRST, 540, 90, ["Main hall"])


def test_finger_that_swipes_over_the_grip_scrolls(touched, briefing):
    page, finger = touched
    board = page.locator("[data-board]")

    def scrolled():
        return board.evaluate("e => e.scrollTop") + page.evaluate("scrollY")

    before = scrolled()
    x, y = grip(page, briefing)
    finger.down(x, y)
    finger.to(x, y - 80, steps=8)
    finger.up()

    assert scrolled() > before
    assert place(briefing) == (FIRST, 540, 60, ["Main hall"])


def test_finger_brings_sessions_into_the_tray_and_out_of_it(touched, briefing, waiting, rooms):
    page, finger = touched
    area = box(page, briefing).bounding_box()
    tray = page.locator("[data-tray-area]").bounding_box()
    finger.press(area["x"] + 40, area["y"] + 10)
    finger.to(tray["x"] + 60, tray["y"] + 60)
    finger.up()
    saved(page)
    assert place(briefing)[:2] == (None, None)

    area = box(page, waiting).bounding_box()
    finger.press(area["x"] + 40, area["y"] + 10)
    finger.to(*point(page, rooms[2], 600))
    finger.up()

    expect(page.locator("[data-tray]").get_by_text("Waiting")).to_have_count(0)
    saved(page)
    assert place(waiting) == (FIRST, 600, 60, ["Red room"])


def test_keys_move_and_resize_and_focus_stays(page, briefing):
    link(page, briefing).focus()
    for keys in ("Alt+ArrowDown", "Alt+ArrowDown", "Alt+ArrowRight", "Alt+Shift+ArrowDown"):
        page.keyboard.press(keys)

    live = page.locator("[data-live]")
    expect(live).to_have_text("Briefing: 65 minutes, until 10:15.")
    saved(page)
    assert place(briefing) == (FIRST, 550, 65, ["Blue room"])
    expect(link(page, briefing)).to_be_focused()

    page.keyboard.press("Alt+ArrowLeft")
    expect(live).to_have_text("Briefing: 12 December 2030, 09:10–10:15, Main hall.")
    for _press in range(3):  # past the last room comes the next day
        page.keyboard.press("Alt+ArrowRight")

    saved(page)
    assert place(briefing) == (SECOND, 550, 65, ["Main hall"])


def test_waiting_session_is_carried_to_its_place_by_keys(open_editor, waiting, briefing):
    page = open_editor()
    live, ghost = page.locator("[data-live]"), page.locator(".ghost")
    link(page, waiting).focus()
    page.keyboard.press("Space")
    expect(live).to_have_text(
        "Waiting is picked up. Arrows move it, Enter puts it down, Esc leaves it. "
        "Waiting: 12 December 2030, 08:00–09:00, Main hall."
    )
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(live).to_have_text("Main hall is taken by “Briefing”, 09:00–10:00.")
    expect(ghost).to_have_class(re.compile("is-refused"))
    page.keyboard.press("Escape")
    expect(live).to_have_text("Cancelled. Nothing was moved.")
    expect(ghost).to_have_count(0)
    assert place(waiting)[0] is None
    expect(link(page, waiting)).to_be_focused()

    for key in ("Space", "ArrowDown", "ArrowRight", "Alt+ArrowDown", "Enter"):
        page.keyboard.press(key)
    saved(page)
    assert place(waiting) == (FIRST, 500, 60, ["Blue room"])
    expect(link(page, waiting)).to_be_focused()

    page.reload()  # what was done is undone also after another page
    page.locator(".is-ready").wait_for()
    page.keyboard.press("Control+z")
    saved(page)
    assert place(waiting)[0] is None
    expect(page.locator("[data-tray]")).to_contain_text("Waiting")


def test_delete_puts_away_and_undo_and_redo_follow(page, briefing):
    link(page, briefing).focus()
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Delete")
    saved(page)
    assert place(briefing)[0] is None

    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    saved(page)
    assert place(briefing) == (FIRST, 540, 60, ["Main hall"])
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()

    page.get_by_role("button", name="Redo").click()
    saved(page)
    assert place(briefing) == (FIRST, 545, 60, ["Main hall"])


def test_drag_follows_the_mouse_from_right_to_left(
    open_editor, briefing, rooms, organiser, settings
):
    settings.LANGUAGES = [*settings.LANGUAGES, ("he", "Hebrew")]
    organiser.language = "he"
    organiser.save(update_fields=["language"])
    page = open_editor(locale="he")
    assert lane(page, rooms[1]).bounding_box()["x"] < lane(page, rooms[0]).bounding_box()["x"]
    grab(page, briefing)
    page.mouse.move(*point(page, rooms[1], 600), steps=4)
    page.mouse.up()
    saved(page)
    assert place(briefing) == (FIRST, 600, 60, ["Blue room"])

    page.keyboard.press("Alt+ArrowLeft")
    saved(page)
    assert place(briefing) == (FIRST, 600, 60, ["Red room"])
