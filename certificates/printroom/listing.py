"""Lists for the organisers: declared by their columns, laid out alike, counts on top."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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
from participants.models import Registration

TEMPLATE = "certificates/printroom/list.html"

Rows = list[Registration]


@dataclass(frozen=True)
class Column:
    """A heading, its share of the width, and what it says of a person in a language.

    ``is_open`` to all the organisers' staff; others are left empty for a protected person, whom
    they would give away."""

    heading: str | Promise
    width: int
    value: Callable[[Registration, str], str]
    is_open: bool = False


NAME = Column(_("Name"), 26, lambda row, language: row.listed_name, is_open=True)
DELEGATION = Column(
    _("Delegation"),
    22,
    lambda row, language: row.delegation.name_in(language) if row.delegation else "",
    is_open=True,
)


def declare_list(
    *,
    key: str,
    title: str | Promise,
    summary: str | Promise,
    columns: tuple[Column, ...],
    counts: Callable[[Rows, str], list[tuple[str, int]]],
    keeps: Callable[[Registration, Options], bool] = lambda row, options: True,
    order: Callable[[Rows, str], Rows] = lambda rows, language: rows,
    options: type[PrintOptions] = DelegationOptions,
) -> Document:
    """Put a list into the print room: ``keeps`` says whose row it has, ``order`` how they stand
    (protocol order unless told otherwise), ``counts`` what is on top, of everybody asked."""

    def freeze(state: EventState, chosen: Options) -> Frozen:
        language = chosen["language"]
        people = state.people(language, chosen.get("delegation", ALL))
        rows = order([row for row in people if keeps(row, chosen)], language)
        heads = [{"heading": str(one.heading), "width": one.width} for one in columns]
        entries = [
            Entry(
                f"r{row.pk}",
                {"name": row.listed_name, "cells": [_cell(one, row, language) for one in columns]},
                None if row.is_protected else row.person_id,
            )
            for row in rows
        ]
        summed = [{"label": label, "number": number} for label, number in counts(people, language)]
        return Frozen(
            state.frame(language) | {"columns": heads},
            entries,
            summary={"counts": summed, "people": len(people)},
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


def _cell(column: Column, row: Registration, language: str) -> str:
    return "" if row.is_protected and not column.is_open else column.value(row, language)
