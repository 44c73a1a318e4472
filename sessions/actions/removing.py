"""Taking a session off the agenda for good."""

from django.db import transaction
from django.utils.translation import ngettext

from accounts.models import User
from common.rules import RuleBroken
from sessions.actions.placing import StaleSession, lock_agenda
from sessions.actions.recording import record
from sessions.models import AgendaEdit, AgendaItem


@transaction.atomic
def remove(*, item: AgendaItem, by: User | None, version: int | None = None) -> None:
    """Delete a session. Its speakers stay on the list of speakers.

    Raises StaleSession when somebody changed it since ``version``, and RuleBroken when attendance
    was taken at it: a certificate may rest on that.
    """
    lock_agenda(item.workshop)
    current = AgendaItem.objects.select_for_update(no_key=True).filter(pk=item.pk).first()
    if current is None:
        return
    if version is not None and current.version != version:
        raise StaleSession(current)
    if marks := current.attendance.count():
        words = ngettext(
            "Attendance was taken at this session (%(count)d mark), so it cannot be deleted.",
            "Attendance was taken at this session (%(count)d marks), so it cannot be deleted.",
            marks,
        )
        raise RuleBroken(words % {"count": marks})
    record(
        workshop=item.workshop,
        action=AgendaEdit.Action.REMOVED,
        items=[current],
        days=[current.day],
        by=by,
    )
    current.delete()
