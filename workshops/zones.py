"""IANA time zones by their names of places: Europe/Kyiv, not EET."""

import zoneinfo
from functools import cache

from django.utils.translation import gettext as _

from common.rules import RuleBroken

_AREAS = (
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)


class UnknownZone(RuleBroken):
    """The name is none of the IANA time zone database."""


@cache
def zone_names() -> tuple[str, ...]:
    """The zones named after places, and UTC for what happens nowhere."""
    places = (name for name in zoneinfo.available_timezones() if name.split("/")[0] in _AREAS)
    return (*sorted(places), "UTC")


def zone_named(typed: str) -> str:
    """The zone as the database spells it, for ``europe/kyiv`` or `` Europe/Kyiv ``."""
    wanted = typed.strip().replace(" ", "_").casefold()
    for name in zone_names():
        if name.casefold() == wanted:
            return name
    raise UnknownZone(
        _("There is no time zone of this name. Choose one from the list, as in Europe/Kyiv."),
        field="time_zone",
    )
