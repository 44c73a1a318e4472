from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workshops.states import WorkshopState


class StateForm(forms.Form):
    """One step in the life of a workshop; the action asks the table whether it exists."""

    to = forms.ChoiceField(choices=WorkshopState.choices, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why is it cancelled?"),
        help_text=_("Kept with the workshop. It is not sent to anyone by itself."),
        error_messages={"required": _("Say why the workshop is cancelled: people will ask.")},
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound and not self.is_cancelling:
            self.fields["reason"].required = False
        self.fields["reason"].widget.attrs.pop("maxlength", None)

    @property
    def is_cancelling(self) -> bool:
        return bool(self.data.get("to") == WorkshopState.CANCELLED)
