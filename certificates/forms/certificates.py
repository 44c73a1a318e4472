"""Forms about one certificate, and those of the pages that anyone may open."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from certificates.codes import looks_complete, normalised
from certificates.models import Decision, Rule

_REASON = forms.Textarea(attrs={"rows": 3})


class DecisionForm(forms.Form):
    """A waiver or an exclusion; where people are named by hand, the naming."""

    effect = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a waiver or an exclusion.")},
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=_REASON,
        help_text=_("Kept with the decision and shown to staff only."),
        error_messages={"required": _("Say why: the reason is kept.")},
    )

    def __init__(self, *args: object, rule: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        by_hand = rule == Rule.HAND
        effect: forms.ChoiceField = self.fields["effect"]  # type: ignore[assignment]
        effect.choices = [
            (Decision.Effect.NAMED, _("Named: gets the certificate"))
            if by_hand
            else (Decision.Effect.WAIVER, _("Eligible by waiver, whatever the rule says")),
            (Decision.Effect.EXCLUSION, _("Excluded, whatever the rule says")),
        ]
        self.fields["reason"].required = not by_hand

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        excluded = cleaned.get("effect") == Decision.Effect.EXCLUSION
        if excluded and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Say why: the reason is kept."))
        return cleaned


class RevokeForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=_REASON,
        help_text=_("Kept here. Whoever checks the certificate sees the date, not the reason."),
        error_messages={"required": _("Say why the certificate is revoked.")},
    )


class ReplaceForm(forms.Form):
    language = forms.ChoiceField(label=_("Language of the new certificate"))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=_REASON,
        help_text=_("For example: the name was misspelt."),
        error_messages={"required": _("Say why the certificate is replaced.")},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["language"].choices = [  # type: ignore[attr-defined]
            (code, get_language_info(code)["name_local"].capitalize())
            for code, _name in settings.LANGUAGES
        ]


class CodeForm(forms.Form):
    """The code as typed from paper: spaces, hyphens and case do not matter, nor O for 0."""

    code = forms.CharField(
        label=_("Code"),
        max_length=200,
        help_text=_("20 letters and digits, below the square pattern on the certificate."),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "placeholder": "XXXX-XXXX-XXXX-XXXX-XXXX",
            }
        ),
        error_messages={"required": _("Type the code that is printed on the certificate.")},
    )

    def clean_code(self) -> str:
        code = normalised(self.cleaned_data["code"].rsplit("/v/", 1)[-1])
        if not looks_complete(code):
            raise forms.ValidationError(
                _(
                    "This is not a whole code. It has 20 letters and digits, in five groups of"
                    " four; you typed %(number)d."
                )
                % {"number": len(code)}
            )
        return code


class NameForm(forms.Form):
    name = forms.CharField(
        label=_("Name on the certificate"),
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Type the name as it is printed on the certificate.")},
    )


class FileForm(forms.Form):
    """A PDF to compare with what was issued. It is read once and kept nowhere."""

    file = forms.FileField(
        label=_("PDF file of the certificate"),
        help_text=_("At most 10 MB. The file is compared and then forgotten."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages={
            "required": _("Choose the PDF file of the certificate."),
            "empty": _("This file is empty. Choose the PDF file of the certificate."),
        },
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > settings.UPLOAD_MAX_BYTES:
            raise forms.ValidationError(_("This file is larger than 10 MB: no certificate is."))
        if b"%PDF-" not in file.read(1024):
            raise forms.ValidationError(
                _("This is not a PDF file. A photograph or a scan is checked by its code.")
            )
        file.seek(0)
        return file


class LogoForm(forms.Form):
    logo = forms.FileField(
        label=_("Picture"),
        help_text=_("PNG or JPEG, at most 10 MB. The white around it is cut off."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
        error_messages={"required": _("Choose the picture of the logo.")},
    )
