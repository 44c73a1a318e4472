"""States by code and name: workshops know them too, so they live one room below."""

from workshops.countries import OSCE_STATES, country_choices, country_name

__all__ = ["OSCE_STATES", "country_choices", "country_name"]
