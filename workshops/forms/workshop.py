"""The settings of a workshop, in groups that a page shows as fieldsets."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import MinValueValidator
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from common.rules import RuleBroken
from common.widgets import DateInput, TimeInput
from workshops.actions.keeping_workshop import refuse_slug
from workshops.countries import country_choices
from workshops.forms.controls import RulesInActions, SuggestingInput
from workshops.languages import language_choices
from workshops.models import Workshop
from workshops.states import WorkshopState
from workshops.zones import zone_named, zone_names

# (legend, help, rows): a row is a field, or several that stand side by side.
GROUPS: tuple[tuple[str | Promise, str | Promise, tuple[str | tuple[str, ...], ...]], ...] = (
    (
        _("What it is"),
        "",
        ("title", "slug", "description", ("scope", "mode")),
    ),
    (
        _("When"),
        _("All times of the agenda are times of the place, in this time zone."),
        (("starts_on", "ends_on"), "time_zone", ("day_starts_at", "day_ends_at")),
    ),
    (
        _("Where"),
        _("An online workshop needs none of this."),
        (("venue", "address"), ("city", "country")),
    ),
    (
        _("Languages"),
        "",
        ("working_languages", "interpretation_languages"),
    ),
    (
        _("Participants"),
        _("The capacity is never exceeded by accident, however many register at once."),
        (
            ("capacity", "nominations_until"),
            "profile_sought",
            "gender_target",
            "open_registration",
            "agenda_is_public",
            "needs_two_approvals",
            "confirms_promotions",
            "corrections_until",
            "reapproves_changes",
            "reminds_before",
            "reminds_speakers_before",
            "holds_decisions",
            "shows_reasons_to_focal_points",
        ),
    ),
    (
        _("Attendance and certificates"),
        _("A certificate of participation needs this share of what is counted."),
        (
            "attendance_unit",
            "attendance_share",
            "certificate_language",
            "name_at_verification",
        ),
    ),
)

#: What these let out is seen by anyone: they take the permission to publish.
SHOWN_TO_ALL = ("open_registration", "agenda_is_public", "name_at_verification")


def _names(row: str | tuple[str, ...]) -> tuple[str, ...]:
    return (row,) if isinstance(row, str) else row


class WorkshopForm(RulesInActions):
    slug = forms.CharField(
        label=_("Short name for addresses"),
        help_text=_("Lower-case letters, digits and hyphens, as in kyiv-2019."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    time_zone = forms.CharField(
        label=_("Time zone"),
        help_text=_("Type the nearest big city, as in Europe/Kyiv."),
        widget=SuggestingInput(zone_names),
    )
    working_languages = forms.MultipleChoiceField(
        label=_("Working languages"),
        help_text=_("Spoken from the floor."),
        widget=forms.CheckboxSelectMultiple,
    )
    interpretation_languages = forms.MultipleChoiceField(
        label=_("Interpretation"),
        help_text=_("Into which of these do interpreters translate?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    certificate_language = forms.ChoiceField(
        label=_("Language of certificates"), choices=settings.LANGUAGES
    )

    class Meta:
        model = Workshop
        fields = [name for *_, rows in GROUPS for row in rows for name in _names(row)]
        widgets = {
            "description": forms.Textarea(attrs={"rows": 4}),
            "profile_sought": forms.Textarea(attrs={"rows": 4}),
            "starts_on": DateInput,
            "ends_on": DateInput,
            "nominations_until": DateInput,
            "corrections_until": DateInput,
            "day_starts_at": TimeInput,
            "day_ends_at": TimeInput,
            "country": forms.Select,
            "name_at_verification": forms.RadioSelect,
            "attendance_unit": forms.RadioSelect,
        }

    def __init__(self, *args: Any, may_publish: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_publish:
            for name in SHOWN_TO_ALL:
                self.fields[name].disabled = True
        language = get_language() or settings.LANGUAGE_CODE
        self.fields["country"] = forms.ChoiceField(
            label=_("Country"),
            choices=[("", _("None")), *country_choices(language)],
            required=False,
        )
        for name in ("working_languages", "interpretation_languages"):
            kept = getattr(self.instance, name)
            self.fields[name].choices = language_choices(language, kept)  # type: ignore[attr-defined]
        capacity = self.fields["capacity"]
        capacity.min_value = 1  # type: ignore[attr-defined]
        capacity.widget.attrs["min"] = 1
        capacity.validators = [
            MinValueValidator(1, _("A workshop has at least one seat.")),
            *(v for v in capacity.validators if not isinstance(v, MinValueValidator)),
        ]
        if self.instance.pk and self.instance.state != WorkshopState.DRAFT:
            self.fields["slug"].disabled = True
            self.fields["slug"].help_text = _("Fixed: people have links with this name.")

    @property
    def groups(self) -> list[tuple[str | Promise, str | Promise, list[list[BoundField]]]]:
        """(legend, help, rows of fields) for the page."""
        return [
            (legend, text, [[self[name] for name in _names(row)] for row in rows])
            for legend, text, rows in GROUPS
        ]

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"].strip()
        try:
            refuse_slug(slug)
        except RuleBroken as refusal:
            raise refusal.as_error() from None
        return slug

    def clean_time_zone(self) -> str:
        try:
            return zone_named(self.cleaned_data["time_zone"])
        except RuleBroken as refusal:
            raise refusal.as_error() from None
