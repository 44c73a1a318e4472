"""The agenda, as handed to everybody in the room or hung on the wall."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from certificates.printroom.agenda import GRIDS, Layout, freeze, lay_out
from certificates.printroom.options import DayOptions
from certificates.printroom.paper import Paper
from certificates.printroom.registry import (
    Document,
    Frozen,
    Group,
    Options,
    Turn,
    declare,
)
from certificates.printroom.state import EventState

#: More sessions than any workshop has: a timetable is one sheet and cannot be laid out in parts.
_ALL = 5000


class AgendaOptions(DayOptions):
    layout = forms.ChoiceField(label=_("Pages"), choices=Layout.choices, initial=Layout.CONTINUOUS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._set_choices("paper", list(Paper.choices))


def _freeze(state: EventState, options: Options) -> Frozen:
    """What was released last, as anyone may see it; before the first release the draft."""
    return freeze(state, state.programme, options)


def _per_chunk(options: Options) -> int:
    return _ALL if options.get("layout") in GRIDS else 150


declare(
    Document(
        key="agenda",
        title=_("Agenda"),
        summary=_(
            "Sessions, rooms, speakers and languages, as the public page shows them; as a list or"
            " as a timetable for the wall."
        ),
        group=Group.GUESTS,
        options=AgendaOptions,
        freeze=_freeze,
        lay_out=lay_out,
        per_chunk=_per_chunk,
        numbered=Turn.UPRIGHT,
    )
)
