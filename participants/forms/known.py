"""The question "is it somebody you know?", asked where staff type a name that reads alike."""

from typing import Any

from django import forms
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from participants.matching import alike
from participants.models import Person, Registration
from workshops.models import Workshop

_NEW = "new"
_MOST = 8


class KnownPersonMixin(forms.Form):
    """A form for somebody new, which offers the records that may be the same person.

    A form calls ``offer_known`` at the end of its ``__init__``. The question is there only when
    somebody reads alike, and then it has to be answered."""

    known = forms.ChoiceField(
        label=gettext_lazy("Perhaps known already"),
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "A record that you choose is used as it is, with its name and address."
        ),
        error_messages={"required": gettext_lazy("Somebody reads alike. Say who it is.")},
    )

    def offer_known(self, people: QuerySet[Person], *, user: User) -> None:
        """Ask about those of ``people``, whom ``user`` may see, who are recognised by what was
        typed."""
        self._alike: dict[str, Person] = {}
        if self.is_bound:
            name = f"{self._typed('given_names')} {self._typed('family_name')}".strip()
            found = alike(people, names=[name], email=self._typed("email"))
            rows = Registration.objects.filter(
                workshop__in=Workshop.objects.permitting(user, "registration.view")
            ).select_related("workshop")
            rows = rows.order_by("-workshop__starts_on")
            found = found.prefetch_related(Prefetch("registrations", rows))
            self._alike = {str(person.pk): person for person in found.distinct()[:_MOST]}
        if not self._alike:
            del self.fields["known"]
            return
        choices = [(key, _label(person)) for key, person in self._alike.items()]
        choices.append((_NEW, _("Somebody else: a new record")))
        self.fields["known"].choices = choices  # type: ignore[attr-defined]

    @property
    def known_person(self) -> Person | None:
        """The record that was chosen."""
        return self._alike.get(self.cleaned_data.get("known", ""))

    @property
    def other_people(self) -> list[Person]:
        """Those who read alike and are somebody else, as the user said."""
        return list(self._alike.values()) if self.cleaned_data.get("known") == _NEW else []

    def _typed(self, name: str) -> str:
        return str(self.data.get(self.add_prefix(name), "")).replace("\0", "")


def people_seen_as_participants(user: User) -> QuerySet[Person]:
    """Those who take part in a workshop whose people ``user`` may see."""
    mine = Workshop.objects.permitting(user, "registration.view")
    return Person.objects.filter(registrations__workshop__in=mine)


def _label(person: Person) -> str:
    latest: Any = next(iter(person.registrations.all()), None)
    parts = [person.full_name, person.email]
    if latest:
        parts += [latest.agency, f"{latest.workshop.title}, {latest.workshop.starts_on.year}"]
    return " · ".join(filter(None, parts))
