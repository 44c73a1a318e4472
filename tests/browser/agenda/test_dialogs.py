"""What dialogs, titles and free time do, and what it leaves in the database."""

import re

import pytest
from playwright.sync_api import expect

from sessions.models import AgendaItem
from tests.browser.agenda.board import FIRST, SECOND, grab, lane, link, place, point, saved
from tests.browser.kit import assert_accessible

pytestmark = pytest.mark.browser


def test_dialog_moves_without_dragging_and_a_title_is_changed_in_place(page, briefing):
    link(page, briefing).focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Title").fill("Briefing on trends")
    dialog.get_by_label("Day").select_option("2030-12-13")
    dialog.get_by_label("Start").fill("14:00")
    dialog.get_by_label("Minutes", exact=True).fill("45")
    dialog.get_by_label("Main hall").uncheck()
    dialog.get_by_label("Red room").check()
    assert_accessible(page)
    dialog.get_by_role("button", name="Save").click()

    saved(page)
    assert place(briefing) == (SECOND, 840, 45, ["Red room"])
    assert AgendaItem.objects.get().title == "Briefing on trends"
    expect(link(page, briefing)).to_be_focused()

    page.keyboard.press("F2")  # a title is changed in its place
    page.keyboard.type("Opening words")
    page.keyboard.press("Enter")

    saved(page)
    assert AgendaItem.objects.get().title == "Opening words"
    expect(link(page, briefing)).to_be_focused()


def test_dialog_says_what_is_in_the_way(open_editor, briefing, make):
    make("Panel", 600)
    page = open_editor()
    link(page, briefing).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Start").fill("10:30")
    dialog.get_by_role("button", name="Save").click()

    expect(dialog.get_by_role("alert")).to_have_text("Main hall is taken by “Panel”, 10:00–11:00.")
    assert place(briefing) == (FIRST, 540, 60, ["Main hall"])


def test_two_sessions_swap_and_what_follows_is_shifted(open_editor, briefing, make):
    panel = make("Panel", 600)
    page = open_editor()
    link(page, briefing).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Swap places with").select_option(str(panel.pk))
    dialog.get_by_role("button", name="Swap").click()
    saved(page)
    assert [place(item)[1] for item in (briefing, panel)] == [600, 540]

    link(page, panel).focus()
    page.keyboard.press("Alt+PageDown")

    saved(page)
    assert [place(item)[1] for item in (briefing, panel)] == [615, 540]


def test_session_is_split_and_duplicated(page, briefing):
    link(page, briefing).click()
    page.get_by_role("button", name="Split in two").click()
    saved(page)
    halves = AgendaItem.objects.order_by("start_minute").values_list(
        "title", "start_minute", "minutes"
    )
    assert list(halves) == [("Briefing", 540, 30), ("Briefing, second part", 570, 30)]

    link(page, briefing).click()
    page.get_by_role("button", name="Duplicate").click()
    expect(page.locator("[data-tray]")).to_contain_text("Briefing (copy)")
    saved(page)

    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    saved(page)
    expect(page.locator(".session:not(.is-repeat)")).to_have_count(1)
    assert place(briefing) == (FIRST, 540, 60, ["Main hall"])
    assert AgendaItem.objects.count() == 1


def test_free_time_is_clicked_to_add_a_session_which_is_undone_and_done_again(page, rooms):
    page.mouse.click(*point(page, rooms[1], 660))
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Title").fill("Case study")
    dialog.get_by_label("Title").press("Enter")
    expect(page.locator(".session", has_text="Case study")).to_be_visible()
    saved(page)
    item = AgendaItem.objects.get(title="Case study")
    assert place(item) == (FIRST, 660, 60, ["Blue room"])
    expect(link(page, item)).to_be_focused()
    page.keyboard.press("Alt+ArrowDown")
    saved(page)

    for _turn in range(2):
        for _step in range(2):
            page.keyboard.press("Control+z")
        expect(page.locator(".session", has_text="11:05")).to_have_count(0)
        for _step in range(2):
            page.keyboard.press("Control+y")
        expect(page.locator(".session", has_text="11:05–12:05")).to_have_count(1)
        saved(page)

    assert place(AgendaItem.objects.get(title="Case study"))[1] == 665
    expect(page.locator("[data-notice]")).to_be_empty()


def test_a_slot_is_chosen_by_keys(page, rooms):
    page.locator("[data-board]").focus()
    page.keyboard.press("Shift+Tab")
    lane(page, rooms[0]).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-live]")).to_have_text(
        re.compile("Blue room, 12 December 2030, 09:15")
    )
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_label("Title").fill("Exercise")
    page.keyboard.press("Enter")

    saved(page)
    assert place(AgendaItem.objects.get(title="Exercise")) == (FIRST, 555, 60, ["Blue room"])


def test_parallel_sessions_are_made_and_moved_together(page, rooms):
    page.mouse.click(*point(page, rooms[1], 660))
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Title").fill("Working group")
    dialog.get_by_label("Red room").check()
    dialog.get_by_label("One session in each").check()
    dialog.get_by_role("button", name="Add").click()
    saved(page)
    groups = list(AgendaItem.objects.filter(title__startswith="Working").order_by("title"))
    assert [(g.title, *place(g)[1:]) for g in groups] == [
        ("Working group 1", 660, 60, ["Blue room"]),
        ("Working group 2", 660, 60, ["Red room"]),
    ]

    link(page, groups[0]).focus()
    page.keyboard.press("Alt+ArrowDown")

    saved(page)
    assert [place(g)[1] for g in groups] == [665, 665]


def test_picked_sessions_are_moved_as_a_block(open_editor, briefing, make, rooms):
    panel = make("Panel", 600)
    page = open_editor()
    link(page, briefing).focus()
    page.keyboard.press("Space")
    link(page, panel).click(modifiers=["Control"])
    expect(page.locator("[data-live]")).to_contain_text("sessions picked: 2")
    page.keyboard.press("Alt+ArrowDown")
    saved(page)
    assert [place(item)[1] for item in (briefing, panel)] == [545, 605]

    grab(page, briefing)  # and by the mouse, to the other day
    page.mouse.move(*point(page, rooms[1], 630, SECOND), steps=4)
    page.mouse.up()
    saved(page)
    assert [place(item) for item in (briefing, panel)] == [
        (SECOND, 630, 60, ["Blue room"]),
        (SECOND, 690, 60, ["Main hall"]),
    ]


def test_whole_day_is_shifted_moved_and_filled(page, briefing):
    menu = page.get_by_role("button", name="Whole day")
    menu.first.click()
    page.get_by_role("dialog").get_by_role("button", name="Shift").click()
    saved(page)
    assert place(briefing)[1] == 555

    menu.first.click()
    page.get_by_role("dialog").get_by_role("button", name="Move").click()
    saved(page)
    assert place(briefing)[0] == SECOND

    menu.first.click()
    page.get_by_role("dialog").get_by_role("button", name="Fill in a usual day").click()
    expect(page.locator("[data-day='2030-12-12'] .session")).to_have_count(5)
    saved(page)
    frame = AgendaItem.objects.filter(day=FIRST).order_by("start_minute")
    assert [(item.title, item.time, item.in_all_rooms) for item in frame] == [
        ("Opening", "09:00–09:30", True),
        ("Coffee break", "10:30–11:00", True),
        ("Lunch", "13:00–14:00", True),
        ("Coffee break", "15:30–16:00", True),
        ("Closing", "17:00–17:30", True),
    ]
