"""The only writer of Workshop.state."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common.rules import RuleBroken
from workshops.models import Workshop, WorkshopStateChange
from workshops.queries import missing_for_publication
from workshops.states import WorkshopState, may_move


class MoveRefused(RuleBroken):
    """The table has no such move, or something is missing for it."""


@transaction.atomic
def change_state(
    *, workshop: Workshop, to: str, by: User, reason: str = "", now: datetime | None = None
) -> Workshop:
    """Move the workshop to ``to`` and record who did it, when and why.

    Locks the row, so that two people pressing at once make one move. Publishing demands what
    ``missing_for_publication`` names; cancelling demands a reason. Raises MoveRefused.
    """
    locked = Workshop.objects.select_for_update().get(pk=workshop.pk)
    if to not in WorkshopState.values or not may_move(locked.state, to):
        raise MoveRefused(
            _("A workshop that is “%(state)s” cannot be made “%(to)s”.")
            % {
                "state": locked.get_state_display(),
                "to": WorkshopState(to).label if to in WorkshopState.values else to,
            }
        )
    reason = reason.strip()
    if to == WorkshopState.CANCELLED and not reason:
        raise MoveRefused(_("Say why the workshop is cancelled: people will ask."), field="reason")
    if to == WorkshopState.PUBLISHED and (missing := missing_for_publication(locked)):
        raise MoveRefused(" ".join([_("The workshop cannot be published yet."), *missing]))

    WorkshopStateChange.objects.create(
        workshop=locked,
        from_state=locked.state,
        to_state=to,
        by=by,
        reason=reason,
        at=now or timezone.now(),
    )
    locked.state = to
    locked.save(update_fields=["state"])
    workshop.state = to
    return locked
