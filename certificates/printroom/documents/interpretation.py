"""Who listens in which language: for interpreters, and for handing out receivers."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.printroom.listing import (
    DELEGATION,
    NAME,
    Column,
    Rows,
    counted,
    declare_list,
)
from workshops.languages import language_name


def _by_language(rows: Rows, language: str) -> Rows:
    return sorted(rows, key=lambda row: _named(row.working_language, language))


def _counts(rows: Rows, language: str) -> list[tuple[str, int]]:
    spoken = counted(_named(row.working_language, language) for row in rows)
    unsaid = sum(not row.working_language for row in rows)
    return [*spoken, (_("have not said"), unsaid)] if unsaid else spoken


def _named(code: str, language: str) -> str:
    return language_name(code, language) if code else ""


declare_list(
    key="interpretation",
    title=gettext_lazy("Interpretation"),
    summary=gettext_lazy("Who follows in which language, for interpreters and receivers."),
    columns=(
        Column(
            gettext_lazy("Language at the workshop"),
            22,
            lambda row, language: _named(row.working_language, language),
            is_open=True,
        ),
        NAME,
        DELEGATION,
    ),
    keeps=lambda row, options: bool(row.working_language),
    order=_by_language,
    counts=_counts,
)
