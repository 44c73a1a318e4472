"""What is said when the agenda is released."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReleaseForm(forms.Form):
    """The note for the readers, and the sign of the draft that was looked at."""

    note = forms.CharField(
        label=_("What changed, and why"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Stands above the list of changes on the agenda's page and in the messages. It may be"
            " empty; write no name of a person into it."
        ),
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
