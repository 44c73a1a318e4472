"""Every gesture of the agenda editor, and what it leaves in the database."""

import datetime
import re

import pytest
from playwright.sync_api import expect

from sessions.models import AgendaItem
from tests.browser.kit import PHONE, assert_accessible, assert_fits, sign_in
from tests.factories import (
    AgendaItemFactory,
    AppearanceFactory,
    RoomFactory,
    TeamMemberFactory,
    UserFactory,
)

pytestmark = pytest.mark.browser
FIRST, SECOND = datetime.date(2030, 12, 12), datetime.date(2030, 12, 13)
ROW = 8  # pixels for five minutes


@pytest.fixture
def rooms(workshop):
    return [
        RoomFactory(workshop=workshop, name=name, position=n)
        for n, name in enumerate(("Main hall", "Blue room", "Red room"))
    ]


@pytest.fixture
def make(workshop, rooms):
    """A session in the rooms of these numbers, on the first day at that minute."""

    def make_one(title, start=540, *, room=(0,), **facts):
        item = AgendaItemFactory(workshop=workshop, title=title, start_minute=start, **facts)
        item.rooms.set([rooms[number] for number in room])
        return item

    return make_one


@pytest.fixture
def briefing(make):
    return make("Briefing")


@pytest.fixture
def waiting(workshop):
    return AgendaItemFactory(workshop=workshop, title="Waiting", day=None, start_minute=None)


@pytest.fixture
def open_editor(new_page, live_server, organiser, workshop):
    def open_one(user=organiser, **options):
        page = new_page(**{"viewport": {"width": 1440, "height": 1000}, **options})
        sign_in(page, live_server, user)
        page.goto(f"/manage/workshops/{workshop.slug}/agenda/")
        page.locator(".is-ready").wait_for()
        page.locator("[data-board]").evaluate("board => board.scrollIntoView()")
        return page

    return open_one


@pytest.fixture
def page(open_editor, briefing):
    return open_editor()


def box(page, item):
    return page.locator(f"#session-{item.pk}")


def link(page, item):
    return box(page, item).locator(".session-link")


def lane(page, room, day=FIRST):
    key = "" if room is None else room.pk
    return page.locator(f'[data-timetable="{day}"] [data-lane="{key}"]').first


def point(page, room, minute, day=FIRST):
    """The middle of a room's column at a minute of the day, which begins at 08:00."""
    area = lane(page, room, day).bounding_box()
    return area["x"] + area["width"] / 2, area["y"] + (minute - 480) / 5 * ROW + 1


def grab(page, item):
    area = box(page, item).bounding_box()
    page.mouse.move(area["x"] + area["width"] / 2, area["y"] + 2)
    page.mouse.down()


def saved(page):
    """Once this returns, the server has answered everything."""
    expect(page.locator("[data-state]")).to_have_text("Saved")


def place(item):
    item = AgendaItem.objects.get(pk=item.pk)
    return item.day, item.start_minute, item.minutes, sorted(r.name for r in item.rooms.all())


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


def test_escape_cancels_a_drag(page, briefing, rooms):
    grab(page, briefing)
    page.mouse.move(*point(page, rooms[2], 700), steps=4)
    page.keyboard.press("Escape")
    page.mouse.up()

    expect(page.locator(".ghost")).to_have_count(0)
    expect(page.locator("[data-live]")).to_have_text("Cancelled. Nothing was moved.")
    assert place(briefing) == (FIRST, 540, 60, ["Main hall"])


def test_length_is_dragged_by_the_grip(page, briefing, rooms):
    area = box(page, briefing).locator("[data-grip]").bounding_box()
    page.mouse.move(area["x"] + area["width"] / 2, area["y"] + 4)
    page.mouse.down()
    page.mouse.move(area["x"], point(page, rooms[0], 630)[1], steps=4)
    page.mouse.up()

    saved(page)
    assert place(briefing) == (FIRST, 540, 90, ["Main hall"])


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


def test_finger_drags_after_a_press_and_scrolls_without(open_editor, briefing, rooms):
    page = open_editor(has_touch=True, viewport={"width": 1000, "height": 1000})
    fingers = page.context.new_cdp_session(page)
    area = box(page, briefing).bounding_box()
    x, y = area["x"] + 40, area["y"] + 10

    def touch(kind, *points):
        touches = [{"x": px, "y": py} for px, py in points]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    touch("touchStart", (x, y))
    for step in range(1, 9):
        touch("touchMove", (x, y + step * 12))
    touch("touchEnd")
    assert place(briefing) == (FIRST, 540, 60, ["Main hall"])

    area = box(page, briefing).bounding_box()
    x, y = area["x"] + 40, area["y"] + 10
    touch("touchStart", (x, y))
    expect(page.locator("body.is-dragging")).to_have_count(1)  # the press was long enough
    for step in range(1, 13):
        touch("touchMove", (x, y + step * ROW))
    touch("touchEnd")

    saved(page)
    assert place(briefing) == (FIRST, 600, 60, ["Main hall"])


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
    saved(page)


def test_past_the_last_room_comes_the_next_day(page, briefing):
    link(page, briefing).focus()
    for _press in range(3):
        page.keyboard.press("Alt+ArrowRight")

    saved(page)
    assert place(briefing) == (SECOND, 540, 60, ["Main hall"])


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


def test_dialog_moves_without_dragging(page, briefing):
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


def test_dialog_says_what_is_in_the_way(open_editor, briefing, make):
    make("Panel", 600)
    page = open_editor()
    link(page, briefing).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Start").fill("10:30")
    dialog.get_by_role("button", name="Save").click()

    expect(dialog.get_by_role("alert")).to_have_text("Main hall is taken by “Panel”, 10:00–11:00.")
    assert place(briefing) == (FIRST, 540, 60, ["Main hall"])


def test_title_is_changed_in_place(page, briefing):
    link(page, briefing).focus()
    page.keyboard.press("F2")
    page.keyboard.type("Opening words")
    page.keyboard.press("Enter")

    saved(page)
    assert AgendaItem.objects.get().title == "Opening words"
    expect(link(page, briefing)).to_be_focused()


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


def test_free_time_is_clicked_to_add_a_session(page, rooms):
    page.mouse.click(*point(page, rooms[1], 660))
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Title").fill("Case study")
    dialog.get_by_label("Title").press("Enter")

    expect(page.locator(".session", has_text="Case study")).to_be_visible()
    saved(page)
    item = AgendaItem.objects.get(title="Case study")
    assert place(item) == (FIRST, 660, 60, ["Blue room"])
    expect(link(page, item)).to_be_focused()


def test_an_addition_and_its_later_move_are_undone_and_done_again(page, rooms):
    page.mouse.click(*point(page, rooms[1], 660))
    page.get_by_role("dialog").get_by_label("Title").fill("Case study")
    page.keyboard.press("Enter")
    saved(page)
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


def test_picked_sessions_are_moved_as_a_block(open_editor, briefing, make):
    panel = make("Panel", 600)
    page = open_editor()
    link(page, briefing).focus()
    page.keyboard.press("Space")
    link(page, panel).click(modifiers=["Control"])
    expect(page.locator("[data-live]")).to_contain_text("sessions picked: 2")
    page.keyboard.press("Alt+ArrowDown")

    saved(page)
    assert [place(item)[1] for item in (briefing, panel)] == [545, 605]


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
