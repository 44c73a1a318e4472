"""Who listens in which language: for interpreters, and for handing out receivers."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.printroom.answers import Answers
from certificates.printroom.listing import (
    DELEGATION,
    NAME,
    Column,
    Rows,
    answered,
    counted,
    declare_list,
)
from workshops.languages import language_name


def _by_language(rows: Rows, language: str) -> Rows:
    return sorted(rows, key=lambda row: _named(row.working_language, language))


def _counts(rows: Rows, answers: Answers, language: str) -> list[tuple[str, int]]:
    spoken = counted(_named(row.working_language, language) for row in rows)
    unsaid = sum(not row.working_language for row in rows)
    lines = [*spoken, (_("have not said"), unsaid)] if unsaid else spoken
    listeners = sum(answers.of(row, "needs_interpretation") == "yes" for row in rows)
    return [*lines, (_("need interpretation"), listeners)] if listeners else lines


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
            lambda row, answers, language: _named(row.working_language, language),
            is_open=True,
        ),
        NAME,
        DELEGATION,
        answered("needs_interpretation", gettext_lazy("Needs interpretation"), 14, is_open=True),
    ),
    keeps=lambda row, answers, options: bool(
        row.working_language or answers.of(row, "needs_interpretation")
    ),
    order=_by_language,
    counts=_counts,
)
