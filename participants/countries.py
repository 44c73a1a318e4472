"""States by code and name: workshops know them too, so they live one room below."""

from workshops.countries import (
    OSCE_STATES,
    STATE_LISTS,
    country_choices,
    country_name,
    country_names,
    country_sort_key,
    organisation_choices,
    organisation_name,
)

__all__ = [
    "OSCE_STATES",
    "STATE_LISTS",
    "country_choices",
    "country_name",
    "country_names",
    "country_sort_key",
    "organisation_choices",
    "organisation_name",
]
