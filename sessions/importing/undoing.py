"""Taking an import back, as long as nobody went on with its sessions."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from common.rules import RuleBroken
from sessions.actions.arranging import TakeBack, arrange
from sessions.actions.placing import StaleSession, lock_agenda
from sessions.models import AgendaImport, Confirmation


@transaction.atomic
def undo(*, run: AgendaImport, by: User) -> int:
    """Delete the sessions that ``run`` added; return how many. The rows can be added again.

    All or none. Sessions that were deleted since are no matter; rooms and speakers that were made
    stay. Raises RuleBroken when a session was changed, moved, answered for or attended."""
    lock_agenda(run.workshop)
    locked = AgendaImport.objects.select_for_update().get(pk=run.pk)
    versions = dict(locked.made.values())
    rows = run.workshop.agenda.filter(pk__in=versions)
    answered = Confirmation.objects.filter(item__in=rows).exclude(state=Confirmation.State.ASKED)
    if first := answered.select_related("item").first():
        raise _refused(first.item.title)
    there = list(rows.order_by("pk").values_list("pk", flat=True))
    try:
        arrange(
            workshop=run.workshop,
            changes=[TakeBack(pk, versions[pk]) for pk in there],
            by=by,
        )
    except StaleSession as stale:
        raise _refused(stale.saved.title if stale.saved else "") from stale
    locked.made = {}
    locked.save(update_fields=["made"])
    return len(there)


def _refused(title: str) -> RuleBroken:
    sentence = _("This cannot be undone: “%(title)s” was changed or answered for since.")
    return RuleBroken(sentence % {"title": title})
