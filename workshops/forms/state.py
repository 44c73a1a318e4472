from django import forms
from django.utils.translation import gettext_lazy as _

from workshops.states import WorkshopState


class StateForm(forms.Form):
    """One step in the life of a workshop; the action asks the table whether it exists."""

    to = forms.ChoiceField(choices=WorkshopState.choices, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why is it cancelled?"),
        help_text=_("Kept with the workshop. It is not sent to anyone by itself."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
