"""The columns that the page of participants can show; the choice stands in its address."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.forms import Form
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from common.dates import date_range
from participants.models import Registration

#: What an address may say about the list; nothing of it names a person.
FILTERS = ("state", "delegation", "gender", "reserve", "head", "tag", "decided_by", "told")
ORDER = "order"
COLUMNS = "columns"
#: What the code of a question's column begins with; the question's key follows.
ANSWER = "answer-"


#: Who holds it reads the columns marked with it.
SENSITIVE = "registration.sensitive"


@dataclass(frozen=True)
class ListColumn:
    """``text`` is None for the columns that the template draws itself."""

    code: str
    label: str | Promise
    text: Callable[[Registration], str] | None = None
    is_sensitive: bool = False

    @property
    def is_plain(self) -> bool:
        """For templates, which would call ``text`` to look at it."""
        return self.text is not None


def _open(text: Callable[[Registration], str]) -> Callable[[Registration], str]:
    return lambda row: "" if row.is_protected else text(row)


ALL = (
    ListColumn("delegation", gettext_lazy("Delegation")),
    ListColumn("work", gettext_lazy("Work")),
    ListColumn("state", gettext_lazy("State")),
    ListColumn(
        "gender",
        gettext_lazy("Gender"),
        _open(lambda row: row.person.get_gender_display() if row.person.gender else ""),
    ),
    ListColumn("title", gettext_lazy("Title or rank"), _open(lambda row: row.person.title)),
    ListColumn("email", gettext_lazy("E-mail address"), _open(lambda row: row.person.email)),
    ListColumn("phone", gettext_lazy("Telephone"), _open(lambda row: row.person.phone)),
    ListColumn("language", gettext_lazy("Language"), lambda row: row.working_language.upper()),
    ListColumn("food", gettext_lazy("Food"), lambda row: row.dietary_needs, is_sensitive=True),
    ListColumn(
        "arrival",
        gettext_lazy("Arrival"),
        lambda row: date_range(row.arrives_on) if row.arrives_on else "",
    ),
    ListColumn(
        "departure",
        gettext_lazy("Departure"),
        lambda row: date_range(row.departs_on) if row.departs_on else "",
    ),
    ListColumn(
        "submitted",
        gettext_lazy("Submitted"),
        lambda row: (
            date_range(row.submitted_at.astimezone(row.workshop.zone).date())
            if row.submitted_at
            else ""
        ),
    ),
)
USUAL = frozenset({"delegation", "work", "state"})


def columns_for(held: Collection[str]) -> list[ListColumn]:
    """Those of ``ALL`` that somebody with the permissions ``held`` may read."""
    return [column for column in ALL if SENSITIVE in held or not column.is_sensitive]


def chosen_columns(query: QueryDict, offered: Iterable[ListColumn] = ALL) -> list[ListColumn]:
    """The columns an address asks for, in their fixed order; the usual ones when it asks none."""
    offered = list(offered)
    wanted = set(query.getlist(COLUMNS)) & {column.code for column in offered} or USUAL
    return [column for column in offered if column.code in wanted]


def with_cells(rows: Iterable[Registration], columns: list[ListColumn]) -> list[Registration]:
    """Each row with its plain cells: (label, text)."""
    plain = [(column.label, column.text) for column in columns if column.text]
    found = list(rows)
    for row in found:
        row.cells = [(label, text(row)) for label, text in plain]
    return found


def is_narrowed(query: QueryDict) -> bool:
    return any(query.get(name) for name in FILTERS)


def narrowed_by(form: Form) -> list[tuple[object, object]]:
    """What narrows the list, in words: (filter, choice) of each."""
    said: list[tuple[object, object]] = []
    for bound in form:
        value = bound.value()
        if bound.name in FILTERS and value:
            choices = dict(getattr(bound.field, "choices", ()))
            said.append((bound.label, choices.get(value, value)))
    return said


def known_query(query: QueryDict) -> str:
    """The part of an address that a saved view keeps: filters, order and columns, nothing else."""
    codes = {column.code for column in ALL}
    kept = [(name, query[name][:100]) for name in (*FILTERS, ORDER) if query.get(name)]
    kept += [
        (COLUMNS, code[:60])
        for code in query.getlist(COLUMNS)
        if code in codes or code.startswith(ANSWER)
    ]
    return urlencode(kept)
