"""Every page of the demonstration in the languages whose words are longer, and right to left."""

import pytest

from tests.browser.kit import DESKTOP, PHONE, assert_fits, screenshot
from tests.browser.walking import TOGETHER, note, walk

pytestmark = [pytest.mark.browser, pytest.mark.timeout(280)]

#: The narrowest width at which tables are tables.
TABLET = {"width": 768, "height": 1024}


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
