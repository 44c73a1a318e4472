"""The editor's form: read from a version's content, and made into one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.forms import BoundField
from django.urls import reverse
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext_lazy as _

from certificates.actions.saving_design import mark_of
from certificates.designs.blocks import BLOCKS, Block, standard_texts
from certificates.designs.colours import ORNAMENT, TEXT, TooPale, refuse_pale
from certificates.designs.content import MOST_SIGNATORIES, Content, Hand, Shown
from certificates.designs.controls import (
    ColourInput,
    GalleryInput,
    PictureInput,
    logo_name,
    own_name,
)
from certificates.designs.gallery import LAYOUT_NAMES, PAPER_NAMES
from certificates.designs.initial import initial_of, organiser_name, parts_of, text_name
from certificates.designs.people import Trial
from certificates.designs.placeholders import UnknownPlaceholder, check
from certificates.models import Design
from certificates.rendering import missing_glyphs
from workshops.models import WorkshopOrganiser

_A_COLOUR = RegexValidator(r"\A#[0-9a-fA-F]{6}\Z", _("Write a colour as #1f3a5f."))


def language_choices() -> list[tuple[str, str]]:
    return [
        (code, get_language_info(code)["name_local"].capitalize())
        for code, _name in settings.LANGUAGES
    ]


@dataclass(frozen=True)
class Section:
    """Fields that belong together, for the page."""

    title: str
    fields: list[BoundField]
    language: str = ""

    @property
    def has_errors(self) -> bool:
        return any(field.errors for field in self.fields)

    @property
    def has_content(self) -> bool:
        return any(field.value() for field in self.fields)

    @property
    def is_aside(self) -> bool:
        """Of an organiser: not on the certificate."""
        return not self.fields[0].value() and not self.has_errors


class DesignForm(forms.Form):
    """One version of a design: look, words by language, organisers, signatures, seal.

    ``trials`` are the people whom the preview may show."""

    name = forms.CharField(label=_("Name of the design"), max_length=80)
    layout = forms.ChoiceField(
        label=_("Layout"), choices=list(LAYOUT_NAMES.items()), widget=GalleryInput
    )
    paper = forms.ChoiceField(label=_("Paper"), choices=list(PAPER_NAMES.items()))
    colour = forms.CharField(
        label=_("Colour of headings"), widget=ColourInput, validators=[_A_COLOUR]
    )
    accent = forms.CharField(
        label=_("Colour of ornaments"), widget=ColourInput, validators=[_A_COLOUR]
    )
    second_language = forms.ChoiceField(
        label=_("Second language"),
        required=False,
        help_text=_(
            "For the layout of two languages. The first is the participant's, else the workshop's."
        ),
    )

    def __init__(
        self, *args: Any, design: Design, content: Content, trials: list[Trial], **kwargs: Any
    ) -> None:
        self.design, self.trials = design, {str(one.registration.pk): one for one in trials}
        self.parts = parts_of(design)
        super().__init__(*args, **kwargs | {"initial": initial_of(design, self.parts, content)})
        slug = design.workshop.slug
        self.pictures = f"{reverse('certificates:design', args=[slug, design.pk])}pictures/"
        self.fields["layout"].widget.slug = slug
        self.fields["second_language"].choices = [  # type: ignore[attr-defined]
            ("", _("The workshop's")),
            *language_choices(),
        ]
        self._add_organisers()
        self._add_blocks()
        self._add_signatories()
        self.fields["seal"] = self._picture(_("Seal or stamp"))
        self.fields["seen"] = forms.CharField(
            required=False, widget=forms.HiddenInput, initial=mark_of(design)
        )
        self.fields["preview_person"] = forms.ChoiceField(
            label=_("Shown on"),
            choices=[(key, one.label) for key, one in self.trials.items()]
            or [("", _("an invented person"))],
            required=False,
        )
        self.fields["preview_language"] = forms.ChoiceField(
            label=_("Language"), choices=language_choices(), required=False
        )

    # --- what the page asks for -----------------------------------------------------------------

    def look(self) -> list[BoundField]:
        return [self["paper"], self["colour"], self["accent"], self["second_language"]]

    def organisers(self) -> list[Section]:
        return [
            Section(
                part.organisation.name,
                [self[f"{organiser_name(part)}-{key}"] for key in self._asked_of(part)],
            )
            for part in self.parts
        ]

    def _asked_of(self, part: WorkshopOrganiser) -> list[str]:
        asked = ["is_shown", "place", "logo"]
        if part.organisation.logo and not self[logo_name(part.organisation_id)].value():
            asked.append("own")
        return asked

    def words(self) -> list[Section]:
        return [
            Section(name, [self[text_name(code, block)] for block in BLOCKS], language=code)
            for code, name in language_choices()
        ]

    def signatories(self) -> list[Section]:
        return [
            Section(str(_("Signature %(number)d") % {"number": number + 1}), self._hand(number))
            for number in range(MOST_SIGNATORIES)
        ]

    # --- what comes of it -----------------------------------------------------------------------

    def refuse_pictures(self, refused: dict[str, str]) -> None:
        """Put the sentences about refused files beside their fields."""
        for name, sentence in refused.items():
            if name in self.fields:
                self.add_error(name, sentence)

    def catch_up(self) -> str:
        """Remember the design as it is now, so that sending the form again replaces it; in which
        fields the two differ, in words."""
        data: Any = self.data
        data = data.copy()
        data["seen"] = mark_of(self.design)
        self.data = data
        changed = set(self.changed_data)
        shown = [one for one in self.organisers() if not one.is_aside]
        sections = [*shown, *self.words(), *self.signatories()]
        named = [
            (str(bound.label), bound) for bound in (self["name"], self["layout"], *self.look())
        ]
        named += [
            (f"{one.title}: {bound.label}", bound) for one in sections for bound in one.fields
        ]
        named.append((str(self["seal"].label), self["seal"]))
        return "; ".join(words for words, bound in named if bound.name in changed)

    @property
    def content(self) -> Content:
        said = self.cleaned_data
        return Content(
            layout=said["layout"],
            paper=said["paper"],
            colour=said["colour"].lower(),
            accent=said["accent"].lower(),
            second_language=said["second_language"],
            organisers=self._chosen_organisers(),
            is_choosing=bool(self.parts),
            blocks={
                code: own
                for code, _name in language_choices()
                if (
                    own := {
                        block.key: text
                        for block in BLOCKS
                        if (text := said[text_name(code, block)])
                    }
                )
            },
            signatories=tuple(self._hands()),
            seal=said["seal"],
        )

    def trial(self) -> Trial | None:
        return self.trials.get(self.cleaned_data.get("preview_person", "")) or next(
            iter(self.trials.values()), None
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for field, least in (("colour", TEXT), ("accent", ORNAMENT)):
            if field in cleaned:
                try:
                    refuse_pale(cleaned[field], least=least, field=field)
                except TooPale as refusal:
                    self.add_error(field, refusal.as_error())
        for code, _name in language_choices():
            for block in BLOCKS:
                self._check_text(text_name(code, block), block, cleaned)
        for number in range(MOST_SIGNATORIES):
            self._check_hand(number, cleaned)
        known = set(self.design.pictures.values_list("sha256", flat=True))
        for name in self._picture_names():
            if cleaned.get(name) not in known:
                cleaned[name] = ""
        return cleaned

    def _check_text(self, name: str, block: Block, cleaned: dict[str, Any]) -> None:
        text = cleaned.get(name, "")
        try:
            check(text, allowed=block.allowed)
        except UnknownPlaceholder as refusal:
            self.add_error(name, refusal.as_error())
            return
        self._refuse_unprintable(name, text)

    def _check_hand(self, number: int, cleaned: dict[str, Any]) -> None:
        name, *others = (bound.name for bound in self._hand(number))
        if not cleaned.get(name) and any(cleaned.get(other) for other in others):
            self.add_error(name, _("Write whose signature this is, or empty the other fields."))
        for field in (name, *others[:-1]):
            self._refuse_unprintable(field, cleaned.get(field, ""))

    def _refuse_unprintable(self, name: str, text: str) -> None:
        if missing := missing_glyphs(text):
            shown = ", ".join(f"“{char}” (U+{ord(char):04X})" for char in missing)
            self.add_error(
                name,
                ngettext(
                    "No font here has the character %(characters)s. Take it out.",
                    "No font here has the characters %(characters)s. Take them out.",
                    len(missing),
                )
                % {"characters": shown},
            )

    # --- fields -----------------------------------------------------------------------------------

    def _add_organisers(self) -> None:
        for part in self.parts:
            name = organiser_name(part)
            self.fields[f"{name}-is_shown"] = forms.BooleanField(
                label=_("On the certificate"), required=False
            )
            self.fields[f"{name}-place"] = forms.IntegerField(
                label=_("Place from the left"), min_value=1, max_value=99, required=False
            )
            self.fields[logo_name(part.organisation_id)] = self._picture(_("Logo"))
            if part.organisation.logo:
                self.fields[own_name(part.organisation_id)] = forms.BooleanField(
                    label=_("Take the logo that stands on letters and lists"), required=False
                )

    def _add_blocks(self) -> None:
        for code, _name in language_choices():
            standard = standard_texts(code)
            for block in BLOCKS:
                # What is printed as long as nothing is written.
                shown = {"placeholder": standard.get(block.key, ""), "lang": code}
                is_long = block.length > 200
                widget = forms.Textarea(shown | {"rows": 2}) if is_long else forms.TextInput(shown)
                self.fields[text_name(code, block)] = forms.CharField(
                    label=str(block.label),
                    max_length=block.length,
                    required=False,
                    help_text=str(block.help_text),
                    widget=widget,
                )

    def _add_signatories(self) -> None:
        for number in range(MOST_SIGNATORIES):
            self.fields[f"hand-{number}-name"] = forms.CharField(
                label=_("Name"), max_length=120, required=False
            )
            for code, name in language_choices():
                self.fields[f"hand-{number}-role-{code}"] = forms.CharField(
                    label=_("Role (%(language)s)") % {"language": name},
                    max_length=160,
                    required=False,
                )
            self.fields[f"hand-{number}-signature"] = self._picture(_("Image of the signature"))

    def _picture(self, label: Any) -> forms.CharField:
        return forms.CharField(label=label, required=False, widget=PictureInput(self.pictures))

    def _picture_names(self) -> Iterator[str]:
        for name, field in self.fields.items():
            if isinstance(field.widget, PictureInput):
                yield name

    def _hand(self, number: int) -> list[BoundField]:
        roles = [f"role-{code}" for code, _name in language_choices()]
        return [self[f"hand-{number}-{key}"] for key in ("name", *roles, "signature")]

    def _hands(self) -> Iterator[Hand]:
        said = self.cleaned_data
        for number in range(MOST_SIGNATORIES):
            if name := said[f"hand-{number}-name"]:
                roles = {
                    code: role
                    for code, _name in language_choices()
                    if (role := said[f"hand-{number}-role-{code}"])
                }
                yield Hand(name, roles, said[f"hand-{number}-signature"])

    def _chosen_organisers(self) -> tuple[Shown, ...]:
        said = self.cleaned_data
        shown = [part for part in self.parts if said[f"{organiser_name(part)}-is_shown"]]
        shown.sort(key=lambda part: said[f"{organiser_name(part)}-place"] or 99)
        return tuple(
            Shown(part.organisation_id, said[f"{organiser_name(part)}-logo"]) for part in shown
        )
