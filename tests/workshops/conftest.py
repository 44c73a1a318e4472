"""What a person types into the forms of this app."""

import pytest


@pytest.fixture
def typed():
    """A complete, legal settings form; change what a test is about."""

    def form(**changes):
        return {
            "title": "Countering trafficking in human beings",
            "slug": "kyiv-2020",
            "description": "",
            "scope": "regional",
            "mode": "on-site",
            "starts_on": "2020-03-02",
            "ends_on": "2020-03-03",
            "time_zone": "europe/kyiv",
            "day_starts_at": "09:00",
            "day_ends_at": "18:00",
            "venue": "Hotel Dnipro",
            "address": "",
            "city": "Kyiv",
            "country": "UA",
            "working_languages": ["en", "ru"],
            "interpretation_languages": [],
            "capacity": "60",
            "nominations_until": "2020-02-01",
            "attendance_unit": "half-day",
            "attendance_share": "80",
            "certificate_language": "en",
            "name_at_verification": "initials",
            **changes,
        }

    return form
