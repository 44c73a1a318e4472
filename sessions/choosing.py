"""Which of the sessions that run at the same time somebody goes to.

Sessions in parallel are those that overlap and are neither in all rooms nor a break or a social
event. Pure functions over ``sessions.programme``, and the two queries that feed them.
"""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from django.db.models import Count

from participants.models import Registration
from participants.states import RegistrationState
from sessions.conflicts import SOCIABLE_KINDS, overlap
from sessions.models import ChosenSession
from sessions.programme import Programme, Session
from workshops.models import Workshop


@dataclass(frozen=True, slots=True)
class Choice:
    """A session in parallel as its participant sees it."""

    is_chosen: bool
    may_change: bool


def rivals_of(sessions: Iterable[Session]) -> dict[str, list[Session]]:
    """For each session in parallel, by uid, those it overlaps; all others are left out."""
    found: dict[str, list[Session]] = {}
    running: list[Session] = []
    for one in sorted((s for s in sessions if _may_be_chosen(s)), key=lambda s: s.starts_at):
        running = [other for other in running if other.ends_at > one.starts_at]
        for other in running:
            if overlap(one.starts_at, one.ends_at, other.starts_at, other.ends_at):
                found.setdefault(one.uid, []).append(other)
                found.setdefault(other.uid, []).append(one)
        running.append(one)
    return found


def own_sessions(sessions: Collection[Session], chosen: Collection[str]) -> list[Session]:
    """What somebody goes to: of sessions in parallel the chosen one, or all where none is."""
    rivals = rivals_of(sessions)
    return [
        one
        for one in sessions
        if one.uid in chosen or not any(other.uid in chosen for other in rivals.get(one.uid, ()))
    ]


def may_choose(registration: Registration) -> bool:
    """Whether a seat is confirmed, and the person has been told so."""
    approved = registration.state == RegistrationState.APPROVED
    return approved and not registration.decision_is_held


def chosen_by(registration: Registration) -> set[str]:
    rows = ChosenSession.objects.filter(registration=registration)
    return {str(uid) for uid in rows.values_list("uid", flat=True)}


def with_choices(
    programme: Programme, chosen: Collection[str], now: datetime.datetime
) -> Programme:
    """The programme with a choice beside each session in parallel; open until one has begun."""
    rivals = rivals_of(programme.sessions)
    sessions = [
        replace(one, choice=Choice(one.uid in chosen, is_open(one, rivals[one.uid], chosen, now)))
        if one.uid in rivals
        else one
        for one in programme.sessions
    ]
    return replace(programme, sessions=sessions)


def is_open(
    session: Session, rivals: Iterable[Session], chosen: Collection[str], now: datetime.datetime
) -> bool:
    """Whether the choice of ``session`` may change: it has not begun, nor has what it replaces."""
    replaced = (other for other in rivals if other.uid in chosen)
    return all(one.starts_at > now for one in (session, *replaced))


def numbers_chosen(workshop: Workshop) -> dict[int, int]:
    """How many with a confirmed seat chose each session, by the row's id."""
    rows = workshop.agenda.values_list("uid", "pk")
    counts = (
        ChosenSession.objects.filter(
            registration__in=Registration.objects.filter(workshop=workshop).approved()
        )
        .values("uid")
        .annotate(n=Count("pk"))
    )
    by_uid = {row["uid"]: row["n"] for row in counts}
    return {pk: by_uid[uid] for uid, pk in rows if uid in by_uid} if by_uid else {}


def _may_be_chosen(session: Session) -> bool:
    return not session.in_all_rooms and session.kind not in SOCIABLE_KINDS
