"""A file or a link that goes with the workshop."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from sessions.models import Material
from workshops.models import Workshop


class MaterialForm(forms.ModelForm):
    upload = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("PDF, PPTX without macros, JPEG or PNG, at most 25 MB."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pptx,image/jpeg,image/png"}),
    )

    url = forms.URLField(
        label=_("Link"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("Instead of a file: an address that begins with https://."),
    )

    class Meta:
        model = Material
        fields = ["title", "kind", "item", "upload", "url", "visibility", "position"]
        help_texts = {
            "item": _("Empty: it goes with the whole workshop."),
            "position": _("Small numbers come first."),
        }

    def __init__(self, *args: Any, workshop: Workshop, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        item = cast(forms.ModelChoiceField, self.fields["item"])
        item.queryset = workshop.agenda.in_order()
        item.empty_label = str(_("The whole workshop"))
        self.fields["position"].required = False
        if self.instance.file:
            self.fields["upload"].help_text = _(
                "Empty: the file that is there stays. PDF, PPTX without macros, JPEG or PNG, at"
                " most 25 MB."
            )
        for code, name in settings.LANGUAGES:
            self.fields[f"title_{code}"] = forms.CharField(
                label=_("Title, if different: %s") % name,
                required=False,
                max_length=200,
                initial=self.instance.titles.get(code, ""),
            )

    def clean_url(self) -> str:
        url = self.cleaned_data["url"]
        if url and not url.startswith(("https://", "http://")):
            raise forms.ValidationError(_("Only addresses of the web: https:// or http://."))
        return url

    def clean_position(self) -> int:
        position = self.cleaned_data["position"]
        return 100 if position is None else position

    @property
    def facts(self) -> dict[str, Any]:
        """What ``sessions.actions.keeping_materials`` takes."""
        data = self.cleaned_data
        titles = {code: data[f"title_{code}"] for code, _name in settings.LANGUAGES}
        names = ("title", "kind", "item", "url", "visibility", "position")
        return {
            **{name: data[name] for name in names},
            "titles": {code: title for code, title in titles.items() if title},
        }
