"""The list of participants, as handed to everybody in the room."""

from __future__ import annotations

from itertools import groupby

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.printroom.faces import own_script
from certificates.printroom.laying import page_document
from certificates.printroom.options import PaperOptions
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

TEMPLATE = "certificates/documents/participants.html"


class For(TextChoices):
    EVERYBODY = "everybody", gettext_lazy("Everybody: only those who agreed to be listed")
    ORGANISERS = "organisers", gettext_lazy("The organisers: all, protected people by their alias")


class ListOptions(PaperOptions):
    readers = forms.ChoiceField(
        label=gettext_lazy("For"), choices=For.choices, initial=For.EVERYBODY
    )


def freeze(state: EventState, options: Options) -> Frozen:
    """Everybody whose seat is confirmed; for everybody's eyes only those who agreed."""
    language = options["language"]
    is_open = options["readers"] != For.ORGANISERS
    rows = [row for row in state.people(language) if row.may_be_circulated or not is_open]
    frame = state.frame(language) | {
        "for_circulation": is_open,
        "workshop": {"contains_invented_people": state.workshop.contains_invented_people},
    }
    made_on = date_range(state.workshop.today(), language=language)
    return Frozen(
        frame,
        [
            Entry(
                f"r{row.pk}",
                _listed(row, language),
                None if row.is_protected else row.person_id,
            )
            for row in rows
        ],
        summary={"made_on": made_on, "count": len(rows)},
    )


def lay_out(frame: Data, entries: list[Data], options: Options) -> bytes:
    blocks = [
        {"name": name, "people": list(people)}
        for name, people in groupby(entries, key=lambda data: data["delegation"])
    ]
    return page_document(
        TEMPLATE, {"blocks": blocks}, frame=frame, options=options, title=_("List of participants")
    )


def _listed(row: Registration, language: str) -> Data:
    is_open = not row.is_protected
    return {
        "name": row.listed_name,
        "delegation": row.delegation.name_in(language)
        if row.delegation
        else _("Individual participants"),
        "listed_name": row.listed_name,
        "is_protected": row.is_protected,
        "is_head": row.is_head,
        "person": {
            "title": row.person.title if is_open else "",
            "name_in_own_script": own_script(row.person) if is_open else "",
        },
        "position": row.position if is_open else "",
        "agency": row.agency if is_open else "",
    }


declare(
    Document(
        key="participants",
        title=gettext_lazy("List of participants"),
        summary=gettext_lazy("By delegation in protocol order, for everybody or the organisers."),
        group=Group.GUESTS,
        options=ListOptions,
        freeze=freeze,
        lay_out=lay_out,
        numbered=Turn.UPRIGHT,
    )
)
