"""The participant's own form, phone first: sections, drafts, and a few fields that become fixed."""

import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language, get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from common.dates import babel_locale, date_range
from common.widgets import DateInput
from participants.actions.registering import (
    FIXED_AFTER_APPROVAL,
    PERSON_FIELDS,
    REGISTRATION_FIELDS,
)
from participants.models import Person, Registration
from participants.states import RegistrationState

#: How far outside of the workshop a journey may lie before it is taken for a mistake.
_TRAVEL = datetime.timedelta(days=14)

SECTIONS = (
    (
        gettext_lazy("Your name"),
        (
            "title",
            "given_names",
            "family_name",
            "name_on_certificate",
            "name_in_own_script",
            "gender",
        ),
    ),
    (gettext_lazy("How we reach you"), ("email", "phone")),
    (gettext_lazy("Your work"), ("agency", "position")),
    (gettext_lazy("Languages"), ("working_language", "certificate_language")),
    (gettext_lazy("Journey"), ("arrives_on", "departs_on")),
    (gettext_lazy("Needs"), ("dietary_needs", "access_needs")),
    (gettext_lazy("Photograph"), ("photograph",)),
    (
        gettext_lazy("Consent"),
        ("consents_to_list", "consents_to_photographs", "accepts_privacy_notice"),
    ),
)
_NEEDED = ("family_name", "email", "agency", "position", "accepts_privacy_notice")
_AUTOCOMPLETE = {
    "title": "honorific-prefix",
    "given_names": "given-name",
    "family_name": "family-name",
    "email": "email",
    "phone": "tel",
    "agency": "organization",
    "position": "organization-title",
}


def language_choices(codes: list[str]) -> list[tuple[str, str]]:
    """Languages by their names in the reader's language."""
    from babel import Locale

    names = Locale.parse(babel_locale(), sep="_").languages
    return [(code, names.get(code, code).capitalize()) for code in codes]


class RegistrationForm(forms.Form):
    """Facts of the person and the registration. ``is_draft`` asks for nothing that is missing."""

    # The browser must not stop somebody from saving half a form.
    use_required_attribute = False

    photograph = forms.FileField(
        label=gettext_lazy("Photograph for the badge"),
        required=False,
        help_text=gettext_lazy("JPEG or PNG, at most 10 MB. Your face, without a hat."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"}),
    )
    accepts_privacy_notice = forms.BooleanField(
        label=gettext_lazy(
            "I have read the privacy notice and agree that my data is used as it says"
        ),
        error_messages={
            "required": gettext_lazy("Without your agreement we may not keep your registration.")
        },
    )

    def __init__(self, *args: Any, registration: Registration, is_draft: bool, **kwargs: Any):
        self.registration = registration
        self.is_fixed = registration.state == RegistrationState.APPROVED
        person = registration.person
        initial = {
            **{name: getattr(person, name) for name in PERSON_FIELDS},
            **{name: getattr(registration, name) for name in REGISTRATION_FIELDS},
            "accepts_privacy_notice": registration.consented_at is not None,
        }
        super().__init__(*args, **{**kwargs, "initial": initial})
        own = dict(self.fields)
        known = {
            **forms.fields_for_model(Person, sorted(PERSON_FIELDS)),
            **forms.fields_for_model(Registration, sorted(REGISTRATION_FIELDS)),
            **own,
        }
        self.fields = {name: known[name] for _title, names in SECTIONS for name in names}
        for name, field in self.fields.items():
            field.required = name in _NEEDED and not is_draft
            if name in _AUTOCOMPLETE:
                field.widget.attrs["autocomplete"] = _AUTOCOMPLETE[name]
            if self.is_fixed and name in FIXED_AFTER_APPROVAL:
                field.disabled = True
        self._word_fields()

    def _word_fields(self) -> None:
        workshop = self.registration.workshop
        fields = self.fields
        spoken = list(
            dict.fromkeys([*workshop.working_languages, *workshop.interpretation_languages])
        )
        spoken = spoken or [code for code, _name in settings.LANGUAGES]
        fields["working_language"] = forms.ChoiceField(
            label=_("Language you use at the workshop"),
            choices=[("", _("No preference")), *language_choices(spoken)],
            required=False,
        )
        usual = _language_name(workshop.certificate_language)
        fields["certificate_language"] = forms.ChoiceField(
            label=_("Language of your certificate and our letters"),
            choices=[
                ("", _("As the workshop: %s") % usual),
                *[(code, _language_name(code)) for code, _name in settings.LANGUAGES],
            ],
            required=False,
        )
        fields["given_names"].help_text = _("Exactly as in your passport.")
        fields["family_name"].help_text = _("Exactly as in your passport.")
        fields["name_on_certificate"].help_text = _(
            "Only if it should differ from the passport, as “Dr Ana Beridze”."
        )
        fields["name_in_own_script"].help_text = _("As in ანა ბერიძე or Оксана Шевченко.")
        fields["title"].help_text = _("As in Colonel or Dr.")
        fields["dietary_needs"].label = _("Food you need or cannot eat")
        fields["access_needs"].label = _("What helps you to take part")
        fields["access_needs"].help_text = _("A step-free way, a seat in front, large print …")
        fields["phone"].widget.input_type = "tel"
        when = date_range(workshop.starts_on, workshop.ends_on)
        for name in ("arrives_on", "departs_on"):
            fields[name].widget = DateInput()
            fields[name].help_text = _("The workshop: %s.") % when
        fields["consents_to_list"].label = _(
            "My name may be on the list that all participants receive"
        )
        fields["consents_to_photographs"].label = _(
            "Photographs of the workshop in which I can be recognised may be published"
        )

    def show_what_is_needed(self) -> None:
        """Let a checked form mark as optional only what the sent one may leave out."""
        for name in _NEEDED:
            self.fields[name].required = True

    @property
    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        parts = [
            (str(title), [self[name] for name in names if name in self.fields])
            for title, names in SECTIONS
        ]
        return [(title, bound) for title, bound in parts if bound]

    @property
    def values(self) -> dict[str, Any]:
        """What is valid so far, so that it can be kept while the rest is put right."""
        known = PERSON_FIELDS | REGISTRATION_FIELDS
        kept = {name: self.cleaned_data[name] for name in self.cleaned_data if name in known}
        for name in ("family_name", "email"):  # emptied by mistake: the link needs them
            if not kept.get(name):
                kept.pop(name, None)
        return kept

    def clean_arrives_on(self) -> datetime.date | None:
        return self._near("arrives_on")

    def clean_departs_on(self) -> datetime.date | None:
        return self._near("departs_on")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        arrives, departs = cleaned.get("arrives_on"), cleaned.get("departs_on")
        if arrives and departs and departs < arrives:
            self.add_error("departs_on", _("The departure is before the arrival."))
        if {"arrives_on", "departs_on"} & self.errors.keys():
            # Either alone could contradict what is stored of the other.
            cleaned.pop("arrives_on", None)
            cleaned.pop("departs_on", None)
        return cleaned

    def _near(self, name: str) -> datetime.date | None:
        day = self.cleaned_data[name]
        workshop = self.registration.workshop
        if day and not workshop.starts_on - _TRAVEL <= day <= workshop.ends_on + _TRAVEL:
            raise forms.ValidationError(
                _("%(day)s is far from the workshop, which is on %(when)s. Is the year right?")
                % {
                    "day": date_range(day),
                    "when": date_range(workshop.starts_on, workshop.ends_on),
                }
            )
        return day


def _language_name(code: str) -> str:
    try:
        return get_language_info(code)["name_local"].capitalize()
    except KeyError:
        return language_choices([code])[0][1] if get_language() else code
