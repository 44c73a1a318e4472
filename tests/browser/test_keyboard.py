"""The staff's daily work without a mouse; wherever the focus goes, it is seen."""

import pytest
from playwright.sync_api import expect

from participants.states import RegistrationState
from sessions.attendance import marks_of
from sessions.models import Attendance
from tests.browser.kit import PHONE, sign_in
from tests.factories import (
    PASSWORD,
    AgendaItemFactory,
    DelegationFactory,
    PersonFactory,
    RegistrationFactory,
    RoomFactory,
)

pytestmark = pytest.mark.browser

#: An outline (or a ring) on what has the focus, or on the words that stand for a hidden control.
IS_SHOWN = """() => {
  const e = document.activeElement;
  const wide = (x) => {
    const style = x && getComputedStyle(x);
    return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  return wide(e) || wide(e.nextElementSibling) || wide(e.parentElement);
}"""

#: What has the focus stands in the window, and nothing sticky lies over it.
IS_UNCOVERED = """async () => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const e = document.activeElement;
  const seen = e.closest("label") || e;
  const box = seen.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return Boolean(top) && (seen.contains(top) || top.contains(seen));
}"""


def has_focus(target):
    return target.evaluate("e => e === document.activeElement")


def step(page, key="Tab"):
    page.keyboard.press(key)
    what = page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
    assert page.evaluate(IS_SHOWN), f"focus is not seen on {what}"
    assert page.evaluate(IS_UNCOVERED), f"covered: {what}"


def go_to(page, target):
    """Press Tab until ``target`` has the focus."""
    for _ in range(120):
        step(page)
        if has_focus(target):
            return
    raise AssertionError(f"Tab never reaches {target}")


def test_skip_link_leads_past_the_frame(page, live_server, organiser, workshop):
    sign_in(page, live_server, organiser)
    page.goto(f"/manage/workshops/{workshop.slug}/")

    step(page)
    # A slow machine gives the focus a moment after the key.
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    step(page)

    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_signs_in_and_approves_a_participant(page, organiser, workshop):
    registration = RegistrationFactory(
        workshop=workshop,
        state=RegistrationState.SUBMITTED,
        person=PersonFactory(given_names="Nino", family_name="Kapanadze"),
    )
    page.goto("/accounts/login/")

    go_to(page, page.get_by_text("Sign in with a password"))
    page.keyboard.press("Enter")
    go_to(page, page.locator("[name=login]"))
    page.keyboard.type(organiser.email)
    go_to(page, page.locator("[name=password]"))
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/manage/")
    go_to(page, page.get_by_role("link", name=workshop.title))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Overview")).to_be_visible()
    go_to(page, page.get_by_role("link", name="Participants", exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Participants")).to_be_visible()
    go_to(page, page.get_by_role("link", name="Nino Kapanadze"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Nino Kapanadze")).to_be_visible()
    go_to(page, page.get_by_role("button", name="Approve"))
    page.keyboard.press("Enter")

    expect(page.get_by_role("status")).to_contain_text("Nino Kapanadze")
    registration.refresh_from_db()
    assert registration.state == RegistrationState.APPROVED


def test_marks_a_full_list_on_a_phone_with_a_keyboard(new_page, live_server, organiser, workshop):
    page = new_page(viewport=PHONE)
    AgendaItemFactory(workshop=workshop)
    delegation = DelegationFactory(workshop=workshop, quota=20)
    people = [
        RegistrationFactory(workshop=workshop, delegation=delegation, rank_order=number)
        for number in range(9)
    ]
    sign_in(page, live_server, organiser)
    page.goto(f"/manage/workshops/{workshop.slug}/attendance/")
    go_to(page, page.locator(".slot-card a").first)
    page.keyboard.press("Enter")
    expect(page.get_by_text("0 of 9 marked")).to_be_visible()

    for registration in people:
        not_marked = page.locator(f"[name=mark-{registration.pk}][value='']")
        go_to(page, not_marked)
        step(page, "ArrowRight")
    page.keyboard.press("Enter")

    expect(page.get_by_text("9 of 9 marked, 9 present")).to_be_visible()
    marks = [set(marks.values()) for marks in marks_of(workshop).values()]
    assert marks == [{Attendance.Status.PRESENT}] * 9


def test_confirmation_gives_the_focus_back_and_works(page, live_server, organiser, workshop):
    RoomFactory(workshop=workshop, name="Blue room")
    sign_in(page, live_server, organiser)
    page.goto(f"/manage/workshops/{workshop.slug}/rooms/")
    question = page.locator("details[data-confirm] > summary").first

    go_to(page, question)
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    assert has_focus(dialog.get_by_role("button", name="Cancel"))
    page.keyboard.press("Escape")
    assert has_focus(question)
    page.keyboard.press("Enter")
    step(page, "Shift+Tab")
    assert has_focus(dialog.locator("[type=submit]"))
    page.keyboard.press("Enter")

    expect(page.get_by_role("status")).to_be_visible()
    assert list(workshop.rooms.all()) == []


def test_menu_opens_and_closes(page, live_server, organiser):
    sign_in(page, live_server, organiser)
    page.goto("/manage/")
    menu = page.locator("details.menu > summary")

    go_to(page, menu)
    page.keyboard.press("Enter")
    step(page)
    assert has_focus(page.locator(".menu-body a:visible").first)
    page.keyboard.press("Escape")

    assert has_focus(menu)
    expect(page.get_by_text("Signed in as")).to_be_hidden()


def test_mistake_in_a_form_takes_the_focus_to_what_is_wrong(page, live_server, organiser, workshop):
    sign_in(page, live_server, organiser)
    page.goto(f"/manage/workshops/{workshop.slug}/rooms/")

    go_to(page, page.locator("main [name=name]"))
    page.keyboard.press("Enter")
    expect(page.locator(".form-problems")).to_be_focused()
    go_to(page, page.locator(".form-problems a").first)
    page.keyboard.press("Enter")

    assert has_focus(page.locator("main [name=name]"))
