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


PASTE = """(cell, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const options = { clipboardData, bubbles: true, cancelable: true };
  cell.dispatchEvent(new ClipboardEvent("paste", options));
}"""


def test_rows_of_a_spreadsheet_are_pasted_into_cells(new_page, path, focal_point):
    page = new_page()
    page.goto(path)
    rows = [f"Nino\tBeridze {n}\tb{n}@example.org\tMajor\t\t\tno" for n in range(7)]

    page.get_by_label("Given names").first.evaluate(PASTE, "\r\n".join(rows) + "\r\n")

    assert page.get_by_label("Family name").count() == 7  # two, and five more
    assert page.get_by_label("Family name").nth(6).input_value() == "Beridze 6"
    assert not page.get_by_label("Reserve").first.is_checked()
    page.get_by_role("button", name="Name these people").click()
    page.get_by_role("alert").wait_for()  # there are two seats
    assert names(focal_point) == [("Beridze 0", "b0@example.org"), ("Beridze 1", "b1@example.org")]


def test_more_rows_than_fit_are_not_pasted_in_part(new_page, path):
    page = new_page(viewport=PHONE)
    page.goto(path)

    page.get_by_label("Given names").nth(1).evaluate(PASTE, "Nino\tBeridze\n" * 60)

    page.get_by_role("alert").get_by_text("More was copied than the 60 rows").wait_for()
    assert page.get_by_label("Family name").count() == 2
    assert page.get_by_label("Family name").nth(1).input_value() == ""
    assert_fits(page)
    assert_accessible(page)
    screenshot(page, "grid-full-360")


def test_more_columns_than_fit_are_not_pasted_in_part(new_page, path):
    page = new_page()
    page.goto(path)

    page.get_by_label("Position").first.evaluate(PASTE, "Head\tyes\tvegetarian")

    assert page.get_by_text("nothing was pasted").is_visible()
    assert page.get_by_label("Position").first.input_value() == ""


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
