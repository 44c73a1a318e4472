"""Each write to the agenda leaves a line, so that the other organisers' pages can follow it."""

import datetime
from collections.abc import Iterable

from accounts.models import User
from sessions.models import AgendaEdit, AgendaItem
from workshops.models import Workshop


def record(
    *,
    workshop: Workshop,
    action: str,
    items: Iterable[AgendaItem],
    days: Iterable[datetime.date | None],
    by: User | None,
) -> AgendaEdit:
    """Write down that ``by`` did ``action`` to ``items``, and which ``days`` look different now.

    None among the days stands for the unscheduled sessions. The caller holds the workshop's lock.
    """
    touched = list(items)
    return AgendaEdit.objects.create(
        workshop=workshop,
        by=by,
        action=action,
        items=[item.pk for item in touched],
        title=touched[0].title if touched else "",
        days=sorted({day.isoformat() if day else "" for day in days}),
    )
