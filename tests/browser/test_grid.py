"""The focal point's grid in a real browser: by keyboard alone, and without any script."""

import pytest

from participants.links import token_of
from tests.browser.kit import PHONE, assert_accessible, assert_fits, screenshot
from tests.factories import DelegationFactory, FocalPointFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def focal_point(transactional_db):
    return FocalPointFactory(delegation=DelegationFactory(quota=2, reserves=0))


@pytest.fixture
def path(focal_point):
    return f"/d/{token_of(focal_point)}/people/several/"


def names(focal_point):
    people = focal_point.delegation.registrations.order_by("pk")
    return list(people.values_list("person__family_name", "person__email"))


def test_people_are_named_by_keyboard_alone(new_page, path, focal_point):
    page = new_page()
    page.goto(path)
    page.locator("[data-cell]").first.focus()
    for given_names, family_name, email in (
        ("Nino", "Beridze", "b@example.org"),
        ("Ana", "Lomidze", "l@example.org"),
        ("Gia", "Kipiani", "no address"),  # in a row that Enter has made
    ):
        for typed in (given_names, family_name, email, "", "", "", ""):
            page.keyboard.type(typed)
            page.keyboard.press("Enter")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Control+Enter")

    page.get_by_role("alert").wait_for()
    assert names(focal_point) == [("Beridze", "b@example.org"), ("Lomidze", "l@example.org")]
    assert page.locator("[value='Kipiani']").count() == 1
    wrong = page.locator("[value='no address']")
    assert wrong.get_attribute("aria-invalid") == "true"
    reason = page.locator(f"#{wrong.get_attribute('aria-describedby')}")
    assert "valid email" in reason.inner_text()
    assert_accessible(page)
    screenshot(page, "grid-refused-1280")


def test_wrong_rows_fit_a_phone(new_page, path):
    page = new_page(viewport=PHONE)
    page.goto(path)
    page.get_by_label("Family name").first.fill("Kipiani-Shervashidze-Amilakhvari")
    page.get_by_label("E-mail address").first.fill("no address")
    page.get_by_role("button", name="Name these people").click()

    page.get_by_role("alert").wait_for()
    assert page.get_by_text("This field is required.").count() == 0
    assert_fits(page)
    assert_accessible(page)
    screenshot(page, "grid-refused-360")


def test_rows_are_added_and_saved_without_script(new_page, path, focal_point):
    page = new_page(java_script_enabled=False)
    page.goto(path)
    page.get_by_label("Family name").first.fill("Beridze")
    page.get_by_label("E-mail address").first.fill("b@example.org")
    page.get_by_role("button", name="More rows").click()
    page.get_by_label("Family name").last.fill("Lomidze")
    page.get_by_label("E-mail address").last.fill("l@example.org")
    page.get_by_role("button", name="Name these people").click()

    assert names(focal_point) == [("Beridze", "b@example.org"), ("Lomidze", "l@example.org")]
