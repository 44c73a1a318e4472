"""Naming people: by focal points, by staff, and by strangers on the open form."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Model
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from participants.forms.known import KnownPersonMixin, people_seen_as_participants
from participants.models import Delegation, Person, Registration
from participants.protocol import in_protocol_order
from workshops.models import Workshop

# What a reader or a mail program takes for an address; "J.Robert" and "Dr.Ana" are names.
_ADDRESS = re.compile(
    r"[/@<>\\]|\bwww\.|\w{2,}\.(com|net|org|info|biz|ru|xyz|top|site|online|shop|link|click)\b",
    re.IGNORECASE,
)


def _model_field(model: type[Model], name: str, **changes: Any) -> Any:
    return model._meta.get_field(name).formfield(**changes)  # type: ignore[union-attr]


class NominationForm(forms.Form):
    """What a delegation says about a person; the rest comes from the person."""

    given_names = _model_field(Person, "given_names", help_text=_("As in the passport."))
    family_name = _model_field(Person, "family_name", help_text=_("As in the passport."))
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("The person's own: the registration link goes there."),
    )
    title = _model_field(Person, "title", help_text=_("As in Colonel or Dr."))
    agency = _model_field(Registration, "agency")
    position = _model_field(Registration, "position")

    FACTS = ("given_names", "family_name", "email", "title", "agency", "position")

    @property
    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.FACTS}

    @staticmethod
    def initial_of(registration: Registration) -> dict[str, str]:
        person = registration.person
        return {
            "given_names": person.given_names,
            "family_name": person.family_name,
            "email": person.email,
            "title": person.title,
            "agency": registration.agency,
            "position": registration.position,
        }


class PortalNominationForm(NominationForm):
    as_reserve = forms.BooleanField(label=_("As a reserve"), required=False)
    send_link = forms.BooleanField(
        label=_("Send the registration link to this person now"), required=False, initial=True
    )


class AddingForm(KnownPersonMixin, NominationForm):
    """Staff add somebody by hand, for a delegation or as an individual."""

    delegation = forms.ModelChoiceField(
        label=_("Delegation"),
        queryset=Delegation.objects.none(),
        required=False,
        empty_label=_("None: takes part as an individual"),
    )
    as_reserve = forms.BooleanField(label=_("As a reserve"), required=False)
    send_link = forms.BooleanField(label=_("Send the registration link now"), required=False)
    override_reason = forms.CharField(
        label=_("Beyond the limit of seats, because"),
        required=False,
        max_length=500,
        help_text=_("Only if no seat is free. The reason is kept."),
    )

    def __init__(
        self, *args: Any, workshop: Workshop, user: User, may_override: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = False
        _offer_delegations(self.fields["delegation"], workshop)
        if not may_override:
            del self.fields["override_reason"]
        names = ("delegation", *self.FACTS)
        self.order_fields([*names, "as_reserve", "send_link", "override_reason"])
        elsewhere = people_seen_as_participants(user).exclude(registrations__workshop=workshop)
        self.offer_known(elsewhere, user=user)


class OpenForm(forms.Form):
    """The first step of the open registration: who, with whom, and an address to prove."""

    given_names = _model_field(Person, "given_names", help_text=_("As in your passport."))
    family_name = _model_field(Person, "family_name", help_text=_("As in your passport."))
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("We send a link there; with it you complete the registration."),
    )
    agency = _model_field(Registration, "agency", required=True)
    delegation = forms.ModelChoiceField(
        label=_("Delegation"),
        queryset=Delegation.objects.none(),
        required=False,
        empty_label=_("None: I take part as an individual"),
    )
    # People do not see it and leave it empty; programs fill in everything.
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, workshop: Workshop, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_delegations(self.fields["delegation"], workshop, only_open=True)
        for name, purpose in (
            ("given_names", "given-name"),
            ("family_name", "family-name"),
            ("email", "email"),
            ("agency", "organization"),
        ):
            self.fields[name].widget.attrs["autocomplete"] = purpose

    def clean_given_names(self) -> str:
        return _without_address(self.cleaned_data["given_names"])

    def clean_family_name(self) -> str:
        return _without_address(self.cleaned_data["family_name"])

    @property
    def is_by_program(self) -> bool:
        return bool(self.cleaned_data.get("website"))

    @property
    def facts(self) -> dict[str, Any]:
        language = get_language() or ""
        return {
            **{
                name: self.cleaned_data[name]
                for name in ("given_names", "family_name", "email", "agency", "delegation")
            },
            "language": language if language in dict(settings.LANGUAGES) else "",
        }


def _without_address(name: str) -> str:
    """The name greets the reader of our message: nobody shall advertise in it to strangers."""
    if _ADDRESS.search(name):
        raise forms.ValidationError(_("Type only the name."))
    return name


def _offer_delegations(field: Any, workshop: Workshop, *, only_open: bool = False) -> None:
    """The workshop's delegations, in protocol order, as one query."""
    found = list(workshop.delegations.all())
    for delegation in found:
        delegation.workshop = workshop
    ordered = in_protocol_order(found, get_language() or "en")
    offered = [each for each in ordered if not only_open or each.is_open()]
    field.queryset = workshop.delegations.filter(pk__in=[each.pk for each in offered])
    field.choices = [("", field.empty_label), *[(each.pk, str(each)) for each in offered]]
