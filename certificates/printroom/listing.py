"""Lists for the organisers: declared by their columns, laid out alike, counts on top."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from certificates.printroom.answers import Answers
from certificates.printroom.laying import page_document
from certificates.printroom.options import DelegationOptions, PrintOptions
from certificates.printroom.registry import (
    Data,
    Document,
    Entry,
    Frozen,
    Group,
    Options,
    Turn,
    declare,
)
from certificates.printroom.state import ALL, EventState
from common.dates import date_range
from participants.models import Registration
from workshops.models import Workshop

TEMPLATE = "certificates/printroom/list.html"

Rows = list[Registration]
Value = Callable[[Registration, Answers, str], str]


@dataclass(frozen=True)
class Column:
    """A heading, its share of the width, and what it says of a person in a language.

    ``is_open`` to all the organisers' staff; others are left empty for a protected person, whom
    they would give away. Of ``questions`` at least one must be asked, else there is no column."""

    heading: str | Promise
    width: int
    value: Value
    is_open: bool = False
    questions: tuple[str, ...] = ()


def answered(
    key: str, heading: str | Promise, width: int, *further: str, is_open: bool = False
) -> Column:
    """What people answered to the question ``key``, and to ``further`` ones after it."""
    keys = (key, *further)

    def value(row: Registration, answers: Answers, language: str) -> str:
        return ", ".join(filter(None, (answers.words(row, one, language) for one in keys)))

    return Column(heading, width, value, is_open, keys)


NAME = Column(_("Name"), 26, lambda row, answers, language: row.listed_name, is_open=True)
DELEGATION = Column(
    _("Delegation"),
    22,
    lambda row, answers, language: row.delegation.name_in(language) if row.delegation else "",
    is_open=True,
)
TELEPHONE = Column(_("Telephone"), 18, lambda row, answers, language: row.person.phone)


def declare_list(
    *,
    key: str,
    title: str | Promise,
    summary: str | Promise,
    columns: tuple[Column, ...],
    counts: Callable[[Rows, Answers, str], list[tuple[str, int]]],
    keeps: Callable[[Registration, Answers, Options], bool] = lambda row, answers, options: True,
    order: Callable[[Rows, str], Rows] = lambda rows, language: rows,
    options: type[PrintOptions] = DelegationOptions,
    permission: str = "print.make",
) -> Document:
    """Put a list into the print room: ``keeps`` says whose row it has, ``order`` how they stand
    (protocol order unless told otherwise), ``counts`` what is on top, of everybody asked."""

    def freeze(state: EventState, chosen: Options) -> Frozen:
        language, answers = chosen["language"], state.answers
        people = state.people(language, chosen.get("delegation", ALL))
        rows = order([row for row in people if keeps(row, answers, chosen)], language)
        shown = [one for one in columns if _is_asked(one, answers)]
        whole = sum(one.width for one in shown)
        heads = [
            {"heading": str(one.heading), "width": round(100 * one.width / whole, 1)}
            for one in shown
        ]
        entries = [
            Entry(
                f"r{row.pk}",
                {
                    "name": row.listed_name,
                    "cells": [_cell(one, row, answers, language) for one in shown],
                },
                None if row.is_protected else row.person_id,
            )
            for row in rows
        ]
        summed = [
            {"label": label, "number": number}
            for label, number in counts(people, answers, language)
        ]
        return Frozen(
            state.frame(language) | {"columns": heads},
            entries,
            summary={
                "counts": summed,
                "people": len(people),
                "state_of": _now(state.workshop, language),
            },
        )

    def lay_out(frame: Data, entries: list[Data], chosen: Options) -> bytes:
        return page_document(TEMPLATE, {"rows": entries}, frame=frame, options=chosen, title=title)

    return declare(
        Document(
            key=key,
            title=title,
            summary=summary,
            group=Group.LISTS,
            options=options,
            freeze=freeze,
            lay_out=lay_out,
            permission=permission,
            numbered=Turn.ACROSS,
        )
    )


def counted(words: Iterable[str]) -> list[tuple[str, int]]:
    """How often each of ``words`` was said, whatever its case; the most frequent first."""
    said: dict[str, str] = {}
    numbers: Counter[str] = Counter()
    for word in words:
        plain = " ".join(word.split())
        if plain:
            said.setdefault(plain.casefold(), plain)
            numbers[plain.casefold()] += 1
    return [(said[key], number) for key, number in numbers.most_common()]


def _is_asked(column: Column, answers: Answers) -> bool:
    return not column.questions or any(answers.asks(key) for key in column.questions)


def _cell(column: Column, row: Registration, answers: Answers, language: str) -> str:
    if row.is_protected and not column.is_open:
        return ""
    return column.value(row, answers, language)


def _now(workshop: Workshop, language: str) -> str:
    """The moment in words, at the workshop's place."""
    now = timezone.now().astimezone(workshop.zone)
    return f"{date_range(now.date(), language=language)}, {now:%H:%M}"
