from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workshops.forms.controls import RulesInActions
from workshops.models import Room


class RoomForm(RulesInActions):
    class Meta:
        model = Room
        fields = ["name", "seats"]
        help_texts = {"seats": _("How many can sit there; leave empty when it does not matter.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seats"].widget.attrs["min"] = 1

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_seats(self) -> int | None:
        seats: int | None = self.cleaned_data["seats"]
        if seats == 0:
            raise forms.ValidationError(_("A room has at least one seat."))
        return seats
