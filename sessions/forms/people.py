"""The people who have a part in a session, row by row."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sessions.actions.scheduling import NewSpeaker, Part
from sessions.models import AgendaItem, Appearance, Speaker
from workshops.models import Workshop

UNSAVED_ROWS = 2
MOST_ROWS = 30


class PartForm(forms.Form):
    """One row: a speaker of the workshop, or a new one typed in place."""

    speaker = forms.ModelChoiceField(
        label=gettext_lazy("Speaker"),
        queryset=Speaker.objects.none(),
        required=False,
        empty_label=gettext_lazy("Nobody, or a new speaker"),
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Role"),
        choices=Appearance.Role.choices,
        initial=Appearance.Role.SPEAKER,
        required=False,
    )
    position = forms.IntegerField(
        label=gettext_lazy("Order"), required=False, min_value=1, max_value=999
    )
    given_names = forms.CharField(label=gettext_lazy("Given names"), required=False, max_length=120)
    family_name = forms.CharField(label=gettext_lazy("Family name"), required=False, max_length=120)
    agency = forms.CharField(label=gettext_lazy("Agency"), required=False, max_length=200)

    use_required_attribute = False

    @property
    def is_new(self) -> bool:
        """Whether a new speaker was typed here, so that the fields for one are unfolded."""
        return any(self[name].value() for name in ("given_names", "family_name", "agency"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        typed = [data.get(name) for name in ("given_names", "family_name", "agency")]
        if data.get("speaker") and any(typed):
            self.add_error("speaker", _("Choose somebody or type a new speaker, not both."))
        elif any(typed) and not data.get("family_name") and "family_name" not in self.errors:
            self.add_error("family_name", _("A new speaker needs a family name."))
        return data

    @property
    def part(self) -> Part | None:
        data = self.cleaned_data
        role = data.get("role") or Appearance.Role.SPEAKER
        if data.get("speaker"):
            return Part(speaker=data["speaker"], role=role)
        if data.get("family_name"):
            new = NewSpeaker(data["given_names"], data["family_name"], data["agency"])
            return Part(speaker=new, role=role)
        return None


class BasePartFormSet(forms.BaseFormSet):
    """The people of a session, in their order. ``parts`` leaves empty rows out."""

    def __init__(self, *args: Any, workshop: Workshop, item: AgendaItem | None = None, **kwargs):
        self.speakers = list(
            Speaker.objects.with_names()
            .filter(workshop=workshop)
            .order_by("person__family_name", "person__given_names", "pk")
        )
        self._workshop = workshop
        if item is not None and "initial" not in kwargs:
            kwargs["initial"] = [
                {"speaker": part.speaker_id, "role": part.role, "position": number}
                for number, part in enumerate(item.appearances.order_by("position", "pk"), start=1)
            ]
        super().__init__(*args, **kwargs | {"prefix": "people"})

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        field = form.fields["speaker"]
        field.queryset = Speaker.objects.with_names().filter(  # type: ignore[attr-defined]
            workshop=self._workshop
        )
        # The list is read once for all rows.
        empty = ("", field.empty_label)  # type: ignore[attr-defined]
        choices = [(speaker.pk, str(speaker)) for speaker in self.speakers]
        field.widget.choices = [empty, *choices]

    @property
    def parts(self) -> list[Part]:
        numbered = [
            (form.cleaned_data.get("position") or MOST_ROWS + index, index, form.part)
            for index, form in enumerate(self.forms)
            if form.cleaned_data
        ]
        return [
            part for _position, _index, part in sorted(numbered, key=lambda row: row[:2]) if part
        ]


def part_form_set(rows: int = UNSAVED_ROWS) -> type[BasePartFormSet]:
    made: Any = forms.formset_factory(
        PartForm, formset=BasePartFormSet, extra=rows, max_num=MOST_ROWS, absolute_max=MOST_ROWS
    )
    return made
