"""Delegations, their seats and their focal points."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from common.widgets import DateInput
from participants.countries import STATE_LISTS, country_choices, organisation_choices
from participants.models import Delegation, FocalPoint
from workshops.models import Workshop

_ORGANISATION_LENGTH = 200


class AddDelegationsForm(forms.Form):
    """One or many delegations at once, with the same seats and deadline."""

    lists = forms.MultipleChoiceField(
        label=gettext_lazy("Whole lists"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("States that have a delegation already are left as they are."),
    )
    states = forms.MultipleChoiceField(
        label=gettext_lazy("OSCE participating States"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    partners = forms.MultipleChoiceField(
        label=gettext_lazy("OSCE Partners for Co-operation"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    other_states = forms.MultipleChoiceField(
        label=gettext_lazy("Other states"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    organisations = forms.MultipleChoiceField(
        label=gettext_lazy("International organisations and agencies"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    organisation = forms.CharField(
        label=gettext_lazy("Other organisations"),
        required=False,
        help_text=gettext_lazy("One a line, named as they name themselves."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    quota = forms.IntegerField(
        label=gettext_lazy("Seats for each"), min_value=0, max_value=1000, initial=8
    )
    reserves = forms.IntegerField(
        label=gettext_lazy("Reserves for each"), min_value=0, max_value=1000, initial=2
    )
    deadline = forms.DateField(
        label=gettext_lazy("Deadline"),
        required=False,
        widget=DateInput,
        help_text=gettext_lazy(
            "The last day for nominations. Empty: the workshop's own date, if it has one."
        ),
    )

    #: The fields that name states one by one, and whom each of them offers.
    BY_STATE = ("states", "partners", "other_states")

    def __init__(self, *args: Any, workshop: Workshop, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.workshop = workshop
        language = get_language() or "en"
        there = list(workshop.delegations.values_list("country", "organisation_name"))
        self.taken = {country for country, _name in there}
        self.named = {name for _country, name in there}
        listed = {each.code: set(each.states) for each in STATE_LISTS}
        offered = [pair for pair in country_choices(language) if pair[0] not in self.taken]
        for field, codes in (("states", listed["osce"]), ("partners", listed["partners"])):
            self._offer(field, [pair for pair in offered if pair[0] in codes])
        usual = listed["osce"] | listed["partners"]
        self._offer("other_states", [pair for pair in offered if pair[0] not in usual])
        self._offer(
            "organisations",
            [pair for pair in organisation_choices(language) if pair[0] not in self.named],
        )
        self._offer(
            "lists",
            [
                (each.code, _("%(list)s (%(n)d)") % {"list": each.label, "n": len(each.states)})
                for each in STATE_LISTS
            ],
        )

    def clean_organisation(self) -> list[str]:
        """The names typed, a line each and each once."""
        lines = (" ".join(line.split()) for line in self.cleaned_data["organisation"].splitlines())
        names = list(dict.fromkeys(filter(None, lines)))
        for name in names:
            if len(name) > _ORGANISATION_LENGTH:
                raise forms.ValidationError(
                    _("A name has at most %(n)d characters: “%(name)s…”")
                    % {"n": _ORGANISATION_LENGTH, "name": name[:40]}
                )
            if name in self.named:
                raise forms.ValidationError(
                    _("This organisation already has a delegation here: %(name)s") % {"name": name}
                )
        return names

    def clean_deadline(self):
        return _before_the_end(self.cleaned_data["deadline"], self.workshop)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not (self.codes or self.organisation_names):
            raise forms.ValidationError(_("Choose a state or name an organisation."))
        return cleaned

    @property
    def codes(self) -> list[str]:
        """Every state asked for that has no delegation yet, each once."""
        asked = [code for field in self.BY_STATE for code in self.cleaned_data[field]]
        for each in STATE_LISTS:
            if each.code in self.cleaned_data["lists"]:
                asked += each.states
        return [code for code in dict.fromkeys(asked) if code not in self.taken]

    @property
    def organisation_names(self) -> list[str]:
        ticked, typed = self.cleaned_data["organisations"], self.cleaned_data["organisation"]
        return list(dict.fromkeys([*ticked, *typed]))

    def _offer(self, field: str, choices: list[tuple[str, str]]) -> None:
        cast(forms.ChoiceField, self.fields[field]).choices = choices


class DelegationForm(forms.ModelForm):
    class Meta:
        model = Delegation
        fields = ["quota", "reserves", "deadline", "notes"]
        widgets = {"deadline": DateInput, "notes": forms.Textarea(attrs={"rows": 3})}

    def clean_deadline(self):
        return _before_the_end(self.cleaned_data["deadline"], self.instance.workshop)


class FocalPointForm(forms.ModelForm):
    class Meta:
        model = FocalPoint
        fields = ["name", "email", "language"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of letters"), choices=settings.LANGUAGES
        )


class NoteForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Signed note"),
        help_text=gettext_lazy("PDF, JPEG or PNG, at most 10 MB."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
    )


def _before_the_end(deadline, workshop: Workshop):
    if deadline and deadline > workshop.ends_on:
        raise forms.ValidationError(_("The deadline is after the workshop's last day."))
    return deadline
