"""Signing in and the account's pages, as a browser shows them."""

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from playwright.sync_api import expect

from tests.browser.kit import (
    PHONE,
    assert_accessible,
    assert_fits,
    assert_targets_large_enough,
    at_each_size_and_theme,
    screenshot,
    sign_in,
)

pytestmark = pytest.mark.browser


def test_code_is_asked_for_and_entered_without_script(new_page, stranger):
    page = new_page(java_script_enabled=False, viewport=PHONE)
    page.goto("/accounts/login/?next=/account/")
    page.get_by_label("Your e-mail address").fill(stranger.email)

    page.get_by_role("button", name="Send me a code").click()

    assert page.get_by_label("Code").is_visible()
    screenshot(page, "entrance-code-360")


def test_page_for_the_code_is_accessible(page, stranger):
    page.goto("/accounts/login/")
    page.get_by_label("Your e-mail address").fill(stranger.email)
    page.get_by_role("button", name="Send me a code").click()

    for name in at_each_size_and_theme(page):
        screenshot(page, f"entrance-code-{name}")
        assert_accessible(page)
        assert_fits(page)
        assert_targets_large_enough(page)


def test_second_factor_and_recovery_codes_are_set_up(page, live_server, stranger):
    sign_in(page, live_server, stranger, password="correct horse battery")
    page.goto("/accounts/2fa/totp/activate/")
    secret = page.get_by_label("Authenticator secret").input_value()
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))

    page.get_by_label("Authenticator code").fill(code)
    page.get_by_role("button", name="Activate").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery Codes")
    assert stranger.has_second_factor
    screenshot(page, "own-recovery-codes")
    assert_accessible(page)
    page.goto("/accounts/2fa/")
    screenshot(page, "own-second-factor-on")
    assert_accessible(page)


def test_passkey_that_fails_is_told(page):
    page.goto("/accounts/login/")
    page.route("**/accounts/2fa/webauthn/login/", lambda route: route.abort())

    page.get_by_role("button", name="Use a passkey").click()

    expect(page.get_by_role("status")).to_contain_text("passkey could not be used")
    page.problems.clear()  # the browser writes the request that was cut off


def test_wrong_password_keeps_the_address_and_says_so(page, stranger):
    page.goto("/accounts/login/")
    page.get_by_text("Sign in with a password").click()
    page.get_by_label("Email").fill(stranger.email)
    page.get_by_label("Password").fill("wrong")

    page.get_by_role("button", name="Sign in", exact=True).click()

    assert page.get_by_role("alert").is_visible()
    assert page.get_by_label("Email").input_value() == stranger.email
    screenshot(page, "entrance-wrong-password")
    assert_accessible(page)


def test_language_is_switched_without_script_and_kept(new_page):
    page = new_page(java_script_enabled=False)
    page.goto("/accounts/login/")

    page.get_by_role("button", name="Français").click()

    assert page.url.endswith("/accounts/login/")
    assert page.locator("html").get_attribute("lang") == "fr"


def test_account_menu_closes_on_escape(page, live_server, stranger):
    sign_in(page, live_server, stranger)
    page.goto("/account/")
    page.locator("details.menu > summary").click()
    screenshot(page, "menu")
    assert_accessible(page)

    page.keyboard.press("Escape")

    assert page.locator("details.menu").get_attribute("open") is None
