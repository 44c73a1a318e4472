"""Forms about blank sheets: how many, and what became of one."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from certificates.actions.blanks import MOST
from certificates.forms.kinds import NamingForm
from certificates.models import GivenKind


class BlanksForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"))
    language = forms.ChoiceField(label=_("Language"))
    number = forms.IntegerField(
        label=_("How many sheets"),
        min_value=1,
        max_value=MOST,
        error_messages={"required": _("Say how many sheets are to be made.")},
    )

    def __init__(self, *args: Any, kinds: list[GivenKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: forms.ChoiceField = self.fields["kind"]  # type: ignore[assignment]
        kind.choices = [(one.key, one.label) for one in kinds]
        language: forms.ChoiceField = self.fields["language"]  # type: ignore[assignment]
        language.choices = [
            (code, get_language_info(code)["name_local"].capitalize())
            for code, _name in settings.LANGUAGES
        ]


class AssignForm(NamingForm):
    """Whose a sheet is: somebody the workshop knows, or a name that was taken down."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["reason"]


class SpoilForm(forms.Form):
    reason = forms.CharField(
        label=_("What happened"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For example: the name was written wrongly, the sheet was destroyed."),
        error_messages={"required": _("Say what happened to the sheet.")},
    )
