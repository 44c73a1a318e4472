"""Plates for the table: a sheet folded to a roof, the name on both sides."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from certificates.printroom import faces
from certificates.printroom.flags import flag_uri
from certificates.printroom.laying import Line, page_document, paper_of, size_of
from certificates.printroom.options import DelegationOptions
from certificates.printroom.registry import (
    Data,
    Document,
    Entry,
    Frozen,
    Group,
    Options,
    declare,
)
from certificates.printroom.state import ALL, EventState

TEMPLATE = "certificates/printroom/plates.html"
_WIDE = 182
_NAME = Line(_WIDE, ((1, 66, 44), (2, 52, 30), (3, 34, 12)), is_bold=True)
_OWN = Line(_WIDE, ((1, 28, 18), (2, 20, 9)))
_SMALL = Line(_WIDE, ((1, 20, 13), (2, 14, 8)))
_STATE = Line(_WIDE, ((1, 28, 18), (2, 20, 10)), is_bold=True)
#: Beside a flag.
_STATE_BESIDE = Line(_WIDE - 24, _STATE.steps, is_bold=True)


class TablePlateOptions(DelegationOptions):
    flags = forms.BooleanField(label=_("With flags"), required=False)


def freeze(state: EventState, options: Options) -> Frozen:
    """Participants in protocol order; without a delegation chosen, speakers too."""
    entries = faces.participants(state, options)
    if options["delegation"] == ALL:
        entries += faces.speakers(state)
    words = ["name", "title", "own_script", "agency", "delegation"]
    if options.get("flags"):
        words.append("country")
    return Frozen(
        state.frame(options["language"]),
        [Entry(one.key, {word: one.data[word] for word in words}, one.person) for one in entries],
    )


def lay_out(frame: Data, entries: list[Data], options: Options) -> bytes:
    plates = [
        [
            _line(data["title"], _SMALL, "quiet"),
            _line(data["name"], _NAME, "name"),
            _line(data["own_script"], _OWN, "own"),
            _place(data),
        ]
        for data in entries
    ]
    return folded(plates, frame, options, title=_("Table plates"))


def folded(plates: list[list[Data]], frame: Data, options: Options, *, title: object) -> bytes:
    """Sheets with ``plates``' lines on both halves, one of them upside down."""
    width, height = paper_of(options).size
    context = {"plates": plates, "width": width, "height": height, "half": height / 2}
    return page_document(TEMPLATE, context, frame=frame, options=options, title=str(title))


def _place(data: Data) -> Data:
    """The delegation, with its flag where flags are printed and it has one.

    A guest of no delegation sits there for an agency."""
    flag = flag_uri(data.get("country", ""))
    text = data["delegation"] or data["agency"]
    return _line(text, _STATE_BESIDE if flag else _STATE, "place") | {"flag": flag}


def _line(text: str, line: Line, kind: str) -> Data:
    return {"text": text, "size": size_of(text, line), "kind": kind}


def printer_hint(options: Options) -> str:
    return gettext("Print one side on stiff paper at 100 %, then fold at the marks.")


declare(
    Document(
        key="table-plates",
        title=_("Table plates"),
        summary=_("A sheet folded to a roof, with the name in large letters on both sides."),
        group=Group.PEOPLE,
        options=TablePlateOptions,
        freeze=freeze,
        lay_out=lay_out,
        prints_changes=True,
        per_chunk=lambda options: 20,
        is_one_sided=lambda options: True,
        printer_hint=printer_hint,
    )
)
