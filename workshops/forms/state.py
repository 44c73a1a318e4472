from django import forms
from django.utils.translation import gettext_lazy as _

from workshops.states import WorkshopState


class StateForm(forms.Form):
    """One step in the life of a workshop; the action asks the table whether it exists.

    Calling a workshop off touches its people: that step has a page of its own, above this app.
    """

    to = forms.ChoiceField(
        choices=[
            choice for choice in WorkshopState.choices if choice[0] != WorkshopState.CANCELLED
        ],
        widget=forms.HiddenInput,
        error_messages={
            "invalid_choice": _("A workshop is cancelled on the page that tells its people.")
        },
    )
