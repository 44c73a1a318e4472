"""The field of a form that takes the answer to a question."""

import datetime
from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.utils.html import escape
from django.utils.translation import get_language, get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from common.dates import date_range
from common.widgets import DateInput
from participants.countries import country_choices
from participants.models import Person, Question, Registration
from participants.questions.choices import choices_of
from participants.questions.kinds import Home, Kind
from workshops.languages import language_name

_AUTOCOMPLETE = {
    "title": "honorific-prefix",
    "given_names": "given-name",
    "family_name": "family-name",
    "email": "email",
    "phone": "tel",
    "agency": "organization",
    "position": "organization-title",
    "birth_date": "bday",
}
_PICTURES, _DOCUMENTS = "image/jpeg,image/png", "application/pdf,image/jpeg,image/png"
_a_number = RegexValidator(
    r"^[+(]?[0-9][0-9 ()./-]{3,}$",
    gettext_lazy("A telephone number has digits, as in +380 44 492 03 82."),
)


def field_for(question: Question, registration: Registration) -> forms.Field:
    """The field with its words in the page's language. What is required is the form's to judge."""
    language = get_language() or "en"
    build = _OF_KIND[Kind(question.kind)]
    if question.home in (Home.PERSON, Home.REGISTRATION):
        field = _of_column(question, registration)
    else:
        field = build(question, language)
    field.label = question.wording_in(language)
    field.help_text = escape(question.help_in(language))  # written by organisers, and shown as HTML
    field.required = False
    if question.key in _AUTOCOMPLETE:
        field.widget.attrs["autocomplete"] = _AUTOCOMPLETE[question.key]
    if question.key in ("arrives_on", "departs_on") and not field.help_text:
        when = date_range(registration.workshop.starts_on, registration.workshop.ends_on)
        field.help_text = _("The workshop: %s.") % when
    return field


def _of_column(question: Question, registration: Registration) -> forms.Field:
    if question.key == "working_language":
        return forms.ChoiceField(
            choices=[("", _("No preference")), *choices_of(question, get_language() or "en")]
        )
    if question.key == "certificate_language":
        usual = _language_name(registration.workshop.certificate_language)
        own = [(code, _language_name(code)) for code, _name in settings.LANGUAGES]
        return forms.ChoiceField(choices=[("", _("As the workshop: %s") % usual), *own])
    model = Person if question.home == Home.PERSON else Registration
    widget = {"widget": DateInput()} if question.kind == Kind.DATE else {}
    column: Any = model._meta.get_field(question.key)
    field = column.formfield(**widget)
    if question.kind == Kind.PHONE:
        field.widget.input_type = "tel"
        field.validators.append(_a_number)
    return field


def _text(question: Question, language: str) -> forms.Field:
    return forms.CharField(max_length=250)


def _long_text(question: Question, language: str) -> forms.Field:
    return forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))


def _number(question: Question, language: str) -> forms.Field:
    least = 0 if question.is_built_in else None
    return forms.DecimalField(max_digits=12, decimal_places=2, min_value=least)


def _date(question: Question, language: str) -> forms.Field:
    field = forms.DateField(widget=DateInput)
    if question.key == "birth_date":
        field.validators.append(_is_past)
    return field


def _choice(question: Question, language: str) -> forms.Field:
    return forms.ChoiceField(
        choices=[("", _("Please choose")), *question.options_in(language)],
        error_messages={"invalid_choice": _("What you chose is not offered any more.")},
    )


def _choices(question: Question, language: str) -> forms.Field:
    return forms.MultipleChoiceField(
        choices=question.options_in(language),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("One that you chose is not offered any more; the others are below.")
        },
    )


def _country(question: Question, language: str) -> forms.Field:
    return forms.ChoiceField(choices=[("", _("Please choose")), *country_choices(language)])


def _phone(question: Question, language: str) -> forms.Field:
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    widget.input_type = "tel"
    return forms.CharField(max_length=40, validators=[_a_number], widget=widget)


def _email(question: Question, language: str) -> forms.Field:
    return forms.EmailField(max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"}))


def _file(question: Question, language: str) -> forms.Field:
    return forms.FileField(widget=forms.FileInput(attrs={"accept": _DOCUMENTS}))


def _photograph(question: Question, language: str) -> forms.Field:
    return forms.FileField(widget=forms.FileInput(attrs={"accept": _PICTURES, "data-crop": ""}))


def _consent(question: Question, language: str) -> forms.Field:
    return forms.BooleanField()


_OF_KIND: dict[Kind, Callable[[Question, str], forms.Field]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _long_text,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.COUNTRY: _country,
    Kind.PHONE: _phone,
    Kind.EMAIL: _email,
    Kind.FILE: _file,
    Kind.PHOTOGRAPH: _photograph,
    Kind.CONSENT: _consent,
}


def _language_name(code: str) -> str:
    try:
        return get_language_info(code)["name_local"].capitalize()
    except KeyError:
        return language_name(code, get_language() or "en")


def _is_past(day: datetime.date) -> None:
    if day >= datetime.date.today():
        raise forms.ValidationError(_("This day is not past yet. Is the year right?"))
