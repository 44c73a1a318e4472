"""Somebody becomes a speaker of a workshop: a new person, or one who is known already."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from common.rules import RuleBroken
from participants.actions.holding_person import hold_person
from participants.actions.keeping_keys import keep_keys
from participants.models import Person
from sessions.models import Speaker
from workshops.models import Workshop


class AlreadySpeaks(RuleBroken):
    """This person is on the list of speakers; ``speaker`` is the entry."""

    def __init__(self, speaker: Speaker, *, field: str, name: str = "") -> None:
        sentence = _("%(name)s is already a speaker of this workshop.")
        super().__init__(sentence % {"name": name or speaker.listed_name}, field=field)
        self.speaker = speaker


@transaction.atomic
def add_speaker(
    *,
    workshop: Workshop,
    by: User | None,
    person: Person | None = None,
    given_names: str = "",
    family_name: str = "",
    title: str = "",
    email: str = "",
    agency: str = "",
    position: str = "",
    biography: str = "",
) -> Speaker:
    """Add ``person``, or a new person of this name, to the speakers of ``workshop``.

    Raises AlreadySpeaks for a person, or a name with the same agency, that is on the list: two
    entries of one speaker would hide their clashes.
    """
    _lock(workshop)
    speakers = Speaker.objects.with_names().filter(workshop=workshop)
    if person is not None:
        person = hold_person(person.pk)
        if known := speakers.filter(person=person).first():
            raise AlreadySpeaks(known, field="person")
    else:
        if not family_name:
            raise RuleBroken(_("A new speaker needs a family name."), field="family_name")
        for known in speakers.filter(agency__iexact=agency):
            if _same_name(known.person, given_names, family_name):
                # Not the alias of a protected person: it must not be told to who has the name.
                name = known.person.full_name
                raise AlreadySpeaks(known, field="family_name", name=name)
        person = Person.objects.create(
            given_names=given_names, family_name=family_name, title=title, email=email
        )
        keep_keys([person], are_new=True)
    return Speaker.objects.create(
        workshop=workshop, person=person, agency=agency, position=position, biography=biography
    )


@transaction.atomic
def remove_speaker(*, speaker: Speaker, by: User | None) -> None:
    """Take a speaker off the list. Raises RuleBroken while a session needs them."""
    titles = list(
        speaker.appearances.order_by("item__day", "item__start_minute").values_list(
            "item__title", flat=True
        )
    )
    if titles:
        words = _("%(name)s still has a part in: %(sessions)s. Take it away there first.")
        facts = {"name": speaker.listed_name, "sessions": ", ".join(f"“{t}”" for t in titles)}
        raise RuleBroken(words % facts)
    speaker.delete()


def _lock(workshop: Workshop) -> None:
    """Two organisers adding one speaker at once must not make two of them."""
    list(Workshop.objects.select_for_update(no_key=True).filter(pk=workshop.pk).values("pk"))


def _same_name(person: Person, given_names: str, family_name: str) -> bool:
    return (person.given_names.casefold(), person.family_name.casefold()) == (
        given_names.casefold(),
        family_name.casefold(),
    )
