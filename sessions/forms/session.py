"""What organisers type of a session, but its people."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from common.dates import date_range
from sessions.actions.scheduling import Details
from sessions.forms.translations import TranslationFields, as_typed
from sessions.models import AgendaItem
from workshops.languages import language_choices
from workshops.models import Room, Workshop


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M", attrs={"step": "300"})


class DayField(forms.DateField):
    """A day of the workshop out of a list; the rules, not the list, refuse any other."""

    widget = forms.Select

    def offer(self, days: list[datetime.date]) -> None:
        choices = [(day.isoformat(), f"{date_range(day)}") for day in days]
        self.widget.choices = [("", _("Not scheduled yet")), *choices]

    def prepare_value(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, datetime.date) else value


class SessionForm(forms.Form):
    """A session but its people. ``details`` is what was typed, as the action takes it."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=AgendaItem.Kind.choices, initial=AgendaItem.Kind.LECTURE
    )
    day = DayField(label=gettext_lazy("Day"), required=False)
    start = forms.TimeField(label=gettext_lazy("Start"), required=False, widget=TimeInput())
    end = forms.TimeField(label=gettext_lazy("End"), required=False, widget=TimeInput())
    minutes = forms.IntegerField(
        label=gettext_lazy("or length in minutes"), required=False, min_value=5, max_value=1440
    )
    in_all_rooms = forms.BooleanField(label=gettext_lazy("In all rooms (plenary)"), required=False)
    rooms = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Rooms"),
        queryset=Room.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    abstract = forms.CharField(
        label=gettext_lazy("Description"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    counts_for_attendance = forms.BooleanField(
        label=gettext_lazy("Counts for attendance"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Breaks and social events never count."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        required=False,
        help_text=gettext_lazy("Only where it is known: a warning says when nobody interprets it."),
    )
    expected = forms.IntegerField(
        label=gettext_lazy("People expected"),
        required=False,
        min_value=1,
        max_value=100_000,
        help_text=gettext_lazy("Only where it is not everybody: a warning says when seats lack."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, workshop: Workshop, item: AgendaItem | None = None, **kwargs):
        if item is not None:
            kwargs.setdefault("initial", _as_typed(item))
        super().__init__(*args, **kwargs)
        self.workshop = workshop
        days = workshop.days
        if item is not None and item.day is not None and item.day not in days:
            days = sorted([*days, item.day])
        self.fields["day"].offer(days)  # type: ignore[attr-defined]
        self.fields["rooms"].queryset = workshop.rooms.all()  # type: ignore[attr-defined]
        self.translations = TranslationFields(self, workshop, item)
        spoken = [*workshop.working_languages, *workshop.interpretation_languages]
        if item is not None and item.language:
            spoken.append(item.language)
        self.fields["language"].choices = [  # type: ignore[attr-defined]
            ("", _("Not said")),
            *language_choices(get_language() or "en", spoken),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        start, end, day = data.get("start"), data.get("end"), data.get("day")
        if day and not start and "start" not in self.errors:
            self.add_error("start", _("Give the time at which the session starts."))
        if start and not day and "day" not in self.errors:
            self.add_error("day", _("Choose the day, or take the start away."))
        if end and not start and not self.errors:
            self.add_error("start", _("Give the start as well, or only the length."))
        if data.get("in_all_rooms"):
            data["rooms"] = []
        if {"start", "end", "minutes"} & self.errors.keys():
            return data
        data["minutes"] = self._length(start, end, data.get("minutes"))
        return data

    def _length(
        self, start: datetime.time | None, end: datetime.time | None, minutes: int | None
    ) -> int | None:
        """The length in minutes, from the end or as it was typed; reports what does not fit."""
        if start is None or end is None:
            if minutes is None and start is not None:
                self.add_error("end", _("Give the end, or the length in minutes."))
            return minutes or 60
        length = _minutes(end) - _minutes(start)
        if length <= 0:
            self.add_error("end", _("The session ends before it starts."))
        elif length < 5:
            self.add_error("end", _("A session takes at least 5 minutes."))
        elif minutes is not None and minutes != length:
            words = _("From start to end it is %(length)d minutes: give the end or the length.")
            self.add_error("minutes", words % {"length": length})
        return length

    @property
    def details(self) -> Details:
        data = self.cleaned_data
        return Details(
            title=data["title"],
            kind=data["kind"],
            abstract=data["abstract"],
            day=data["day"],
            start_minute=_minutes(data["start"]) if data["start"] else None,
            minutes=data["minutes"],
            rooms=list(data["rooms"]),
            in_all_rooms=data["in_all_rooms"],
            counts_for_attendance=data["counts_for_attendance"],
            language=data["language"],
            expected=data["expected"],
            translations=self.translations.typed,
        )

    def blame(self, field: str, sentence: str) -> None:
        """Put a rule's sentence beside the field it is about, or on top."""
        self.add_error(field if field in self.fields else None, sentence)


def _as_typed(item: AgendaItem) -> dict[str, Any]:
    end = item.end_minute
    return {
        "title": item.title,
        "kind": item.kind,
        "day": item.day,
        "start": _time(item.start_minute),
        "end": _time(end),
        "minutes": item.minutes if end is None or end >= 24 * 60 else None,
        "in_all_rooms": item.in_all_rooms,
        "rooms": [room.pk for room in item.rooms.all()],
        "abstract": item.abstract,
        "counts_for_attendance": item.counts_for_attendance,
        "language": item.language,
        "expected": item.expected,
        "version": item.version,
        **as_typed(item),
    }


def _minutes(time: datetime.time) -> int:
    return time.hour * 60 + time.minute


def _time(minute: int | None) -> datetime.time | None:
    if minute is None or minute >= 24 * 60:
        return None
    return datetime.time(minute // 60, minute % 60)
