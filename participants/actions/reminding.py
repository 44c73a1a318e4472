"""Reminding delegations of what is still missing."""

import datetime

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from participants.actions.inviting import refuse_letters
from participants.emails import known_language, write_to_focal_point
from participants.links import prolong_link
from participants.models import Delegation, FocalPoint
from participants.queries import delegations_with_seats
from participants.rules import MoveRefused
from participants.standing import wanted_of


@transaction.atomic
def remind_delegation(
    *, delegation: Delegation, by: User, now: datetime.datetime | None = None
) -> int:
    """Queue a reminder to every focal point, in that person's language; once a day at most.

    Returns the number of reminders queued. Raises MoveRefused for a delegation that was never
    invited or has given everything, and when the workshop takes nobody."""
    now = now or timezone.now()
    refuse_letters(delegation)
    row = delegations_with_seats(delegation.workshop).get(pk=delegation.pk)
    if not row.invited_at:
        raise MoveRefused(_("%(delegation)s has not been invited yet.") % {"delegation": row})
    if not wanted_of(row):
        raise MoveRefused(_("Nothing is missing from %(delegation)s.") % {"delegation": row})
    queued = sum(_remind(each, row, now) for each in row.focal_points.all())
    if queued:
        Delegation.objects.filter(pk=row.pk).update(contacted_at=now)
    return queued


def missing_in_words(row: Delegation, focal_point: FocalPoint) -> str:
    """What a reminder asks for, in the focal point's language. Needs a row of the board."""
    with translation.override(known_language(focal_point.language)):
        return ", ".join(wanted_of(row))


def reminder_cause(focal_point: FocalPoint, day: datetime.date) -> str:
    """One reminder a day and focal point; ``day`` is the date at the workshop's place."""
    return f"delegation-reminder:{focal_point.pk}:{day:%Y%m%d}"


def _remind(focal_point: FocalPoint, row: Delegation, now: datetime.datetime) -> bool:
    focal_point.delegation = row
    prolong_link(focal_point, now=now)
    message = write_to_focal_point(
        focal_point,
        cause=reminder_cause(focal_point, now.astimezone(row.workshop.zone).date()),
        kind="delegation-reminder",
        missing=missing_in_words(row, focal_point),
    )
    return message is not None
