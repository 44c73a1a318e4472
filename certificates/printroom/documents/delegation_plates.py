"""Plates with the names of states and organisations, in one language or in two."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from certificates.printroom.documents.table_plates import folded, printer_hint
from certificates.printroom.flags import flag_uri
from certificates.printroom.laying import Line, size_of
from certificates.printroom.options import PaperOptions
from certificates.printroom.registry import (
    Data,
    Document,
    Entry,
    Frozen,
    Group,
    Options,
    declare,
)
from certificates.printroom.state import EventState

_NONE = "none"
_NAME = Line(182, ((1, 96, 60), (2, 74, 44), (3, 48, 14)), is_bold=True)
_SECOND = Line(182, ((1, 44, 28), (2, 32, 18), (3, 20, 9)))


class PlateOptions(PaperOptions):
    second_language = forms.ChoiceField(label=_("Below it, in"))
    flags = forms.BooleanField(label=_("With flags"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = list(self.fields["language"].choices)  # type: ignore[attr-defined]
        self._set_choices("second_language", [(_NONE, _("No second language")), *languages])
        self.fields["second_language"].initial = _NONE


def freeze(state: EventState, options: Options) -> Frozen:
    """Every delegation in protocol order, whether or not it has named anybody yet."""
    language, second = options["language"], options["second_language"]
    return Frozen(
        state.frame(language),
        [
            Entry(
                f"d{delegation.pk}",
                {
                    "name": delegation.name_in(language),
                    "second": delegation.name_in(second) if second not in (_NONE, language) else "",
                }
                | ({"country": delegation.country} if options.get("flags") else {}),
            )
            for delegation in state.delegations(language)
        ],
    )


def lay_out(frame: Data, entries: list[Data], options: Options) -> bytes:
    plates = [
        [
            {"flag": flag_uri(data.get("country", "")), "kind": "flag"},
            {"text": data["name"], "size": size_of(data["name"], _NAME), "kind": "name"},
            {"text": data["second"], "size": size_of(data["second"], _SECOND), "kind": "own"},
        ]
        for data in entries
    ]
    return folded(plates, frame, options, title=_("Delegation plates"))


declare(
    Document(
        key="delegation-plates",
        title=_("Delegation plates"),
        summary=_("The names of states and organisations, on both sides of a folded sheet."),
        group=Group.PEOPLE,
        options=PlateOptions,
        freeze=freeze,
        lay_out=lay_out,
        prints_changes=True,
        per_chunk=lambda options: 20,
        is_one_sided=lambda options: True,
        printer_hint=printer_hint,
    )
)
