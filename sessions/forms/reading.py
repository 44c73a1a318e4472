"""The part of the agenda that a reader asks for, in the address, so that it can be shared."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.collation import collation_key
from common.dates import date_range
from sessions.programme import Programme
from sessions.reading import Wanted


class AgendaFilter(forms.Form):
    """By day, room, kind and speaker. What the agenda does not have is no choice, and no error."""

    day = forms.ChoiceField(label=gettext_lazy("Day"), required=False)
    room = forms.ChoiceField(label=gettext_lazy("Room"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    speaker = forms.ChoiceField(label=gettext_lazy("Speaker"), required=False)

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sessions = programme.sessions
        people = {part.speaker: part.name for one in sessions for part in one.people}
        kinds = {one.kind: one.kind_words for one in sessions}
        rooms = sorted({room for one in sessions for room in one.rooms}, key=collation_key)
        self._offer(
            "day", _("All days"), [(str(d.date), date_range(d.date)) for d in programme.days]
        )
        self._offer("room", _("All rooms"), [(room, room) for room in rooms])
        self._offer("kind", _("All kinds"), _by_words(kinds))
        self._offer("speaker", _("All speakers"), _by_words(people))

    @property
    def wanted(self) -> Wanted:
        self.is_valid()
        chosen = self.cleaned_data
        return Wanted(
            day=datetime.date.fromisoformat(chosen["day"]) if chosen.get("day") else None,
            room=chosen.get("room", ""),
            kind=chosen.get("kind", ""),
            speaker=int(chosen["speaker"]) if chosen.get("speaker") else None,
        )

    def _offer(self, name: str, all_of_them: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = [("", all_of_them), *choices]  # type: ignore[attr-defined]


def _by_words(words: dict[Any, str]) -> list[tuple[str, str]]:
    ordered = sorted(words.items(), key=lambda entry: collation_key(entry[1]))
    return [(str(key), text) for key, text in ordered]
