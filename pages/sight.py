"""Whom a user may see across workshops, and under which name.

A person is seen by whoever may see one of their registrations or speaker roles, and only with
those. Where one of these is protected, the person goes by the alias, and what belongs to the name
is left out: beside it, the alias would say who it is. Those who may know the name ask for it, and
each look is written down.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from accounts.models import User
from pages.access import permissions_by_workshop
from participants.actions.protecting import look
from participants.models import Person, Registration
from sessions.models import Speaker
from workshops.models import Project, Workshop


@dataclass
class Part:
    """What somebody is in one workshop: a participant, a speaker."""

    workshop: Workshop
    registration: Registration | None = None
    speaker: Speaker | None = None
    alias: str = ""
    may_unveil: bool = False

    @property
    def agency(self) -> str:
        row = self.registration or self.speaker
        return row.agency if row else ""

    @property
    def delegation(self) -> str:
        """The code of the state or the organisation's name; empty for individuals."""
        delegation = self.registration.delegation if self.registration else None
        return (delegation.country or delegation.organisation_name) if delegation else ""


@dataclass
class Seen:
    """A person as one user may see them."""

    person: Person
    all_parts: list[Part] = field(default_factory=list)
    is_revealed: bool = False

    @property
    def is_protected(self) -> bool:
        return any(part.alias for part in self.all_parts)

    @property
    def is_veiled(self) -> bool:
        return self.is_protected and not self.is_revealed

    @property
    def parts(self) -> list[Part]:
        return [part for part in self.all_parts if part.alias or not self.is_veiled]

    @property
    def may_unveil(self) -> bool:
        return all(part.may_unveil for part in self.all_parts if part.alias)

    @property
    def name(self) -> str:
        if self.is_veiled:
            return next(part.alias for part in self.all_parts if part.alias)
        return self.person.printed_name

    @property
    def workshops(self) -> list[Workshop]:
        return list({part.workshop.pk: part.workshop for part in self.parts}.values())

    def reveal(self, by: User) -> None:
        """Let the real name be shown, and note that it was."""
        for part in self.all_parts:
            if part.alias and part.registration:
                look(registration=part.registration, by=by)
        self.is_revealed = True


def people_seen_by(
    user: User, *, project: Project | None = None, keys: Iterable[int] | None = None
) -> dict[int, Seen]:
    """Person's key → how ``user`` sees them; of those with a part in ``project``, or of ``keys``.

    Their parts in other projects are among the parts, as far as ``user`` may see them. Five
    queries, however many people."""
    mine, held = workshops_with_people(user)
    seeing = {pk for pk in mine if "registration.view" in held[pk]}
    listening = {pk for pk in mine if "agenda.view" in held[pk]}
    registrations = Registration.objects.filter(workshop__in=seeing)
    speakers = Speaker.objects.filter(workshop__in=listening)
    if keys is not None:
        keys = list(keys)
        registrations = registrations.filter(person__in=keys)
        speakers = speakers.filter(person__in=keys)
    elif project is not None:
        theirs = {pk for pk in mine if mine[pk].project_id == project.pk}
        people = Person.objects.filter(
            Q(registrations__workshop__in=seeing & theirs)
            | Q(speaking__workshop__in=listening & theirs)
        ).values("pk")
        registrations = registrations.filter(person__in=people)
        speakers = speakers.filter(person__in=people)
    seen: dict[int, Seen] = {}
    for registration in registrations.select_related("person", "delegation"):
        workshop = registration.workshop = mine[registration.workshop_id]
        part = Part(workshop, registration=registration)
        if registration.is_protected:
            part.alias = registration.alias
            part.may_unveil = "registration.protected" in held[workshop.pk]
        _add(seen, registration.person, part)
    for speaker in speakers.with_names():
        workshop = speaker.workshop = mine[speaker.workshop_id]
        part = Part(workshop, speaker=speaker, alias=speaker.alias or "")
        part.may_unveil = "registration.protected" in held[workshop.pk]
        _add(seen, speaker.person, part)
    for each in seen.values():
        each.all_parts.sort(key=lambda part: part.workshop.starts_on, reverse=True)
    if project is not None:
        return {pk: each for pk, each in seen.items() if _is_of(each, project)}
    return seen


def workshops_with_people(user: User) -> tuple[dict[int, Workshop], dict[int, frozenset[str]]]:
    """The workshops in which ``user`` may see people, and what they hold in each."""
    rows = Workshop.objects.permitting(user, "workshop.view").with_project()
    workshops = {workshop.pk: workshop for workshop in rows}
    return workshops, permissions_by_workshop(user, workshops.values())


def _add(seen: dict[int, Seen], person: Person, part: Part) -> None:
    seen.setdefault(person.pk, Seen(person)).all_parts.append(part)


def _is_of(each: Seen, project: Project) -> bool:
    return any(part.workshop.project_id == project.pk for part in each.parts)
