"""Living with a warning, for a reason that is kept."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from common.rules import RuleBroken
from sessions.actions.placing import lock_agenda
from sessions.actions.recording import record
from sessions.clashes import agenda_clashes
from sessions.models import AcceptedClash, AgendaEdit
from workshops.models import Workshop


@transaction.atomic
def accept(*, workshop: Workshop, mark: str, note: str, by: User | None) -> AcceptedClash:
    """Accept the warning that ``mark`` names, until one of its sessions changes in what matters.

    Raises RuleBroken without a note, for a warning that is not there any more, and for a clash
    that is no warning: two sessions in one room cannot be accepted away.
    """
    if not note:
        raise RuleBroken(_("Say in a few words why this is all right."), field="note")
    lock_agenda(workshop)
    if (existing := workshop.accepted_clashes.filter(mark=mark).first()) is not None:
        return existing
    _record(workshop, mark, by)
    return AcceptedClash.objects.create(workshop=workshop, mark=mark, note=note, by=by)


@transaction.atomic
def take_back(*, workshop: Workshop, mark: str, by: User | None) -> None:
    """Show the warning as open again."""
    lock_agenda(workshop)
    if workshop.accepted_clashes.filter(mark=mark).delete()[0]:
        _record(workshop, mark, by, must_exist=False)


def _record(workshop: Workshop, mark: str, by: User | None, *, must_exist: bool = True) -> None:
    keys = [
        key
        for key, clashes in agenda_clashes(workshop, user=by).items()
        if any(clash.mark == mark and not clash.is_hard for clash in clashes)
    ]
    if must_exist and not keys:
        raise RuleBroken(_("This warning is gone: the agenda has changed meanwhile."))
    items = list(workshop.agenda.filter(pk__in=keys))
    record(
        workshop=workshop,
        action=AgendaEdit.Action.ACCEPTED,
        items=items,
        days={item.day for item in items},
        by=by,
    )
