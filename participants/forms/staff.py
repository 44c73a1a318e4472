"""Decisions about one registration."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from participants.models import Registration
from participants.states import MOVES, RegistrationState

# A substitution names a successor and has its own page; calling off has the workshop's.
_ELSEWHERE = frozenset({RegistrationState.SUBSTITUTED})


class StateForm(forms.Form):
    to = forms.ChoiceField(label=_("New state"))
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed to reject, and then sent to the person; otherwise for the record."),
    )
    override = forms.BooleanField(
        label=_("Even if no seat is free (give the reason above)"), required=False
    )

    def __init__(self, *args: Any, registration: Registration, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        possible = MOVES[RegistrationState(registration.state)] - _ELSEWHERE
        if registration.reserve_rank is not None:
            possible -= {RegistrationState.APPROVED}
        cast(forms.ChoiceField, self.fields["to"]).choices = [
            ("", _("Choose a state")),
            *[(state.value, state.label) for state in RegistrationState if state in possible],
        ]
        self.has_choices = bool(possible)


class ProtectionForm(forms.Form):
    alias = forms.CharField(
        label=_("Alias"),
        max_length=100,
        help_text=_("Stands on lists, badges and plates, as in “Delegate 7”."),
    )


class CallingOffForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It is in the message to everybody who was to come."),
    )
