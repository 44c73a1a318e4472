"""Forms about the kinds that a workshop gives, and whom it names for them."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from certificates.holders import Holder
from certificates.models import GivenKind, Rule
from certificates.models.kind import OWN_RULES
from participants.models import Person


class KindForm(forms.Form):
    """Whether a kind is given, and by what numbers; a line of the table of kinds."""

    is_given = forms.BooleanField(required=False)
    share = forms.IntegerField(required=False, min_value=0, max_value=100)
    pass_mark = forms.IntegerField(min_value=1, max_value=100)

    def __init__(self, data: Any = None, *, kind: GivenKind) -> None:
        initial = {"is_given": kind.is_given, "share": kind.share, "pass_mark": kind.pass_mark}
        super().__init__(data, prefix=kind.key, initial=initial)
        self.kind = kind
        if kind.rule not in (Rule.ATTENDANCE, Rule.TEST):
            del self.fields["share"]
        if kind.rule != Rule.TEST:
            del self.fields["pass_mark"]
        labels = {
            "is_given": _("%(kind)s: given here"),
            "share": _("%(kind)s: share of attendance in per cent"),
            "pass_mark": _("%(kind)s: pass mark in per cent"),
        }
        for name, field in self.fields.items():
            field.widget.attrs["aria-label"] = labels[name] % {"kind": kind.label}
        if "share" in self.fields:
            usual = str(kind.workshop.attendance_share)
            self.fields["share"].widget.attrs["placeholder"] = usual


class OwnKindForm(forms.Form):
    """A kind of the workshop's own: its rule, and its words in each language."""

    rule = forms.ChoiceField(
        label=_("Who gets it"),
        choices=[(rule.value, rule.label) for rule in OWN_RULES],
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any = None, *, kind: GivenKind | None = None) -> None:
        words = kind.words if kind else {}
        initial: dict[str, Any] = {"rule": kind.own_rule if kind else Rule.HAND}
        for code, _name in settings.LANGUAGES:
            for part in ("heading", "phrase"):
                initial[f"{part}_{code}"] = words.get(code, {}).get(part, "")
        super().__init__(data, initial=initial)
        for code, _name in settings.LANGUAGES:
            language = get_language_info(code)["name_local"].capitalize()
            self.fields[f"heading_{code}"] = forms.CharField(
                label=_("%(language)s: heading") % {"language": language},
                max_length=60,
                required=False,
                widget=forms.TextInput(attrs={"lang": code}),
                help_text=_("For example: Certificate of mentorship") if code == "en" else "",
            )
            self.fields[f"phrase_{code}"] = forms.CharField(
                label=_("%(language)s: between the name and the workshop") % {"language": language},
                max_length=120,
                required=False,
                widget=forms.TextInput(attrs={"lang": code}),
                help_text=_("For example: has guided colleagues as a mentor at the workshop")
                if code == "en"
                else "",
            )

    def clean(self) -> dict[str, Any]:
        """Both lines of a language or none, and those of at least one language."""
        cleaned: dict[str, Any] = super().clean() or {}
        for code, _name in settings.LANGUAGES:
            heading, phrase = cleaned.get(f"heading_{code}"), cleaned.get(f"phrase_{code}")
            if heading and not phrase:
                self.add_error(f"phrase_{code}", _("Say this line in this language, too."))
            if phrase and not heading:
                self.add_error(f"heading_{code}", _("Give the heading in this language, too."))
        if not self.errors and not self.words:
            raise forms.ValidationError(_("Give the words of at least one language."))
        return cleaned

    @property
    def words(self) -> dict[str, dict[str, str]]:
        """As ``GivenKind.words`` has them."""
        return {
            code: {
                "heading": self.cleaned_data[f"heading_{code}"],
                "phrase": self.cleaned_data[f"phrase_{code}"],
            }
            for code, _name in settings.LANGUAGES
            if self.cleaned_data.get(f"heading_{code}")
        }


class NamingForm(forms.Form):
    """Somebody for a certificate that is given by hand: known to the workshop, or new."""

    person = forms.TypedChoiceField(
        label=_("Somebody of this workshop"), required=False, coerce=int, empty_value=None
    )
    given_names = forms.CharField(label=_("Given names"), required=False, max_length=120)
    family_name = forms.CharField(label=_("Family name"), required=False, max_length=120)
    title = forms.CharField(label=_("Title or rank"), required=False, max_length=100)
    gender = forms.ChoiceField(
        label=_("Gender"),
        choices=Person.Gender.choices,
        required=False,
        help_text=_("Some languages say the phrase otherwise for a woman than for a man."),
    )
    email = forms.EmailField(label=_("E-mail address"), required=False, max_length=254)
    reason = forms.CharField(
        label=_("For what"),
        required=False,
        max_length=1000,
        help_text=_("Kept here for staff; it is not printed."),
    )

    def __init__(self, *args: Any, holders: list[Holder], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: forms.TypedChoiceField = self.fields["person"]  # type: ignore[assignment]
        choice.choices = [
            ("", _("A new person")),
            *((one.person.pk, one.listed_name) for one in holders),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("person") and not cleaned.get("family_name"):
            self.add_error("family_name", _("Choose somebody above, or type a family name."))
        return cleaned

    @property
    def facts(self) -> dict[str, str]:
        """What a new person is made of."""
        names = ("given_names", "family_name", "title", "gender", "email")
        return {name: self.cleaned_data[name] for name in names}


class PasteForm(forms.Form):
    """Results as they come from a spreadsheet."""

    lines = forms.CharField(
        label=_("Lines from a spreadsheet"),
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        strip=False,
        help_text=_(
            "One person a line: the name or e-mail address, then a tab, semicolon or comma, then"
            " the result as 85, 17/20 or 85 %."
        ),
        error_messages={"required": _("Paste at least one line.")},
    )
