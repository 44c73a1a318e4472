"""The agenda as plain facts that can be kept for good: what a version's ``content`` holds.

    {"schema": 1, "sessions": [session, …], "cancelled": [session, …]}

A session is a dict: ``uid``, ``item`` (its row's id), ``title``, ``kind``, ``abstract``,
``translations`` of title and abstract and ``language``, in which it is held (both missing in
versions older than they are), ``day`` ("2019-12-12"), ``start`` and ``minutes`` on the workshop's
wall clock, ``in_all_rooms``, ``rooms`` (``id`` and ``name``), ``people`` (``speaker``, the id of an
entry in the list of speakers, and ``role``; no names), ``counts`` for attendance; and for calendars
``sequence`` and ``changed_at``.
``cancelled`` are those that an earlier version had and this one has not: a calendar that was
subscribed must go on hearing of them.
"""

import datetime
import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch

from sessions.models import AgendaItem, Appearance
from workshops.models import Workshop

SCHEMA = 1

Session = dict[str, Any]

#: What readers of an agenda see of a session; a change of anything else is none of theirs.
FACTS = (
    "title",
    "kind",
    "abstract",
    "translations",
    "day",
    "start",
    "minutes",
    "in_all_rooms",
    "rooms",
    "people",
    "language",
)


def draft_of(workshop: Workshop) -> list[Session]:
    """The scheduled sessions as they stand now, in three queries."""
    items = (
        workshop.agenda.scheduled()
        .in_order()
        .prefetch_related(
            "rooms", Prefetch("appearances", Appearance.objects.order_by("position", "pk"))
        )
    )
    return [_session(item) for item in items]


def content_of(
    draft: Iterable[Session], *, before: dict[str, Any] | None, now: datetime.datetime
) -> dict[str, Any]:
    """The content of a new version, with the calendar's numbers raised where it changed.

    ``before`` is the content of the version that it replaces. A session that was cancelled and
    comes back goes on counting, since calendars compare SEQUENCE (RFC 5545, 3.8.7.4).
    """
    earlier = {one["uid"]: one for one in (before or {}).get("sessions", [])}
    gone = {one["uid"]: one for one in (before or {}).get("cancelled", [])}
    stamp = now.isoformat()
    sessions = []
    for one in draft:
        known = earlier.pop(one["uid"], None)
        cancelled = gone.pop(one["uid"], None)
        if known is not None and not differs(known, one):
            numbers = {"sequence": known["sequence"], "changed_at": known["changed_at"]}
        else:
            last = known or cancelled
            least = last["sequence"] + 1 if last else 0
            numbers = {"sequence": max(least, one["sequence"]), "changed_at": stamp}
        sessions.append({**one, **numbers})
    for one in earlier.values():
        gone[one["uid"]] = {**one, "sequence": one["sequence"] + 1, "changed_at": stamp}
    return {"schema": SCHEMA, "sessions": sessions, "cancelled": list(gone.values())}


def differs(one: Session, other: Session) -> bool:
    return any(fact_of(one, name) != fact_of(other, name) for name in FACTS)


def fact_of(session: Session, name: str) -> Any:
    """A fact as it is compared: rooms by name, so that a room made anew is no change."""
    if name == "translations":
        return session.get(name) or {}
    if name == "language":
        return session.get(name, "")
    value = session[name]
    return [room["name"] for room in value] if name == "rooms" else value


def digest_of(draft: Iterable[Session]) -> str:
    """A short sign of what the draft says, to notice that it is not what somebody looked at."""
    said = [[one["uid"], *(fact_of(one, name) for name in FACTS)] for one in draft]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:32]


def _session(item: AgendaItem) -> Session:
    return {
        "uid": str(item.uid),
        "item": item.pk,
        "title": item.title,
        "kind": item.kind,
        "abstract": item.abstract,
        "translations": item.translations,
        "language": item.language,
        "day": item.day and item.day.isoformat(),
        "start": item.start_minute,
        "minutes": item.minutes,
        "in_all_rooms": item.in_all_rooms,
        "rooms": [{"id": room.pk, "name": room.name} for room in item.rooms.all()],
        "people": [
            {"speaker": part.speaker_id, "role": part.role} for part in item.appearances.all()
        ],
        "counts": item.counts_for_attendance,
        "sequence": item.sequence,
        "changed_at": item.updated_at.isoformat(),
    }
