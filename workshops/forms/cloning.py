from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.widgets import DateInput
from workshops.actions.cloning import Part
from workshops.models import Project, Workshop


class CloneForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=250)
    slug = forms.CharField(
        label=_("Short name for addresses"),
        help_text=_("Lower-case letters, digits and hyphens, as in kyiv-2020."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    starts_on = forms.DateField(
        label=_("First day"),
        help_text=_("The last day and the deadlines move along by as many days."),
        widget=DateInput,
    )
    project = forms.ModelChoiceField(
        label=_("Project"), queryset=Project.objects.none(), empty_label=None
    )
    parts = forms.MultipleChoiceField(
        label=_("What to take over"),
        help_text=_("The kind of workshop, its hours, capacity and rules are always taken over."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self, *args: Any, source: Workshop, projects: Any, parts: Sequence[Part], **kwargs: Any
    ) -> None:
        kwargs["initial"] = {
            "title": source.title,
            "project": source.project_id,
            "parts": [part.code for part in parts],
        }
        super().__init__(*args, **kwargs)
        self._parts = {part.code: part for part in parts}
        self.fields["project"].queryset = projects  # type: ignore[attr-defined]
        self.fields["parts"].choices = [(part.code, part.label) for part in parts]  # type: ignore[attr-defined]

    def clean_parts(self) -> list[Part]:
        # In the order of the parts, which later ones may rely on.
        return [part for code, part in self._parts.items() if code in self.cleaned_data["parts"]]
