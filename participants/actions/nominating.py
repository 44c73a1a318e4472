"""Naming people for a delegation, or adding somebody by hand."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from common.dates import date_range
from participants.actions.changing_state import next_rank
from participants.actions.holding_person import hold_person
from participants.actions.keeping_keys import keep_keys
from participants.models import Delegation, FocalPoint, Person, Registration, StateChange
from participants.queries import reserves
from participants.rules import AlreadyRegistered, MoveRefused, NominationsClosed, SeatsTaken
from participants.seats import Seats, lock_seats
from participants.states import RegistrationState
from workshops.models import Workshop
from workshops.states import WorkshopState

_PERSON_FACTS = frozenset({"name_on_certificate", "name_in_own_script", "title", "gender", "phone"})
_REGISTRATION_FACTS = frozenset(
    {"agency", "position", "working_language", "certificate_language", "arrives_on", "departs_on"}
)
_OVER = frozenset({WorkshopState.ARCHIVED, WorkshopState.CANCELLED})


@transaction.atomic
def nominate(
    *,
    delegation: Delegation,
    given_names: str,
    family_name: str,
    email: str,
    as_reserve: bool = False,
    is_head: bool = False,
    by: User | None = None,
    focal_point: FocalPoint | None = None,
    override_reason: str = "",
    person: Person | None = None,
    **facts: Any,
) -> Registration:
    """Give a person a seat of ``delegation``, or the last place among its reserves.

    Locks the delegation, so that the last seat is given once. ``facts`` are further fields of the
    person (title, gender, phone, …) and the registration (agency, position, …). An organiser goes
    beyond the quota with an ``override_reason``, which is kept, and may name a ``person`` whose
    record exists: it stays as it is.
    Raises SeatsTaken, NominationsClosed, AlreadyRegistered.
    """
    seats = lock_seats(workshop_id=delegation.workshop_id, delegation_id=delegation.pk)
    refuse_when_closed(seats, focal_point=focal_point)
    refuse_duplicate(
        seats.workshop, person.email if person else email, for_delegation=seats.delegation
    )
    rank = _rank_of_next_reserve(seats) if as_reserve else None
    beyond = False
    if not as_reserve and (refusal := seats.refusal()):
        if focal_point or not override_reason.strip():
            raise _with_way_out(refusal, seats)
        beyond = True
    return enter(
        workshop=seats.workshop,
        delegation=seats.delegation,
        given_names=given_names,
        family_name=family_name,
        email=email,
        reserve_rank=rank,
        is_head=is_head and _has_no_head(delegation),
        person=person,
        by=by,
        focal_point=focal_point,
        reason=override_reason.strip() if beyond else "",
        beyond=beyond,
        facts=facts,
    )


@transaction.atomic
def add_individual(
    *,
    workshop: Workshop,
    given_names: str,
    family_name: str,
    email: str,
    by: User,
    override_reason: str = "",
    person: Person | None = None,
    **facts: Any,
) -> Registration:
    """Add somebody who takes part without a delegation. Raises SeatsTaken, AlreadyRegistered."""
    seats = lock_seats(workshop_id=workshop.pk, delegation_id=None)
    refuse_when_closed(seats, focal_point=None)
    refuse_duplicate(seats.workshop, person.email if person else email)
    refusal = seats.refusal()
    if refusal and not override_reason.strip():
        raise refusal
    return enter(
        workshop=seats.workshop,
        delegation=None,
        given_names=given_names,
        family_name=family_name,
        email=email,
        person=person,
        by=by,
        reason=override_reason.strip() if refusal else "",
        beyond=bool(refusal),
        facts=facts,
    )


def enter(
    *,
    workshop: Workshop,
    delegation: Delegation | None,
    given_names: str,
    family_name: str,
    email: str,
    state: RegistrationState = RegistrationState.NOMINATED,
    reserve_rank: int | None = None,
    is_head: bool = False,
    came_openly: bool = False,
    person: Person | None = None,
    by: User | None = None,
    focal_point: FocalPoint | None = None,
    reason: str = "",
    beyond: bool = False,
    facts: Mapping[str, Any],
) -> Registration:
    """Write a person and the registration down, with its first history line.

    The caller holds the locks and has counted. A new person each time, since a stranger's form
    must not read or change somebody who is known from elsewhere; but for a ``person`` whom staff
    have picked, whose record then stays as it is. Raises AlreadyRegistered for one who takes part.
    """
    if unknown := facts.keys() - _PERSON_FACTS - _REGISTRATION_FACTS:
        raise TypeError(f"unknown facts: {', '.join(sorted(unknown))}")
    if person is not None:
        person = hold_person(person.pk)
        refuse_second(workshop, person)
    else:
        person = Person.objects.create(
            given_names=given_names.strip(),
            family_name=family_name.strip(),
            email=email.strip(),
            **{name: facts[name] for name in facts.keys() & _PERSON_FACTS},
        )
        keep_keys([person], are_new=True)
    registration = Registration.objects.create(
        workshop=workshop,
        delegation=delegation,
        person=person,
        state=state,
        reserve_rank=reserve_rank,
        is_head=is_head,
        came_openly=came_openly,
        **{name: facts[name] for name in facts.keys() & _REGISTRATION_FACTS},
    )
    StateChange.objects.create(
        registration=registration,
        from_state="",
        to_state=state,
        actor=_actor(by, focal_point),
        by=by,
        focal_point=focal_point,
        reason=reason,
        overrides_quota=beyond,
    )
    return registration


def refuse_second(workshop: Workshop, person: Person) -> None:
    """Raise AlreadyRegistered for a known person who takes part, or did: that row is used again."""
    if Registration.objects.filter(workshop=workshop, person=person).exists():
        raise AlreadyRegistered(
            _("This person is in the workshop's list already; look among all states."),
            field="known",
        )


def refuse_when_closed(seats: Seats, *, focal_point: FocalPoint | None) -> None:
    """Raise NominationsClosed; an organiser may still add people after the deadline."""
    if seats.workshop.state in _OVER:
        raise NominationsClosed(_("This workshop takes nobody any more."))
    delegation = seats.delegation
    if focal_point and delegation and delegation.last_day and not delegation.is_open():
        raise NominationsClosed(
            _("Nominations ended on %(date)s. Ask the organisers if somebody has to be changed.")
            % {"date": date_range(delegation.last_day)}
        )


def refuse_duplicate(
    workshop: Workshop,
    email: str,
    *,
    for_delegation: Delegation | None = None,
    besides: Registration | None = None,
) -> None:
    """Raise AlreadyRegistered when somebody in the running uses the address in this workshop.

    Only a delegation's own people are named; of others, and of protected people, nothing is said
    but that the address is taken: an address would tell whose the alias is.
    """
    other = registered_with(workshop, email, besides=besides)
    if other is None:
        return
    is_own = for_delegation is not None and other.delegation_id == for_delegation.pk
    if is_own and not other.is_protected:
        raise AlreadyRegistered(
            _("%(name)s is already named with this e-mail address.") % {"name": other.listed_name},
            field="email",
        )
    raise AlreadyRegistered(
        _("This e-mail address is already in use in this workshop."), field="email"
    )


def registered_with(
    workshop: Workshop, email: str, *, besides: Registration | None = None
) -> Registration | None:
    """The registration in the running that uses ``email``, in any spelling of case."""
    if not email.strip():
        return None
    rows = workshop.registrations.current().filter(person__email__iexact=email.strip())
    if besides is not None:
        rows = rows.exclude(pk=besides.pk)
    return rows.select_related("person", "workshop", "delegation").first()


def _rank_of_next_reserve(seats: Seats) -> int:
    delegation = seats.delegation
    if delegation is None:
        raise MoveRefused(_("Only delegations have reserves."))
    if reserves().filter(delegation=delegation).count() >= delegation.reserves:
        raise SeatsTaken(
            ngettext(
                "The %(n)d place for a reserve of %(delegation)s is taken.",
                "All %(n)d places for reserves of %(delegation)s are taken.",
                delegation.reserves,
            )
            % {"n": delegation.reserves, "delegation": delegation}
            if delegation.reserves
            else _("%(delegation)s may name no reserves.") % {"delegation": delegation},
            field="as_reserve",
        )
    return next_rank(delegation.pk)


def _with_way_out(refusal: SeatsTaken, seats: Seats) -> SeatsTaken:
    delegation = seats.delegation
    if delegation is None:
        return refusal
    free = delegation.reserves - reserves().filter(delegation=delegation).count()
    if free <= 0:
        return refusal
    way_out = _("You can name this person as a reserve.")
    return SeatsTaken(f"{refusal.sentence} {way_out}", field=refusal.field)


def _has_no_head(delegation: Delegation) -> bool:
    return not delegation.registrations.current().filter(is_head=True).exists()


def _actor(by: User | None, focal_point: FocalPoint | None) -> str:
    if by:
        return StateChange.Actor.USER
    return StateChange.Actor.FOCAL_POINT if focal_point else StateChange.Actor.PARTICIPANT
