"""Background work about agendas: telling of a release, and forgetting what has had its time."""

from datetime import timedelta

from celery import shared_task
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from jobs.kinds import handles
from jobs.models import Job, JobItem
from jobs.working import Work
from participants.models import Registration
from sessions.actions.reminding_speakers import remind_speakers_due
from sessions.changes import changes_from
from sessions.emails import write_changes, write_news
from sessions.models import AgendaEdit, AgendaImport, AgendaVersion, Speaker
from sessions.programme import changes_about, names_in
from sessions.speaking import standing_of
from sessions.telling import KIND, SPEAKER
from workshops.permissions import permissions_in
from workshops.states import WorkshopState

#: Tables are kept so long that an import can be looked up and undone.
KEEP_IMPORTS = timedelta(days=30)


@shared_task(name="agenda.forget_imports")
def forget_imports() -> int:
    """Delete imported tables: they name speakers, and after some weeks nobody needs them."""
    old = AgendaImport.objects.filter(
        Q(created_at__lt=timezone.now() - KEEP_IMPORTS) | Q(workshop__state=WorkshopState.ARCHIVED)
    )
    count = old.count()
    old.delete()
    return count


@shared_task(name="agenda.remind_speakers")
def remind_speakers() -> int:
    """Remind speakers of answers and slides, where a workshop wants it; how many."""
    return remind_speakers_due()


@shared_task(name="agenda.forget_edits")
def forget_edits() -> int:
    """Delete edits that nothing needs any more, and say how many.

    An edit tells the other organisers' open pages what to draw anew, which takes minutes, and
    proves whose addition it was, for as long as an undo or the undoing of an import may ask: an
    import that is older than KEEP_IMPORTS cannot be undone. The latest edit of each workshop stays
    for good, so that a page that has slept can tell that something happened meanwhile."""
    later = AgendaEdit.objects.filter(workshop=OuterRef("workshop"), pk__gt=OuterRef("pk"))
    old = AgendaEdit.objects.filter(Exists(later), at__lt=timezone.now() - KEEP_IMPORTS)
    return old.delete()[0]


def _version_of(job: Job) -> AgendaVersion | None:
    rows = AgendaVersion.objects.select_related("workshop__project")
    return rows.filter(pk=job.params["version"]).first()


def _title(job: Job) -> str:
    version = _version_of(job)
    facts = {"number": version.number if version else 0, "workshop": version and version.workshop}
    return _("Telling of version %(number)d of the agenda: %(workshop)s") % facts


def _result_url(job: Job) -> str:
    version = _version_of(job)
    return reverse("agenda:versions", args=[version.workshop.slug]) if version else ""


def _permits(job: Job, user: User) -> bool:
    version = _version_of(job)
    return version is not None and "agenda.release" in permissions_in(version.workshop, user)


@handles(KIND, title=_title, batch_size=20, result_url=_result_url, permits=_permits)
def tell(items: list[JobItem], work: Work) -> None:
    """Queue each message; one that was queued before a crash has its cause and is not written
    again. Whoever is gone meanwhile, or has switched the messages off, gets none."""
    version = _version_of(items[0].job)
    if version is None:
        return
    names = names_in(version.workshop)
    changes = changes_from(version.changes)
    for item in items:
        with work.on(item):
            kind, _colon, key = item.reference.partition(":")
            if kind == SPEAKER:
                for speaker in Speaker.objects.filter(pk=key, workshop=version.workshop_id):
                    speaker.workshop = version.workshop
                    about = changes_about(version, changes, speaker.pk)
                    write_changes(standing_of(speaker), version, about, names)
                continue
            followers = Registration.objects.for_list().exclude(agenda_follower=None)
            for registration in followers.filter(pk=key):
                registration.workshop = version.workshop
                write_news(registration, version, changes, names)
