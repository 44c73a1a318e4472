"""Every component in a real browser: light and dark, phone and desktop, with and without script."""

import pytest
from playwright.sync_api import expect

from tests.browser.kit import (
    PHONE,
    assert_accessible,
    assert_fits,
    assert_targets_large_enough,
    at_all_sizes_and_themes,
    screenshot,
    sign_in,
)
from tests.common import styleguide

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.common.styleguide")]


@pytest.mark.parametrize("query", ["", "?errors"])
def test_components_are_accessible_at_all_sizes(page, live_server, organiser, query):
    sign_in(page, live_server, organiser)
    page.goto(f"/styleguide/{query}")

    for name in at_all_sizes_and_themes(page):
        screenshot(page, f"styleguide{'-errors' if query else ''}-{name}")
        assert_accessible(page, style_sheets=True)
        assert_fits(page)
        assert_targets_large_enough(page)


def test_confirmation_is_a_dialog_that_starts_on_cancel(page):
    page.goto("/styleguide/")

    page.locator("summary", has_text="Withdraw").click()

    dialog = page.get_by_role("dialog")
    assert dialog.get_by_role("button", name="Cancel").evaluate("e => e === document.activeElement")
    screenshot(page, "dialog")
    assert_accessible(page)
    page.keyboard.press("Escape")
    assert page.get_by_role("dialog").count() == 0
    assert page.locator("summary", has_text="Withdraw").evaluate(
        "e => e === document.activeElement"
    )


def test_confirmation_unfolds_without_script(new_page):
    page = new_page(java_script_enabled=False)
    page.goto("/styleguide/")
    confirm = page.get_by_role("button", name="Withdraw")

    page.locator("summary", has_text="Withdraw").click()

    assert confirm.is_visible()


def test_chosen_theme_is_kept(page):
    page.goto("/styleguide/")

    page.get_by_role("button", name="Light or dark").click()
    page.reload()

    assert page.locator("html").get_attribute("data-bs-theme") == "dark"


def test_unsaved_changes_are_guarded(page):
    page.goto("/styleguide/")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_label("Rank").fill("Major")

    page.goto("/styleguide/?errors")

    assert asked == ["beforeunload"]


def test_failure_behind_htmx_is_told_with_the_id_of_the_log(page):
    page.goto("/styleguide/")

    with page.expect_response("**/boom/") as answer:
        page.get_by_role("button", name="Fail").click()

    message = page.get_by_role("status")
    expect(message).to_contain_text(answer.value.headers["x-request-id"])
    page.problems.clear()


def test_lost_connection_behind_htmx_is_told(page):
    page.goto("/styleguide/")
    page.context.set_offline(True)

    page.get_by_role("button", name="Fail").click()

    expect(page.get_by_role("status")).to_contain_text("cannot be reached")
    page.problems.clear()


def test_double_click_sends_a_form_once(page):
    styleguide.sent.clear()
    page.goto("/styleguide/")
    page.get_by_label("Name").fill("Maia")

    with page.expect_response("**/form/"):
        page.get_by_role("button", name="Save").dblclick()

    assert styleguide.sent == ["Maia"]


def test_page_prints_without_its_frame(page):
    page.goto("/styleguide/")
    page.emulate_media(media="print")

    screenshot(page, "print")
    assert not page.locator(".site-footer").is_visible()
    assert not page.locator(".section-nav").is_visible()
    assert page.get_by_role("heading", level=1).is_visible()


def test_right_to_left_page_fits(new_page, settings):
    settings.LANGUAGES = [("en", "English"), ("ar", "Arabic")]
    page = new_page(locale="ar")
    page.goto("/styleguide/")

    assert page.locator("html").get_attribute("dir") == "rtl"
    screenshot(page, "styleguide-rtl")
    page.set_viewport_size(PHONE)
    assert_fits(page)


@pytest.mark.parametrize("path", ["/boom/", "/nowhere/", "/too-many/", "/csrf/", "/denied/"])
def test_error_pages_are_accessible(page, client, path):
    page.goto(path)
    page.problems.clear()  # a 500 is written to the console

    for name in at_all_sizes_and_themes(page):
        screenshot(page, f"error{path.replace('/', '-')}{name}")
        assert_accessible(page)
        assert_fits(page)
