"""Everything for a day: what the team carries to the venue, in one file and as a ZIP."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from certificates.printroom.options import PaperOptions
from certificates.printroom.registry import (
    Data,
    Document,
    Frozen,
    Group,
    Options,
    declare,
    document_named,
)
from certificates.printroom.state import EventState
from common.dates import date_range

#: In the order in which they lie in the file; the first ones are ticked.
USUAL = ("agenda", "door-signs", "sign-in-sheets", "participants", "needs", "travel")
ALSO = ("interpretation", "contacts", "badges", "table-plates", "delegation-plates")


class Sides(TextChoices):
    """Of the file with all documents; those in the ZIP are as they are printed singly."""

    BOTH = "both", _("On both sides: each document begins on a sheet of its own")
    ONE = "one", _("On one side")


class EverythingOptions(PaperOptions):
    day = forms.ChoiceField(label=_("For"))
    sides = forms.ChoiceField(
        label=_("Printed"),
        choices=Sides.choices,
        initial=Sides.BOTH,
        help_text=_("Signs, plates and badges that have no back keep an empty one."),
    )
    contents = forms.MultipleChoiceField(
        label=_("Documents"), widget=forms.CheckboxSelectMultiple, choices=[]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = self.state.workshop.days
        self._set_choices("day", [(day.isoformat(), date_range(day)) for day in days])
        self.fields["day"].initial = _next_day(self.state).isoformat()
        known = [document_named(key) for key in (*USUAL, *ALSO)]
        offered = [one for one in known if self.state.may_print(one.permission)]
        self._set_choices("contents", [(one.key, one.title) for one in offered])
        self.fields["contents"].initial = [one.key for one in offered if one.key in USUAL]


def parts(state: EventState, options: Options) -> list[tuple[Document, Options]]:
    """The chosen documents, each with its usual options but for language, paper and day."""
    chosen = []
    for key in (*USUAL, *ALSO):
        if key not in options["contents"]:
            continue
        document = document_named(key)
        form = document.options(state=state)
        known: Options = {
            name: options[name] for name in ("language", "paper") if name in form.fields
        }
        if "day" in form.fields:
            known["day"] = options["day"]
        chosen.append((document, form.usual() | known))
    return chosen


def _next_day(state: EventState) -> datetime.date:
    """Tomorrow at the workshop's place, or the event's first or last day where that is outside."""
    tomorrow = state.workshop.today() + datetime.timedelta(days=1)
    return min(max(tomorrow, state.workshop.starts_on), state.workshop.ends_on)


def freeze(state: EventState, options: Options) -> Frozen:
    """What stands on the cover; the documents inside freeze themselves."""
    return Frozen(state.frame(options["language"]))


def lay_out(frame: Data, entries: list[Data], options: Options) -> bytes:
    """The cover: what is in the file, how many pages each, and of when the state is."""
    from certificates.printroom.laying import page_document

    return page_document(
        "certificates/printroom/cover.html",
        {"contents": entries},
        frame=frame,
        options=options,
        title=_("Everything for a day"),
    )


declare(
    Document(
        key="everything",
        title=_("Everything for a day"),
        summary=_(
            "Agenda, signs, sheets and lists for tomorrow, in one file with a cover and as a ZIP."
        ),
        group=Group.TOGETHER,
        options=EverythingOptions,
        freeze=freeze,
        lay_out=lay_out,
        parts=parts,
    )
)
