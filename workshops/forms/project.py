from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.widgets import DateInput
from workshops.forms.controls import RulesInActions
from workshops.models import Project


class ProjectForm(RulesInActions):
    donors = forms.CharField(
        label=_("Donors"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "One organisation per line, as it names itself. A name that is new here is added."
        ),
    )

    class Meta:
        model = Project
        fields = ["title", "code", "starts_on", "ends_on", "funding", "description"]
        widgets = {
            "starts_on": DateInput,
            "ends_on": DateInput,
            "description": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "code": _("The donor's or your own code, as in UK-2019-17. Part of addresses."),
            "funding": _("Number of the grant or agreement, as donors' reports cite it."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            names = self.instance.donors.order_by("name").values_list("name", flat=True)
            self.initial["donors"] = "\n".join(names)

    def clean_donors(self) -> list[str]:
        return [" ".join(line.split()) for line in self.cleaned_data["donors"].splitlines()]
