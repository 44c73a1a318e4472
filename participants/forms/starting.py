"""What a registration form begins with."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workshops.models import Workshop


class StartingForm(forms.Form):
    """A way to begin; a copy needs another workshop whose form the user may see."""

    class Way(models.TextChoices):
        USUAL = "usual", _("The usual form: what most workshops ask")
        EMPTY = "empty", _("An empty form: only family name, e-mail address and privacy notice")
        COPY = "copy", _("A copy of another workshop’s form")

    way = forms.ChoiceField(label=_("Begin with"), choices=Way.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, workshop: Workshop, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = Workshop.objects.permitting(user, "workshop.edit").exclude(pk=workshop.pk)
        self.fields["source"] = forms.ModelChoiceField(
            label=_("The workshop to copy from"),
            queryset=seen.filter(form_sections__isnull=False).distinct(),
            required=False,
            empty_label=_("Choose one"),
            help_text=_("Workshops of yours whose form was composed; only for a copy."),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("way") == self.Way.COPY and not cleaned.get("source"):
            self.add_error("source", _("Choose the workshop to copy from."))
        return cleaned
