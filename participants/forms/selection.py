"""Tags, notes and saved views."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from participants.models import InternalNote, Registration, SavedView, Tag


class TagForm(forms.Form):
    tags = forms.ModelMultipleChoiceField(
        label=_("Tags"),
        queryset=Tag.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    new_word = forms.CharField(label=_("New tag"), max_length=40, required=False)
    tone = forms.ChoiceField(
        label=_("Colour of the new tag"), choices=Tag.Tone, initial=Tag.Tone.INFO, required=False
    )

    def __init__(self, *args: Any, registration: Registration, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"tags": list(registration.tags.all())})
        super().__init__(*args, **kwargs)
        known = registration.workshop.tags.all()
        cast(forms.ModelMultipleChoiceField, self.fields["tags"]).queryset = known
        if not known:
            del self.fields["tags"]


class NoteTextForm(forms.ModelForm):
    class Meta:
        model = InternalNote
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}


class SavedViewForm(forms.ModelForm):
    class Meta:
        model = SavedView
        fields = ["name"]

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())
