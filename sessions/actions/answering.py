"""A speaker comes, or does not: for one session or for all."""

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.rules import RuleBroken
from sessions.models import AgendaItem, Confirmation, Speaker
from workshops.states import WorkshopState

_CLOSED = frozenset({WorkshopState.CANCELLED, WorkshopState.ARCHIVED, WorkshopState.COMPLETED})


class AnswerRefused(RuleBroken):
    """The session is not the speaker's, or it is too late."""


@transaction.atomic
def answer(
    *,
    speaker: Speaker,
    items: Sequence[int],
    comes: bool,
    reason: str = "",
    now: datetime.datetime | None = None,
) -> int:
    """Write the speaker's own word about ``items`` (ids of sessions), for the time they have now.

    May be changed until the workshop is over. Raises AnswerRefused for a session in which the
    speaker has no part (any more), and for a refusal without a reason."""
    now = now or timezone.now()
    if speaker.workshop.state in _CLOSED:
        raise AnswerRefused(_("The workshop is over. Write to the organisers."))
    reason = reason.strip()
    if not comes and not reason:
        raise AnswerRefused(_("Say why, so that somebody else can be found."), field="reason")
    list(Speaker.objects.select_for_update(no_key=True).filter(pk=speaker.pk).values("pk"))
    mine = AgendaItem.objects.filter(appearances__speaker=speaker).distinct()
    found = list(mine.filter(pk__in=items))
    if not found or len(found) < len(set(items)):
        raise AnswerRefused(_("The agenda has changed: look at your sessions once more."))
    state = Confirmation.State.CONFIRMED if comes else Confirmation.State.DECLINED
    for item in found:
        Confirmation.objects.update_or_create(
            item=item,
            speaker=speaker,
            defaults={
                "state": state,
                "reason": "" if comes else reason,
                "day": item.day,
                "start_minute": item.start_minute,
                "answered_at": now,
            },
        )
    return len(found)
