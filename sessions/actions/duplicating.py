"""A session that resembles another one: a copy to place."""

from django.db import transaction

from accounts.models import User
from sessions.actions.scheduling import Details, Part, schedule
from sessions.models import AgendaItem


@transaction.atomic
def duplicate(*, item: AgendaItem, by: User | None) -> AgendaItem:
    """Copy a session with its people, unscheduled: at the same place it could only clash."""
    details = Details(
        title=item.title,
        kind=item.kind,
        abstract=item.abstract,
        minutes=item.minutes,
        rooms=list(item.rooms.all()),
        in_all_rooms=item.in_all_rooms,
        counts_for_attendance=item.counts_for_attendance,
        language=item.language,
        expected=item.expected,
        translations=item.translations,
    )
    parts = [
        Part(speaker=appearance.speaker, role=appearance.role)
        for appearance in item.appearances.select_related("speaker")
    ]
    return schedule(workshop=item.workshop, details=details, parts=parts, by=by).item
