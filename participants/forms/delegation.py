"""Delegations, their seats and their focal points."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from common.widgets import DateInput
from participants.countries import OSCE_STATES, country_choices
from participants.models import Delegation, FocalPoint, Registration
from workshops.models import Workshop


class AddDelegationsForm(forms.Form):
    """One or several delegations at once, with the same seats and deadline."""

    states = forms.MultipleChoiceField(
        label=gettext_lazy("States"), required=False, widget=forms.CheckboxSelectMultiple
    )
    other_state = forms.ChoiceField(label=gettext_lazy("Another state"), required=False)
    organisation = forms.CharField(
        label=gettext_lazy("Organisation"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("For a delegation that is not a state."),
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

    def __init__(self, *args: Any, workshop: Workshop, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.workshop = workshop
        taken = set(workshop.delegations.values_list("country", flat=True))
        offered = [
            (code, name)
            for code, name in country_choices(get_language() or "en")
            if code not in taken
        ]
        usual = set(OSCE_STATES)
        cast(forms.ChoiceField, self.fields["states"]).choices = [
            pair for pair in offered if pair[0] in usual
        ]
        cast(forms.ChoiceField, self.fields["other_state"]).choices = [
            ("", _("Choose a state")),
            *[pair for pair in offered if pair[0] not in usual],
        ]

    def clean_organisation(self) -> str:
        name = self.cleaned_data["organisation"].strip()
        if name and self.workshop.delegations.filter(organisation_name=name).exists():
            raise forms.ValidationError(_("This organisation already has a delegation here."))
        return name

    def clean_deadline(self):
        return _before_the_end(self.cleaned_data["deadline"], self.workshop)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not (self.codes or cleaned.get("organisation")):
            raise forms.ValidationError(_("Choose a state or name an organisation."))
        return cleaned

    @property
    def codes(self) -> list[str]:
        return [
            code
            for code in [*self.cleaned_data["states"], self.cleaned_data["other_state"]]
            if code
        ]


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


class BulkAction(TextChoices):
    APPROVE = "approve", pgettext_lazy("button", "Approve")
    WAITLIST = "waitlist", pgettext_lazy("button", "Put on the waiting list")
    REJECT = "reject", pgettext_lazy("button", "Reject")
    SEND_LINK = "send-link", pgettext_lazy("button", "Send the registration link")


class BulkForm(forms.Form):
    """What is to be done with the ticked people."""

    action = forms.ChoiceField(label=gettext_lazy("With those ticked"), choices=BulkAction)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=1000,
        help_text=gettext_lazy("Needed to reject; it is sent to each person."),
    )
    chosen = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, *args: Any, workshop: Workshop, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound:
            pks = Registration.objects.filter(workshop=workshop).values_list("pk", flat=True)
            cast(forms.ChoiceField, self.fields["chosen"]).choices = [(pk, "") for pk in pks]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("action") == BulkAction.REJECT and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Please give a reason: it is sent to the people."))
        if not cleaned.get("chosen"):
            self.add_error(None, _("Tick at least one person."))
        return cleaned


def _before_the_end(deadline, workshop: Workshop):
    if deadline and deadline > workshop.ends_on:
        raise forms.ValidationError(_("The deadline is after the workshop's last day."))
    return deadline
