"""What the agenda's pages and documents ask the database, already joined."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch

from sessions.models import AgendaItem, Appearance, Speaker
from sessions.models.agenda import AgendaItemQuerySet
from workshops.models import Workshop


@dataclass(frozen=True, slots=True)
class Day:
    """One day of an agenda with its sessions in order."""

    date: datetime.date
    items: list[AgendaItem]


def agenda_of(workshop: Workshop) -> AgendaItemQuerySet:
    """Every session with rooms and people, for staff; protected people go by their alias."""
    return joined_with_people(workshop.agenda.all(), Appearance.objects.all())


def days_of(items: Iterable[AgendaItem]) -> list[Day]:
    """The scheduled ones of ``items`` by day, in order; days without a session are left out."""
    days: dict[datetime.date, list[AgendaItem]] = {}
    for item in items:
        if item.day is not None and item.start_minute is not None:
            days.setdefault(item.day, []).append(item)
    return [
        Day(date, sorted(days[date], key=lambda item: (item.start_minute, -item.minutes, item.pk)))
        for date in sorted(days)
    ]


def unscheduled(items: Iterable[AgendaItem]) -> list[AgendaItem]:
    return [item for item in items if not item.is_scheduled]


def joined_with_people(items: AgendaItemQuerySet, parts) -> AgendaItemQuerySet:
    speakers = Speaker.objects.with_names()
    ordered = parts.order_by("position", "pk")
    return items.in_order().prefetch_related(
        "rooms",
        Prefetch("appearances", ordered.prefetch_related(Prefetch("speaker", speakers))),
    )
