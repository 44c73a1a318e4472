"""What stands in a list that leaves as a file. Protected people are named by their alias."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from participants.models import Delegation, Registration

Cell = str | int | bool | datetime.date | datetime.datetime | None
Row = TypeVar("Row")


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A heading, how wide it is (in characters), and what each row says."""

    heading: str | Promise
    value: Callable[[Row], Cell]
    width: int = 14
    is_sensitive: bool = False


def _open(value: Callable[[Registration], Cell]) -> Callable[[Registration], Cell]:
    """Leaves the cell of a protected person empty: it would tell who the alias is."""
    return lambda row: None if row.is_protected else value(row)


def _local(row: Registration, moment: datetime.datetime | None) -> datetime.datetime | None:
    """Wall-clock time at the workshop's place; workbooks know no zones."""
    if moment is None:
        return None
    return moment.astimezone(row.workshop.zone).replace(tzinfo=None, microsecond=0)


PEOPLE: tuple[Column[Registration], ...] = (
    Column(gettext_lazy("Delegation"), lambda row: _delegation(row), 26),
    Column(
        gettext_lazy("Head of delegation"),
        lambda row: _("yes") if row.is_head and not row.is_over else "",
        10,
    ),
    Column(gettext_lazy("Title or rank"), _open(lambda row: row.person.title), 18),
    Column(
        gettext_lazy("Family name"),
        lambda row: row.alias if row.is_protected else row.person.family_name,
        24,
    ),
    Column(gettext_lazy("Given names"), _open(lambda row: row.person.given_names), 20),
    Column(gettext_lazy("Name on badge and certificate"), lambda row: row.listed_name, 28),
    Column(
        gettext_lazy("Name in the own script"), _open(lambda row: row.person.name_in_own_script), 26
    ),
    Column(
        gettext_lazy("Gender"),
        _open(lambda row: row.person.get_gender_display() if row.person.gender else ""),
        12,
    ),
    Column(gettext_lazy("Position"), _open(lambda row: row.position), 28),
    Column(gettext_lazy("Agency"), _open(lambda row: row.agency), 28),
    Column(gettext_lazy("State"), lambda row: row.get_state_display(), 18),
    Column(pgettext_lazy("rank", "Reserve"), lambda row: row.reserve_rank, 10),
    Column(gettext_lazy("E-mail address"), _open(lambda row: row.person.email), 30),
    Column(gettext_lazy("Telephone"), _open(lambda row: row.person.phone), 18),
    Column(gettext_lazy("Language at the workshop"), lambda row: row.working_language.upper(), 12),
    Column(gettext_lazy("Food"), lambda row: row.dietary_needs, 20, is_sensitive=True),
    Column(gettext_lazy("Access needs"), lambda row: row.access_needs, 20, is_sensitive=True),
    Column(gettext_lazy("Arrival"), lambda row: row.arrives_on, 12),
    Column(gettext_lazy("Departure"), lambda row: row.departs_on, 12),
    Column(
        gettext_lazy("On the circulated list"),
        lambda row: _("yes") if row.may_be_circulated else _("no"),
        12,
    ),
    Column(gettext_lazy("Submitted"), lambda row: _local(row, row.submitted_at), 18),
)

DELEGATIONS: tuple[Column[Delegation], ...] = (
    Column(gettext_lazy("Delegation"), lambda row: str(row), 30),
    Column(pgettext_lazy("of a state", "Code"), lambda row: row.country, 8),
    Column(gettext_lazy("Seats"), lambda row: row.quota, 10),
    Column(gettext_lazy("Seats taken"), lambda row: row.seats_taken, 10),
    Column(gettext_lazy("Nominated"), lambda row: row.nominated, 10),
    Column(gettext_lazy("Submitted"), lambda row: row.submitted, 10),
    Column(gettext_lazy("Approved"), lambda row: row.approved, 10),
    Column(gettext_lazy("Places for reserves"), lambda row: row.reserves, 10),
    Column(gettext_lazy("Reserves named"), lambda row: row.reserves_named, 10),
    Column(gettext_lazy("On the waiting list"), lambda row: row.waitlisted, 10),
    Column(gettext_lazy("Head of delegation"), lambda row: _("yes") if row.heads else _("no"), 12),
    Column(
        gettext_lazy("Focal points"),
        lambda row: ", ".join(each.name for each in row.focal_points.all()),
        30,
    ),
    Column(
        gettext_lazy("E-mail addresses"),
        lambda row: ", ".join(each.email for each in row.focal_points.all()),
        36,
    ),
    Column(
        gettext_lazy("Invited"),
        lambda row: row.invited_at.astimezone(row.workshop.zone).date() if row.invited_at else None,
        12,
    ),
    Column(gettext_lazy("Deadline"), lambda row: row.last_day, 12),
)


def _delegation(row: Registration) -> str:
    return str(row.delegation) if row.delegation else _("Individual")
