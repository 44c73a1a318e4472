"""What can be chosen of a document, and how a choice is written down."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language, get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from certificates.printroom.paper import Paper
from certificates.printroom.registry import Options
from certificates.printroom.state import ALL, INDIVIDUALS, EventState
from common.dates import date_range


class PrintOptions(forms.Form):
    """The language, which every document has. Subclasses add what else matters."""

    language = forms.ChoiceField(label=gettext_lazy("Language"))

    def __init__(self, *args: Any, state: EventState, **kwargs: Any) -> None:
        self.state = state
        super().__init__(*args, **kwargs)
        self._set_choices(
            "language",
            [
                (code, get_language_info(code)["name_local"].capitalize())
                for code, _name in settings.LANGUAGES
            ],
        )
        self.fields["language"].initial = state.workshop.certificate_language

    def chosen(self) -> Options:
        """The valid form's answers as JSON holds them."""
        return {
            name: value.isoformat() if isinstance(value, datetime.date) else value
            for name, value in self.cleaned_data.items()
        }

    def usual(self) -> Options:
        """What is chosen where nobody chooses."""
        fields = self.fields.items()
        return {name: self.get_initial_for_field(field, name) for name, field in fields}

    def in_words(self, options: Options) -> str:
        """``options`` as a reader would say them: English, A4, Georgia."""
        return ", ".join(filter(None, (self._word(name, options) for name in self.fields)))

    def _word(self, name: str, options: Options) -> str:
        value = options.get(name)
        field = self.fields[name]
        if isinstance(field, forms.MultipleChoiceField) or value in (None, ""):
            return ""
        if isinstance(field, forms.ChoiceField):
            return str(dict(field.choices).get(value, ""))  # type: ignore[arg-type]
        return str(field.label) if value is True else ""

    def _set_choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]


#: What a printer of an office holds.
USUAL_PAPER = [(one.value, one.label) for one in (Paper.A4, Paper.LETTER)]


class PaperOptions(PrintOptions):
    paper = forms.ChoiceField(label=gettext_lazy("Paper"), choices=USUAL_PAPER, initial=Paper.A4)


class DelegationOptions(PaperOptions):
    """Of everybody, or of one delegation."""

    delegation = forms.ChoiceField(label=gettext_lazy("Delegation"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or settings.LANGUAGE_CODE
        delegations = self.state.delegations(language)
        self._set_choices(
            "delegation",
            [
                (ALL, _("Everybody")),
                *((str(one.pk), one.name_in(language)) for one in delegations),
                (INDIVIDUALS, _("Individual participants")),
            ],
        )
        self.fields["delegation"].initial = ALL


class DayOptions(PaperOptions):
    """Of all days, or of one."""

    day = forms.ChoiceField(label=gettext_lazy("Day"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = [(day.isoformat(), date_range(day)) for day in self.state.workshop.days]
        self._set_choices("day", [(ALL, _("All days")), *days])
        self.fields["day"].initial = ALL


def day_of(options: Options) -> datetime.date | None:
    """The day that was chosen, or None for all."""
    day = options.get("day", ALL)
    return None if day == ALL else datetime.date.fromisoformat(day)
