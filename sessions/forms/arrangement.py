"""What the agenda editor sends, as the actions take it: JSON that is trusted in nothing."""

import datetime
import json
import uuid
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from common.rules import RuleBroken
from sessions.actions.arranging import NEW_GROUP, Addition, Change, Revision, TakeBack
from sessions.actions.placing import Place
from sessions.models import AgendaItem
from sessions.models.agenda import MINUTES_A_DAY

MOST_CHANGES = 500


@dataclass(frozen=True, slots=True)
class Arrangement:
    changes: list[Change]
    since: int


class PlaceForm(forms.Form):
    day = forms.DateField(required=False, input_formats=["%Y-%m-%d"])
    start = forms.IntegerField(required=False, min_value=0, max_value=MINUTES_A_DAY - 1)
    minutes = forms.IntegerField(min_value=5, max_value=MINUTES_A_DAY)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if (data.get("day") is None) != (data.get("start") is None):
            raise forms.ValidationError(_("Give both day and start, or neither."))
        return data


class AdditionForm(forms.Form):
    key = forms.CharField(max_length=40)
    title = forms.CharField(max_length=200)
    kind = forms.ChoiceField(choices=AgendaItem.Kind.choices, required=False)
    copy_of = forms.IntegerField(required=False, min_value=1)


class RevisionForm(forms.Form):
    id = forms.IntegerField(min_value=1)
    version = forms.IntegerField(min_value=0)
    title = forms.CharField(max_length=200, required=False)


class BrokenArrangement(RuleBroken):
    """What was sent is not what the editor sends, or somebody typed what cannot be."""


def read_arrangement(body: bytes) -> Arrangement:
    """The changes in ``body``. Raises BrokenArrangement."""
    try:
        sent = json.loads(body)
        changes = sent["changes"]
        since = int(sent.get("since") or 0)
        if not isinstance(changes, list) or not 0 < len(changes) <= MOST_CHANGES:
            raise BrokenArrangement(_not_understood())
        read = [_change(about) for about in changes]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as wrong:
        raise BrokenArrangement(_not_understood()) from wrong
    named = [one.item for one in read if not isinstance(one, Addition)]
    if len(named) != len(set(named)):
        raise BrokenArrangement(_not_understood())
    return Arrangement(read, since)


def _change(about: dict[str, Any]) -> Change:
    if "key" in about:
        data = _cleaned(AdditionForm(about))
        return Addition(
            key=data["key"],
            title=data["title"],
            kind=data["kind"] or AgendaItem.Kind.LECTURE,
            copy_of=data["copy_of"],
            place=_place(about["place"]),
            group=_group(about.get("group")),
        )
    data = _cleaned(RevisionForm(about))
    if about.get("takes_back"):
        return TakeBack(data["id"], data["version"])
    if "title" in about and not data["title"]:
        raise BrokenArrangement(_("A session needs a title."))
    return Revision(
        item=data["id"],
        version=data["version"],
        place=_place(about["place"]) if "place" in about else None,
        title=data["title"] or None,
        group=_group(about.get("group")),
    )


def _place(about: dict[str, Any]) -> Place:
    data = _cleaned(PlaceForm(about))
    in_all_rooms = about.get("all") is True
    rooms = about.get("rooms") or []
    if not isinstance(rooms, list) or not all(type(room) is int for room in rooms):
        raise BrokenArrangement(_not_understood())
    day: datetime.date | None = data["day"]
    return Place(
        day=day,
        start_minute=data["start"],
        minutes=data["minutes"],
        rooms=() if in_all_rooms else tuple(dict.fromkeys(rooms)),
        in_all_rooms=in_all_rooms,
    )


def _group(sent: Any) -> str | None:
    if sent is None or sent == "" or sent == NEW_GROUP:
        return sent
    return str(uuid.UUID(str(sent)))


def _cleaned(form: forms.Form) -> dict[str, Any]:
    if form.is_valid():
        return form.cleaned_data
    (sentence, *_others) = [error for errors in form.errors.values() for error in errors]
    raise BrokenArrangement(str(sentence))


def _not_understood() -> str:
    return _("This change could not be read. Load the page again, then repeat it.")
