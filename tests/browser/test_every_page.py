"""Every page of the demonstration, looked at on a phone and a desk, by day and by night.

The rows are built once for each group of pages, and a group's faults are told together.
"""

import re

import pytest
from django.core.cache import cache
from playwright.sync_api import Error

from pages.demo.sign_ins import PASSWORD
from tests.browser import demonstration
from tests.browser.kit import (
    DESKTOP,
    PHONE,
    assert_accessible,
    assert_fits,
    assert_targets_large_enough,
    at_all_sizes_and_themes,
    screenshot,
    sign_in,
)

pytestmark = [pytest.mark.browser, pytest.mark.timeout(280)]

GROUPS = {
    "workshops": r"workshops:|mail:|jobs:",
    "pages": r"pages:",
    "participants": r"participants:(?!portal|form|register)",
    "portal": r"participants:(portal|form|register|open)",
    "agenda": r"agenda:",
    "certificates": r"certificates:",
    "accounts": r"accounts:|account_|mfa_",
}
#: The narrowest width at which tables are tables.
TABLET = {"width": 768, "height": 1024}
TOGETHER = "|".join(GROUPS.values())


@pytest.fixture
def demo(transactional_db, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    cache.clear()
    return demonstration.build()


@pytest.mark.parametrize("group", GROUPS)
def test_page_is_accessible_and_fits(group, demo, new_page, live_server):
    faults = []

    for visit, page in walk(demo, GROUPS[group], new_page, live_server, faults):
        for look in at_all_sizes_and_themes(page):
            screenshot(page, f"{visit.name.replace(':', '-')}-{look}")
            for check in (assert_fits, assert_accessible, assert_targets_large_enough):
                note(faults, f"{visit.name} {look}", check, page)

    assert not faults, "\n\n".join(faults)


@pytest.mark.parametrize("language", ["fr", "ru", "he"])
def test_page_fits_in_other_languages(language, demo, new_page, live_server, settings):
    """Hebrew has no catalogue here; it shows that nothing leans on left and right."""
    settings.LANGUAGES = [*settings.LANGUAGES, ("he", "Hebrew")]
    direction = "rtl" if language == "he" else "ltr"
    faults = []
    for user in demo.users.values():
        user.language = language
        user.save(update_fields=["language"])

    for visit, page in walk(demo, TOGETHER, new_page, live_server, faults, locale=language):
        if not visit.name.endswith("not_found"):
            assert page.locator("html").get_attribute("dir") == direction, visit.name
        for size in (PHONE, TABLET, DESKTOP):
            page.set_viewport_size(size)
            screenshot(page, f"{language}-{visit.name.replace(':', '-')}-{size['width']}")
            note(faults, f"{visit.name} {language} {size['width']}", assert_fits, page)

    assert not faults, "\n\n".join(faults)


def test_every_address_is_looked_at_or_no_page(demo):
    names = {name for name, entry in demonstration.addresses()}
    looked_at = {visit.name for visit in demo.visits}

    assert [name for name in looked_at if not re.match(TOGETHER, name)] == []
    assert names - looked_at == demonstration.NO_PAGES.keys()


def walk(demo, pattern, new_page, live_server, faults, **options):
    """Open each page of the group as whoever may see it; yield it once it is there."""
    pages = {}
    for visit in demo.visits:
        if not re.match(pattern, visit.name):
            continue
        if visit.who not in pages:
            pages[visit.who] = new_page(**options)
            if visit.who:
                password = PASSWORD if visit.who == "assistant" else ""  # for the second factor
                sign_in(pages[visit.who], live_server, demo.users[visit.who], password=password)
        page = pages[visit.who]
        # A browser has nothing to show of an address that takes POST only.
        if page.request.get(visit.path, max_redirects=0).status == 405:
            continue
        answer = page.goto(visit.path)
        ended = page.url.removeprefix(live_server.url)
        if answer.status != visit.status or ended != visit.path:
            faults.append(f"{visit.name} {visit.path}: {answer.status} at {ended}")
        yield visit, page
        if page.problems:
            faults.append(f"{visit.name}: {page.problems}")
            page.problems.clear()


def note(faults, where, check, page):
    try:
        check(page)
    except (AssertionError, Error) as fault:
        faults.append(f"{where}: {fault}")
