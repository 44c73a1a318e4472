"""Asking speakers whether they come, and reminding them of what has not arrived."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common.rules import RuleBroken
from participants.links import new_link, prolong_link
from sessions.emails import write_invitation, write_reminder
from sessions.models import Confirmation, Speaker
from sessions.speaking import Answer, Standing, standing_of
from workshops.states import WorkshopState

_NO_LETTERS = frozenset({WorkshopState.CANCELLED, WorkshopState.ARCHIVED})


class LetterRefused(RuleBroken):
    """There is nobody to write to, or nothing to write about."""


@transaction.atomic
def invite_speaker(
    *, speaker: Speaker, by: User | None, now: datetime.datetime | None = None
) -> None:
    """Ask about each session that was not asked about yet, in one message with the personal link.

    Locks the speaker: of two clicks the second finds nothing left to ask. Raises LetterRefused.
    """
    now = now or timezone.now()
    speaker = locked_speaker(speaker)
    standing = standing_of(speaker)
    new = [part.item for part in standing.parts if part.answer == Answer.UNASKED]
    if not new:
        words = _("%(name)s has been asked about every session already.")
        raise LetterRefused(words % {"name": standing.speaker.listed_name})
    asked = Confirmation.objects.bulk_create(
        Confirmation(
            item=item, speaker=speaker, day=item.day, start_minute=item.start_minute, asked_at=now
        )
        for item in new
    )
    prolong_link(speaker, now=now)
    write_invitation(standing, asked=max(one.pk for one in asked))
    Speaker.objects.filter(pk=speaker.pk).update(contacted_at=now)


@transaction.atomic
def remind_speaker(
    *, speaker: Speaker, by: User | None, now: datetime.datetime | None = None
) -> bool:
    """Write what is missing, once a day at most; False when today's reminder has gone already.

    Raises LetterRefused for somebody who was never asked, or of whom nothing is missing."""
    now = now or timezone.now()
    speaker = locked_speaker(speaker)
    standing = standing_of(speaker)
    name = standing.speaker.listed_name
    if not standing.was_asked:
        raise LetterRefused(_("%(name)s has not been invited yet.") % {"name": name})
    if not standing.missing():
        raise LetterRefused(_("Nothing is missing from %(name)s.") % {"name": name})
    today = now.astimezone(speaker.workshop.zone).date()
    return send_reminder(standing, occasion=f"{today:%Y%m%d}", now=now)


@transaction.atomic
def replace_link(*, speaker: Speaker, by: User | None) -> None:
    """End every link that was sent before; the next message brings the new one."""
    new_link(locked_speaker(speaker))


def send_reminder(standing: Standing, *, occasion: str, now: datetime.datetime) -> bool:
    """Queue the reminder to a locked speaker; False when one for this occasion went already."""
    speaker = standing.speaker
    prolong_link(speaker, now=now)
    if write_reminder(standing, occasion=occasion) is None:
        return False
    Speaker.objects.filter(pk=speaker.pk).update(contacted_at=now, reminded_at=now)
    return True


def locked_speaker(speaker: Speaker) -> Speaker:
    """Raises LetterRefused where nobody can be written to."""
    found = (
        Speaker.objects.select_for_update(of=("self",), no_key=True)
        .select_related("workshop__project", "person")
        .get(pk=speaker.pk)
    )
    if found.workshop.state in _NO_LETTERS:
        raise LetterRefused(_("This workshop takes nobody any more."))
    if not found.person.email:
        words = _("There is no e-mail address of %(name)s.")
        raise LetterRefused(words % {"name": found.listed_name})
    return found
