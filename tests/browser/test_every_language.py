"""Every page of the demonstration in the languages whose words are longer.

What goes right to left is looked at with the longest words, in test_forms_and_extremes.py."""

import pytest

from tests.browser.kit import assert_fits, at_each_narrowest, screenshot
from tests.browser.walking import TOGETHER, note, walk

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["fr", "ru"])
def test_page_fits_in_other_languages(language, demo, new_page, live_server):
    faults = []
    for user in demo.users.values():
        user.language = language
        user.save(update_fields=["language"])

    for visit, page in walk(demo, TOGETHER, new_page, live_server, faults, locale=language):
        if not visit.name.endswith("not_found"):
            assert page.locator("html").get_attribute("lang") == language, visit.name
        for width in at_each_narrowest(page):
            screenshot(page, f"{language}-{visit.name.replace(':', '-')}-{width}")
            note(faults, f"{visit.name} {language} {width}", assert_fits, page)

    assert not faults, "\n\n".join(faults)
