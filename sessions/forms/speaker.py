"""Who is on a workshop's list of speakers, and what is said of them."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from common.collation import collation_key
from participants.forms.known import KnownPersonMixin, people_seen_as_participants
from participants.models import Person, Registration
from sessions.models import Speaker
from workshops.models import Workshop


class SpeakerForm(KnownPersonMixin):
    """A new speaker, or somebody known from the workshop or its project."""

    person = forms.ModelChoiceField(
        label=gettext_lazy("Somebody you know already"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=gettext_lazy("A new person"),
        help_text=gettext_lazy(
            "Participants of this workshop, and speakers of the same project's other workshops."
        ),
    )
    given_names = forms.CharField(label=gettext_lazy("Given names"), required=False, max_length=120)
    family_name = forms.CharField(label=gettext_lazy("Family name"), required=False, max_length=120)
    title = forms.CharField(label=gettext_lazy("Title or rank"), required=False, max_length=100)
    agency = forms.CharField(label=gettext_lazy("Agency"), required=False, max_length=200)
    position = forms.CharField(label=gettext_lazy("Position"), required=False, max_length=200)

    def __init__(self, *args: Any, workshop: Workshop, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        names = _known_names(workshop)
        field.queryset = Person.objects.filter(pk__in=names)  # type: ignore[attr-defined]
        ordered = sorted(names.items(), key=lambda row: collation_key(row[1]))
        field.widget.choices = [("", field.empty_label), *ordered]  # type: ignore[attr-defined]
        spoken = Workshop.objects.permitting(user, "agenda.view")
        people = people_seen_as_participants(user) | Person.objects.filter(
            speaking__workshop__in=spoken
        )
        self.offer_known(people.exclude(speaking__workshop=workshop), user=user)

    @property
    def facts(self) -> dict[str, Any]:
        """What adding a speaker asks for; a record that was chosen stands for the typed name."""
        names = ["agency", "position"]
        chosen = self.cleaned_data["person"] or self.known_person
        if chosen is None:
            names += ["given_names", "family_name", "title"]
        return {"person": chosen, **{name: self.cleaned_data[name] for name in names}}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        typed = [data.get(name) for name in ("given_names", "family_name", "title")]
        if data.get("person") and any(typed):
            self.add_error("person", _("Choose somebody or type a new person, not both."))
        elif not data.get("person") and not data.get("family_name") and not self.errors:
            self.add_error("family_name", _("A new speaker needs a family name."))
        return data


class SpeakerDetailsForm(forms.ModelForm):
    """What may change of a speaker; the person's own name is changed with the person."""

    class Meta:
        model = Speaker
        fields = ["agency", "position", "biography"]
        widgets = {"biography": forms.Textarea(attrs={"rows": 5})}


def _known_names(workshop: Workshop) -> dict[int, str]:
    """People who may be made speakers without typing: id → name; the protected by alias only."""
    participants = Registration.objects.filter(workshop=workshop).current().for_list()
    names = {row.person_id: row.listed_name for row in participants}
    speakers = Speaker.objects.with_names().filter(workshop__project=workshop.project_id)
    for speaker in speakers.exclude(workshop=workshop):
        names.setdefault(speaker.person_id, str(speaker))
    taken = set(workshop.speakers.values_list("person_id", flat=True))
    return {person: name for person, name in names.items() if person not in taken}
