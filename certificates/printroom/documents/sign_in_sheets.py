"""Sheets to sign: everybody in protocol order, for each day, half-day or session."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.printroom.faces import own_script
from certificates.printroom.laying import page_document
from certificates.printroom.options import DayOptions, DelegationOptions, day_of
from certificates.printroom.programme import ProgrammeDay
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
from certificates.printroom.state import EventState
from common.dates import date_range
from participants.models import Registration
from sessions.models import Attendance

TEMPLATE = "certificates/printroom/sign_in_sheets.html"


class By(TextChoices):
    DAY = "day", gettext_lazy("A sheet for each day")
    HALF_DAY = "half-day", gettext_lazy("A sheet for each half-day")
    SESSION = "session", gettext_lazy("A sheet for each session")


class SignInOptions(DayOptions, DelegationOptions):
    by = forms.ChoiceField(label=gettext_lazy("How often"), choices=By.choices, initial=By.DAY)


@dataclass(frozen=True)
class Occasion:
    """What is signed for: ``label`` heads its sheets, ``detail`` stands below it."""

    key: str
    label: str
    detail: str = ""


def freeze(state: EventState, options: Options) -> Frozen:
    """A row for each person and occasion."""
    language = options["language"]
    people = state.people(language, options["delegation"])
    entries = [
        Entry(
            f"r{row.pk}@{occasion.key}",
            {
                "occasion": occasion.label,
                "detail": occasion.detail,
                "number": number,
                **_person(row, language),
            },
            None if row.is_protected else row.person_id,
        )
        for occasion in _occasions(state, options)
        for number, row in enumerate(people, start=1)
    ]
    return Frozen(state.frame(language), entries)


def lay_out(frame: Data, entries: list[Data], options: Options) -> bytes:
    sheets = [
        {"occasion": occasion, "detail": detail, "rows": list(rows)}
        for (occasion, detail), rows in groupby(
            entries, key=lambda data: (data["occasion"], data["detail"])
        )
    ]
    return page_document(
        TEMPLATE, {"sheets": sheets}, frame=frame, options=options, title=_("Sign-in sheet")
    )


def _person(row: Registration, language: str) -> Data:
    is_open = not row.is_protected
    return {
        "name": row.listed_name,
        "title": row.person.title if is_open else "",
        "own_script": own_script(row.person) if is_open else "",
        "delegation": row.delegation.name_in(language) if row.delegation else "",
        "agency": row.agency if is_open else "",
    }


def _occasions(state: EventState, options: Options) -> Iterator[Occasion]:
    only = day_of(options)
    agenda = {day.date: day for day in state.days_as_held}
    for date in state.workshop.days:
        if only is not None and date != only:
            continue
        in_words = date_range(date, language=options["language"])
        day = agenda.get(date)
        if options["by"] == By.DAY:
            yield Occasion(f"{date:%Y%m%d}", in_words)
        elif day is not None:
            yield from _parts(day, in_words, by_session=options["by"] == By.SESSION)


def _parts(day: ProgrammeDay, in_words: str, *, by_session: bool) -> Iterator[Occasion]:
    signed_for = [one for one in day.sessions if one.is_signed_for]
    if by_session:
        for one in signed_for:
            yield Occasion(f"i{one.pk}", f"{in_words}, {one.time}", one.title)
        return
    words = {
        Attendance.Half.MORNING: _("%(date)s, morning"),
        Attendance.Half.AFTERNOON: _("%(date)s, afternoon"),
    }
    for half, label in words.items():
        if any(one.half == half for one in signed_for):
            yield Occasion(f"{day.date:%Y%m%d}{half.value}", label % {"date": in_words})


declare(
    Document(
        key="sign-in-sheets",
        title=gettext_lazy("Sign-in sheets"),
        summary=gettext_lazy(
            "Everybody in protocol order with room to sign, for each day, half-day or session."
        ),
        group=Group.DOOR,
        options=SignInOptions,
        freeze=freeze,
        lay_out=lay_out,
        prints_changes=True,
        numbered=Turn.UPRIGHT,
    )
)
