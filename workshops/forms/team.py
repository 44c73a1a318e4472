from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workshops.roles import Role


class TeamForm(forms.Form):
    """Add somebody by the address of their account."""

    email = forms.EmailField(label=_("E-mail address of the account"), max_length=254)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.ASSISTANT)
    in_whole_project = forms.BooleanField(
        label=_("In all workshops of the project, also future ones"), required=False
    )

    def __init__(self, *args: Any, may_staff_project: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_staff_project:
            del self.fields["in_whole_project"]
