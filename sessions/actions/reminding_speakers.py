"""Reminding speakers by itself, where a workshop wants it, of their answer and of their slides."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from common.rules import RuleBroken
from mail.models import Message
from sessions.actions.inviting_speakers import locked_speaker, send_reminder
from sessions.emails import reminder_cause
from sessions.speaking import Answer, Part, Standing, standing_of, standings_of
from workshops.models import Workshop
from workshops.states import WorkshopState

# What a speaker is reminded of, once each; they are part of the message's cause.
_ANSWER = "answer"
_SLIDES = "slides"


def remind_speakers_due(*, now: datetime.datetime | None = None) -> int:
    """Remind each whose session is so near that the workshop wants it; how many were reminded.

    First of the answer, and of the slides only once all sessions are answered. Nobody is reminded
    twice of the same by this, nor on a day on which a letter went out already."""
    now = now or timezone.now()
    workshops = Workshop.objects.exclude(reminds_speakers_before=None).filter(
        state__in=[WorkshopState.PUBLISHED, WorkshopState.CLOSED]
    )
    return sum(_remind_all(workshop, now) for workshop in workshops.select_related("project"))


def _remind_all(workshop: Workshop, now: datetime.datetime) -> int:
    due = {}
    for standing in standings_of(workshop):
        if of := _due(standing, now):
            due[reminder_cause(standing, of)] = standing
    if not due:
        return 0
    sent = Message.objects.filter(workshop=workshop, cause__in=due)
    for cause in sent.values_list("cause", flat=True):
        del due[cause]
    return sum(_remind(standing, now) for standing in due.values())


@transaction.atomic
def _remind(standing: Standing, now: datetime.datetime) -> bool:
    """Look again under the lock: the answer may have come meanwhile."""
    try:
        fresh = standing_of(locked_speaker(standing.speaker))
    except RuleBroken:  # the workshop was called off, or the address is gone
        return False
    of = _due(fresh, now)
    return bool(of) and send_reminder(fresh, occasion=of, now=now)


def _due(standing: Standing, now: datetime.datetime) -> str:
    """What to remind of today; empty where of nothing."""
    speaker = standing.speaker
    workshop = speaker.workshop
    today = now.astimezone(workshop.zone).date()
    last = speaker.contacted_at and speaker.contacted_at.astimezone(workshop.zone).date()
    if not standing.may_be_reminded or last == today:
        return ""
    if standing.awaited:
        of, parts = _ANSWER, standing.awaited
    elif standing.brings_slides and not standing.slides:
        of = _SLIDES
        parts = [p for p in standing.parts if p.brings_slides and p.answer == Answer.CONFIRMED]
    else:
        return ""
    before = workshop.reminds_speakers_before or 0
    return of if any(0 < days <= before for days in _days_until(parts, workshop, today)) else ""


def _days_until(parts: Iterable[Part], workshop: Workshop, today: datetime.date) -> list[int]:
    """A session without a place may be on the first day."""
    return [((part.item.day or workshop.starts_on) - today).days for part in parts]
