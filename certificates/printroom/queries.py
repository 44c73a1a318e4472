"""What the print room's pages ask: the last prints, what has changed since, what is under way."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone, translation

from certificates.models import PrintRun
from certificates.printroom.fingerprints import Changes, Prints, compare, fingerprints
from certificates.printroom.registry import Document, permissions_for
from certificates.printroom.state import EventState
from jobs.models import Job
from jobs.queries import Failure, Progress, failures_of, progress_of
from workshops.models import Workshop

_SHOWN_FOR = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Desk:
    """A document on the page, with its last print and what has changed since.

    ``changes`` is None before the first print, and where they can no longer be told: the
    delegation that was chosen may be gone."""

    document: Document
    last: PrintRun | None
    in_words: str
    changes: Changes | None

    @property
    def may_print_changes(self) -> bool:
        return bool(
            self.document.prints_changes
            and self.changes
            and not self.changes.in_frame
            and self.changes.to_print
        )


@dataclass(frozen=True)
class Underway:
    """A print that has no file yet: at work, or failed."""

    run: PrintRun
    job: Job
    progress: Progress
    failures: list[Failure]


def desks(state: EventState, wanted: Iterable[Document]) -> list[Desk]:
    """The page's documents; as many queries for ten thousand people as for one."""
    last = {run.document: run for run in _newest_finished(state.workshop)}
    return [_desk(document, last.get(document.key), state) for document in wanted]


def desk(state: EventState, document: Document) -> Desk:
    last = _newest_finished(state.workshop).filter(document=document.key).first()
    return _desk(document, last, state)


def finished_runs(workshop: Workshop, document: Document) -> QuerySet[PrintRun]:
    """The prints of a document whose file is there, newest first, without what was in them."""
    rows = workshop.print_runs.finished().exclude(file="").filter(document=document.key)
    return rows.select_related("by", "since").defer("material", "entries", "since__entries")


def underway(workshop: Workshop, documents: Iterable[Document]) -> list[Underway]:
    """Today's prints without a file, unless the same document was printed since."""
    later = PrintRun.objects.filter(
        workshop=OuterRef("workshop"),
        document=OuterRef("document"),
        taken_at__gt=OuterRef("taken_at"),
    )
    runs = (
        workshop.print_runs.filter(made_at=None, taken_at__gte=timezone.now() - _SHOWN_FOR)
        .filter(document__in=[document.key for document in documents])
        .filter(~Exists(later) | Q(job__finished_at=None))
        .exclude(job=None)
        .exclude(job__cancelled_at__isnull=False, job__finished_at__isnull=False)
        .defer("material", "entries")
    )
    found = list(runs)
    jobs = Job.objects.filter(pk__in=[run.job_id for run in found]).with_progress()
    by_pk = {job.pk: job for job in jobs}
    return [_underway(run, by_pk[run.job_id]) for run in found if run.job_id in by_pk]


def one_underway(run: PrintRun) -> Underway | None:
    if run.job_id is None:
        return None
    job = Job.objects.filter(pk=run.job_id).with_progress().first()
    return _underway(run, job) if job else None


def _underway(run: PrintRun, job: Job) -> Underway:
    progress = progress_of(job)
    return Underway(run, job, progress, failures_of(job) if progress.failed else [])


def _newest_finished(workshop: Workshop) -> QuerySet[PrintRun]:
    same = PrintRun.objects.filter(workshop=workshop, document=OuterRef("document"))
    newest = same.finished().order_by("-taken_at").values("pk")[:1]
    return (
        workshop.print_runs.annotate(newest=Subquery(newest))
        .filter(pk=F("newest"))
        .select_related("by")
        .defer("material")
    )


def _desk(document: Document, last: PrintRun | None, state: EventState) -> Desk:
    if last and not all(map(state.may_print, permissions_for(document, last.options))):
        last = None  # it holds documents that are none of this reader's
    if last is None:
        return Desk(document, None, "", None)
    form = document.options(last.options, state=state)
    in_words = form.in_words(last.options)
    if document.parts or not form.is_valid():
        return Desk(document, last, in_words, None)
    with translation.override(last.options["language"]):
        frozen = document.freeze(state, last.options)
    now = fingerprints(frozen, salt=last.salt)
    return Desk(document, last, in_words, compare(Prints(last.frame, last.entries), now))
