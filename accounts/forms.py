"""What people may change about their own account here; the rest is on allauth's pages."""

from django import forms
from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class AccountForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["name", "language"]
        labels = {"name": _("Your name"), "language": _("Language")}
        help_texts = {"name": _("Shown to the colleagues who work on the same workshops.")}

    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        help_text=_("For these pages and for the messages that we send you."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        # Each language in its own words: who needs it may not read the present one.
        named = [
            (code, get_language_info(code)["name_local"].capitalize())
            for code, _name in settings.LANGUAGES
        ]
        self.fields["language"].choices = [("", _("As my browser asks for")), *named]  # type: ignore[attr-defined]
        self.fields["name"].widget.attrs["autocomplete"] = "name"
