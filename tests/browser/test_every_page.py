"""Every page of the demonstration, looked at on a phone by night and on a desk by day.

The rows are built once for each group of pages, and a group's faults are told together.
"""

import re

import pytest

from tests.browser import demonstration
from tests.browser.kit import (
    RULES,
    RULES_OF_LOOKS,
    assert_accessible,
    assert_fits,
    assert_targets_large_enough,
    at_each_size_and_theme,
    screenshot,
)
from tests.browser.walking import GROUPS, TOGETHER, note, walk

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("group", GROUPS)
def test_page_is_accessible_and_fits(group, demo, new_page, live_server):
    faults = []

    for visit, page in walk(demo, GROUPS[group], new_page, live_server, faults):
        for look in at_each_size_and_theme(page):
            screenshot(page, f"{visit.name.replace(':', '-')}-{look}")
            where = f"{visit.name} {look}"
            note(faults, where, assert_fits, page)
            note(faults, where, assert_targets_large_enough, page)
            # What has no name or no order has none at any size.
            rules = RULES if look.startswith("360") else RULES_OF_LOOKS
            note(faults, where, assert_accessible, page, rules=rules)

    assert not faults, "\n\n".join(faults)


def test_every_address_is_looked_at_or_no_page(demo):
    names = {name for name, entry in demonstration.addresses()}
    looked_at = {visit.name for visit in demo.visits}

    assert [name for name in looked_at if not re.match(TOGETHER, name)] == []
    assert names - looked_at == demonstration.NO_PAGES.keys()
