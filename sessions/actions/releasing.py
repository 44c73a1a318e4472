"""Releasing the agenda: from now on everybody sees the draft as it stands at this moment."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common.rules import RuleBroken
from jobs.actions.enqueue import enqueue
from sessions import freezing
from sessions.actions.placing import lock_agenda
from sessions.changes import changes_between
from sessions.models import AgendaItem, AgendaVersion
from sessions.programme import latest_version
from sessions.telling import KIND, concerned_by
from workshops.models import Workshop


class NothingToRelease(RuleBroken):
    """The draft says what the last version says."""


class DraftMoved(RuleBroken):
    """Somebody changed the draft after the differences were looked at."""


@transaction.atomic
def release(
    *,
    workshop: Workshop,
    by: User | None,
    note: str = "",
    seen: str = "",
    now: datetime.datetime | None = None,
) -> AgendaVersion:
    """Write the next version of the agenda; a job tells those whom it concerns.

    ``seen`` is the digest of the draft that was looked at, so that nothing goes out unseen. Locks
    the agenda: of two releases at once the second finds nothing to release.
    Raises NothingToRelease and DraftMoved.
    """
    now = now or timezone.now()
    lock_agenda(workshop)
    last = latest_version(workshop)
    draft = freezing.draft_of(workshop)
    before = last.content if last else None
    changes = changes_between(before["sessions"] if before else [], draft)
    if last is None and not draft:
        raise NothingToRelease(_("No session has a time yet, so there is nothing to release."))
    if last is not None and not changes:
        words = _("Nothing has changed since version %(number)d.")
        raise NothingToRelease(words % {"number": last.number})
    if seen and seen != freezing.digest_of(draft):
        raise DraftMoved(
            _(
                "Somebody changed the agenda while you were looking at it. Nothing was released:"
                " look at the changes once more."
            )
        )
    version = AgendaVersion.objects.create(
        workshop=workshop,
        number=last.number + 1 if last else 1,
        released_at=now,
        released_by=by,
        note=note.strip(),
        content=freezing.content_of(draft, before=before, now=now),
        changes=[change.as_json() for change in changes],
    )
    _keep_numbers(version)
    if told := concerned_by(version):
        enqueue(kind=KIND, items=told, params={"version": version.pk}, by=by)
    return version


def _keep_numbers(version: AgendaVersion) -> None:
    """Beside the session, too: it may be cancelled, copied to a draft and released again."""
    for one in version.content["sessions"]:
        AgendaItem.objects.filter(pk=one["item"]).exclude(sequence=one["sequence"]).update(
            sequence=one["sequence"]
        )
