"""One state of a workshop, read once however many documents are made of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import connection, transaction
from django.utils.translation import get_language

from accounts.models import User
from certificates.printroom.answers import Answers
from certificates.printroom.pictures import logos_of
from certificates.printroom.programme import ProgrammeDay, by_day, sessions_as_held
from common.collation import collation_key
from common.dates import date_range
from participants.countries import country_name
from participants.models import Delegation, FocalPoint, Photograph, Registration
from participants.protocol import in_protocol_order, registrations_in_protocol_order
from sessions.models import Appearance, Speaker
from sessions.programme import Programme, draft_programme, released_programme
from workshops.models import Room, Workshop, WorkshopOrganiser
from workshops.queries import team_of
from workshops.roles import Role

#: Of all delegations, or of those who belong to none.
ALL, INDIVIDUALS = "all", "none"


@contextmanager
def one_state() -> Iterator[None]:
    """A transaction in which all queries see the rows of one moment.

    SQLite's transactions are like that; PostgreSQL is asked for it, unless the caller's
    transaction has begun already."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


@dataclass(frozen=True)
class Helper:
    """A member of the team as a badge knows them: the account's name and the highest role."""

    user: User
    role: str


class EventState:
    """The rows of ``workshop``, each kind read when it is first asked for.

    Read inside ``one_state()`` what has to belong together. Whose seat is not confirmed is not
    printed anywhere. ``held`` are the permissions of whoever prints; None where all may be."""

    def __init__(self, workshop: Workshop, *, held: frozenset[str] | None = None) -> None:
        self.workshop = workshop
        self.held = held
        self._in_order: dict[str, list[Registration]] = {}
        self._programmes: dict[str, Programme] = {}
        self._days_as_held: dict[str, list[ProgrammeDay]] = {}

    def people(self, language: str, delegation: str = ALL) -> list[Registration]:
        """Everybody whose seat is confirmed, in protocol order; of one delegation, or all."""
        if language not in self._in_order:
            rows = registrations_in_protocol_order(self._approved, language)
            self._in_order[language] = rows
        rows = self._in_order[language]
        if delegation == ALL:
            return rows
        wanted = None if delegation == INDIVIDUALS else int(delegation)
        return [row for row in rows if row.delegation_id == wanted]

    def delegations(self, language: str) -> list[Delegation]:
        return in_protocol_order(self._delegations, language)

    @cached_property
    def speakers(self) -> list[Speaker]:
        """With their appearances; protected ones by their alias."""
        rows = self.workshop.speakers.with_names().prefetch_related("appearances")
        return list(rows.order_by("person__family_name", "person__given_names", "pk"))

    @cached_property
    def speaking(self) -> dict[int, Speaker]:
        """By the person's id."""
        return {speaker.person_id: speaker for speaker in self.speakers}

    @cached_property
    def helpers(self) -> list[Helper]:
        """The team, each once, by the name; observers of the donor among them."""
        roles: dict[User, str] = {}
        for member in team_of(self.workshop):
            known = roles.get(member.user)
            if known is None or _RANK[member.role] < _RANK[known]:
                roles[member.user] = member.role
        helpers = [Helper(user, role) for user, role in roles.items() if user.is_active]
        return sorted(helpers, key=lambda one: (collation_key(one.user.name), one.user.pk))

    @cached_property
    def photographs(self) -> dict[int, str]:
        """The stored files' names by registration; never of a protected person."""
        rows = Photograph.objects.filter(
            registration__workshop=self.workshop, registration__is_protected=False
        )
        return dict(rows.values_list("registration_id", "file"))

    @cached_property
    def answers(self) -> Answers:
        """To the questions that lists and letters print."""
        return Answers(self.workshop)

    @cached_property
    def focal_points(self) -> list[FocalPoint]:
        rows = FocalPoint.objects.filter(delegation__workshop=self.workshop)
        return list(rows.select_related("delegation"))

    @cached_property
    def rooms(self) -> list[Room]:
        return list(self.workshop.rooms.all())

    @property
    def programme(self) -> Programme:
        """The agenda in the active language, as anyone may see what was released last; before the
        first release the draft."""
        language = get_language() or ""
        if language not in self._programmes:
            released = released_programme(self.workshop)
            self._programmes[language] = released or draft_programme(self.workshop)
        return self._programmes[language]

    @property
    def days(self) -> list[ProgrammeDay]:
        """The same by day."""
        return by_day(self.programme)

    @property
    def days_as_held(self) -> list[ProgrammeDay]:
        """The sessions as they stand now, in the active language."""
        language = get_language() or ""
        if language not in self._days_as_held:
            self._days_as_held[language] = sessions_as_held(self.workshop)
        return self._days_as_held[language]

    def may_print(self, permission: str) -> bool:
        return self.held is None or permission in self.held

    def frame(self, language: str) -> dict[str, Any]:
        """The event's own words, which stand on every document."""
        workshop = self.workshop
        dates = date_range(workshop.starts_on, workshop.ends_on, language)
        country = country_name(workshop.country, language) if workshop.country else ""
        place = ", ".join(filter(None, [workshop.venue, workshop.city, country]))
        names = [
            party.organisation.name
            for party in self._parties
            if party.part != WorkshopOrganiser.Part.DONOR
        ]
        donors = [
            party.organisation.name
            for party in self._parties
            if party.part == WorkshopOrganiser.Part.DONOR
        ]
        return {
            "workshop_title": workshop.title,
            "workshop_line": " · ".join(filter(None, [dates, place])),
            "dates": dates,
            "place": place,
            "organiser_names": names,
            "donors": donors,
            "logos": logos_of(self._parties),
            "time_zone": workshop.time_zone,
            "is_invented": workshop.contains_invented_people,
        }

    @cached_property
    def _approved(self) -> list[Registration]:
        return list(self.workshop.registrations.approved().for_list())

    @cached_property
    def _delegations(self) -> list[Delegation]:
        return list(self.workshop.delegations.all())

    @cached_property
    def _parties(self) -> list[WorkshopOrganiser]:
        return list(self.workshop.organisers.select_related("organisation"))


#: Of several roles the first one counts.
_RANK: dict[str, int] = {
    Role.ORGANISER: 0,
    Role.ASSISTANT: 1,
    Role.CERTIFICATE_STAFF: 2,
    Role.DOOR_STAFF: 3,
    Role.DONOR: 4,
}


def only_interprets(speaker: Speaker) -> bool:
    """Whether all that somebody does here is to interpret."""
    parts = list(speaker.appearances.all())
    return bool(parts) and all(part.role == Appearance.Role.INTERPRETER for part in parts)
