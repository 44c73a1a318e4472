"""Forms of pages that show several apps."""

from typing import Any

from django import forms
from django.db.models import Field
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.actions.merging import fact_fields
from participants.models import Person

_NOTHING = gettext_lazy("(nothing)")


class MergeForm(forms.Form):
    """Which record stays and, where the two differ, which fact; values are keys."""

    survivor = forms.TypedChoiceField(
        label=gettext_lazy("Which record stays?"),
        coerce=int,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Both end up with the same workshops. Links and lists go on with the one that stays."
        ),
    )

    def __init__(self, *args: Any, one: Person, other: Person, labels: list[str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.people = {one.pk: one, other.pk: other}
        self.fields["survivor"].choices = list(  # type: ignore[attr-defined]
            zip(self.people, labels, strict=True)
        )
        self.fields["survivor"].initial = one.pk
        self.differing = [
            field
            for field in fact_fields()
            if getattr(one, field.name) != getattr(other, field.name)
        ]
        for field in self.differing:
            self.fields[field.name] = forms.TypedChoiceField(
                label=str(field.verbose_name).capitalize(),
                coerce=int,
                choices=[(pk, _shown(person, field)) for pk, person in self.people.items()],
                widget=forms.RadioSelect,
                initial=one.pk if getattr(one, field.name) else other.pk,
            )

    @property
    def same(self) -> list[tuple[str, str]]:
        """(label, value) of what both records state alike."""
        one = next(iter(self.people.values()))
        return [
            (str(field.verbose_name).capitalize(), _shown(one, field))
            for field in fact_fields()
            if field not in self.differing and getattr(one, field.name)
        ]

    @property
    def stays(self) -> Person:
        return self.people[self.cleaned_data["survivor"]]

    @property
    def goes(self) -> Person:
        return next(each for each in self.people.values() if each != self.stays)

    @property
    def take(self) -> list[str]:
        """The facts that come from the record that goes."""
        return [
            field.name for field in self.differing if self.cleaned_data[field.name] != self.stays.pk
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not self._of_survivor("family_name"):
            self.add_error("family_name", _("A person needs a family name."))
        return data

    def _of_survivor(self, name: str) -> str:
        chosen = self.cleaned_data.get(name, self.cleaned_data["survivor"])
        return getattr(self.people[chosen], name)


def _shown(person: Person, field: Field) -> str:
    display = getattr(person, f"get_{field.name}_display", None)
    value = display() if display else getattr(person, field.name)
    return str(value) if getattr(person, field.name) not in ("", None) else str(_NOTHING)
