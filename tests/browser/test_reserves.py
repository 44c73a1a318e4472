"""Reserves are dragged into order: by mouse, by touch, and taken back with Esc."""

import pytest

from participants.links import token_of
from participants.queries import reserves
from tests.browser.kit import PHONE, assert_accessible, assert_fits, screenshot
from tests.factories import DelegationFactory, FocalPointFactory, RegistrationFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NAMES = ["Abashidze", "Beridze", "Chikovani"]


@pytest.fixture
def focal_point(transactional_db):
    delegation = DelegationFactory(quota=2, reserves=3)
    for rank, name in enumerate(NAMES, start=1):
        RegistrationFactory(
            workshop=delegation.workshop,
            delegation=delegation,
            person__family_name=name,
            state="invited",
            reserve_rank=rank,
        )
    return FocalPointFactory(delegation=delegation)


def order(focal_point):
    rows = reserves().filter(delegation=focal_point.delegation)
    return [row.person.family_name for row in rows.select_related("person")]


def middle(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_mouse_drags_a_reserve_and_esc_takes_it_back(new_page, focal_point):
    page = new_page()
    page.goto(f"/d/{token_of(focal_point)}/")
    grips = page.locator("[data-grip]")
    last = page.locator("[data-pk]").nth(2)
    page.get_by_role("button", name="Give the free seat").scroll_into_view_if_needed()

    page.mouse.move(*middle(grips.nth(0)))
    page.mouse.down()
    page.mouse.move(*middle(last), steps=8)
    page.mouse.move(middle(last)[0], middle(last)[1] + 30, steps=3)
    said = page.locator("#reserve-order [role=status]").inner_text()
    page.keyboard.press("Escape")
    page.mouse.up()
    taken_back = page.locator("[data-pk] strong").all_inner_texts()
    before = order(focal_point)

    page.mouse.move(*middle(grips.nth(2)))
    page.mouse.down()
    page.mouse.move(middle(grips.nth(0))[0], middle(grips.nth(0))[1] - 20, steps=8)
    screenshot(page, "reserves-dragged-1280")
    page.mouse.up()
    page.get_by_text("The order of the reserves was saved.").wait_for()

    assert said == "Place 3 of 3"
    assert [text.split()[-1] for text in taken_back] == NAMES == before
    assert order(focal_point) == ["Chikovani", "Abashidze", "Beridze"]
    assert_accessible(page)


def test_long_press_drags_on_a_phone(new_page, focal_point):
    page = new_page(viewport=PHONE, has_touch=True)
    page.goto(f"/d/{token_of(focal_point)}/")
    page.locator("[data-grip]").nth(0).scroll_into_view_if_needed()
    touch = page.context.new_cdp_session(page)
    x, y = middle(page.locator("[data-grip]").nth(0))
    _x, below = middle(page.locator("[data-pk]").nth(1))

    def send(kind, *points):
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

    send("touchStart", {"x": x, "y": y})
    page.locator(".is-dragged").wait_for()
    for step in range(1, 6):
        send("touchMove", {"x": x, "y": y + (below + 8 - y) * step / 5})
    assert_fits(page)
    screenshot(page, "reserves-dragged-360")
    send("touchEnd")
    page.get_by_text("The order of the reserves was saved.").wait_for()

    assert order(focal_point) == ["Beridze", "Abashidze", "Chikovani"]
