"""Who comes and goes on which day."""

from __future__ import annotations

import datetime
from collections import Counter

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.printroom.listing import DELEGATION, NAME, Column, Rows, declare_list
from certificates.printroom.options import DelegationOptions
from certificates.printroom.registry import Options
from common.dates import date_range
from common.widgets import DateInput
from participants.models import Registration


class TravelOptions(DelegationOptions):
    """Of all who travel, or of those who come or go on one day, which may be before the event."""

    day = forms.DateField(
        label=gettext_lazy("Only who comes or goes on"), required=False, widget=DateInput()
    )


def _travels(row: Registration, options: Options) -> bool:
    dates = {date.isoformat() for date in (row.arrives_on, row.departs_on) if date}
    return bool(dates) if not options.get("day") else options["day"] in dates


def _by_arrival(rows: Rows, language: str) -> Rows:
    """By the day of arrival, in protocol order on each; who is not known to come, at the end."""
    return sorted(rows, key=lambda row: row.arrives_on or datetime.date.max)


def _counts(rows: Rows, language: str) -> list[tuple[str, int]]:
    lines = []
    for words, dates in (
        (_("arrive on %(date)s"), [row.arrives_on for row in rows if row.arrives_on]),
        (_("leave on %(date)s"), [row.departs_on for row in rows if row.departs_on]),
    ):
        for date, number in sorted(Counter(dates).items()):
            lines.append((words % {"date": date_range(date, language=language)}, number))
    unknown = sum(not row.arrives_on for row in rows)
    return [*lines, (_("have not said when they arrive"), unknown)] if unknown else lines


def _date(date: datetime.date | None, language: str) -> str:
    return date_range(date, language=language) if date else ""


declare_list(
    key="travel",
    title=gettext_lazy("Arrivals and departures"),
    summary=gettext_lazy("Who comes and goes when, by the day of arrival."),
    columns=(
        NAME,
        DELEGATION,
        Column(
            gettext_lazy("Arrival"),
            18,
            lambda row, language: _date(row.arrives_on, language),
            is_open=True,
        ),
        Column(
            gettext_lazy("Departure"),
            18,
            lambda row, language: _date(row.departs_on, language),
            is_open=True,
        ),
        Column(gettext_lazy("Telephone"), 18, lambda row, language: row.person.phone),
    ),
    keeps=_travels,
    order=_by_arrival,
    counts=_counts,
    options=TravelOptions,
)
