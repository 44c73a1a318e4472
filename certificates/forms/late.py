"""What is to be done about a late change."""

from django import forms
from django.utils.translation import gettext_lazy as _

_CHOICES = ("issue", "replace", "revoke", "keep")


class SettleForm(forms.Form):
    """One row: whom and what it is about, as it was shown, and what was chosen."""

    person = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.CharField(max_length=20, widget=forms.HiddenInput)
    mark = forms.CharField(max_length=200, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Reason or note"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Kept, and shown to staff only. Needed for all but issuing."),
    )
    choice = forms.ChoiceField(
        choices=[(one, one) for one in _CHOICES],
        error_messages={"required": _("Choose what is to be done.")},
    )
