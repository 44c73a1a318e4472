"""Who comes and goes on which day, and how."""

from __future__ import annotations

import datetime
from collections import Counter

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.printroom.answers import Answers
from certificates.printroom.listing import (
    DELEGATION,
    NAME,
    TELEPHONE,
    Rows,
    answered,
    declare_list,
)
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


def _travels(row: Registration, answers: Answers, options: Options) -> bool:
    dates = {answers.of(row, key) for key in ("arrives_on", "departs_on")} - {None}
    return bool(dates) if not options.get("day") else options["day"] in dates


def _by_arrival(rows: Rows, language: str) -> Rows:
    """By the day of arrival, in protocol order on each; who is not known to come, at the end."""
    return sorted(rows, key=lambda row: row.arrives_on or datetime.date.max)


def _counts(rows: Rows, answers: Answers, language: str) -> list[tuple[str, int]]:
    lines = []
    for key, words in (
        ("arrives_on", _("arrive on %(date)s")),
        ("departs_on", _("leave on %(date)s")),
    ):
        dates = Counter(answers.of(row, key) for row in rows)
        dates.pop(None, None)
        for date, number in sorted(dates.items()):
            day = date_range(datetime.date.fromisoformat(date), language=language)
            lines.append((words % {"date": day}, number))
    unknown = sum(not answers.of(row, "arrives_on") for row in rows)
    return [*lines, (_("have not said when they arrive"), unknown)] if unknown else lines


declare_list(
    key="travel",
    title=gettext_lazy("Arrivals and departures"),
    summary=gettext_lazy("Who comes and goes when and how, by the day of arrival."),
    columns=(
        NAME,
        DELEGATION,
        # Days alone tell nobody apart; a flight does.
        answered("arrives_on", gettext_lazy("Arrival"), 15, is_open=True),
        answered("arrival_flight", gettext_lazy("Flight or train"), 16),
        answered("departs_on", gettext_lazy("Departure"), 15, is_open=True),
        answered("departure_flight", gettext_lazy("Flight or train"), 16),
        TELEPHONE,
    ),
    keeps=_travels,
    order=_by_arrival,
    counts=_counts,
    options=TravelOptions,
    permission="registration.edit",
)
