"""Forms around the editor: beginning a design, and saying which certificates get which."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from certificates.designs.controls import GalleryInput
from certificates.designs.gallery import LAYOUT_NAMES
from certificates.models import Design


class StartForm(forms.Form):
    """A name, and a layout or another design to begin with."""

    name = forms.CharField(
        label=_("Name of the design"),
        max_length=80,
        help_text=_("For yourselves: it is not printed."),
    )
    layout = forms.ChoiceField(
        label=_("Layout"), choices=list(LAYOUT_NAMES.items()), widget=GalleryInput
    )
    source = forms.ChoiceField(
        label=_("Or copy a design"),
        required=False,
        help_text=_("With its words, logos and signatures. The layout above is then left aside."),
    )

    def __init__(self, *args: Any, slug: str, sources: list[Design], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["layout"].widget.slug = slug
        self.sources = {str(one.pk): one for one in sources}
        self.fields["source"].choices = [  # type: ignore[attr-defined]
            ("", _("None")),
            *((key, f"{one.name} ({one.workshop})") for key, one in self.sources.items()),
        ]
        if not sources:
            del self.fields["source"]

    def clean_source(self) -> Design | None:
        return self.sources.get(self.cleaned_data["source"])


class ChoiceForm(forms.Form):
    """A design for all kinds of certificates, and for each kind one of its own."""

    ALL = "all"

    def __init__(
        self, *args: Any, kinds: list[tuple[str, str]], designs: list[Design], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.designs = {str(one.pk): one for one in designs}
        named = [(key, one.name) for key, one in self.designs.items()]
        self.fields[self.ALL] = forms.ChoiceField(
            label=_("All certificates"),
            choices=[("", _("The built-in look")), *named],
            required=False,
        )
        if len(kinds) < 2:
            return
        for key, label in kinds:
            self.fields[key] = forms.ChoiceField(
                label=label, choices=[("", _("As for all")), *named], required=False
            )

    @property
    def chosen(self) -> dict[str, Design | None]:
        """By kind, with "" for all."""
        return {
            "" if key == self.ALL else key: self.designs.get(value)
            for key, value in self.cleaned_data.items()
        }
