"""The print room's background work: pieces of documents, then their binding; old files go."""

from celery import shared_task
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from certificates.actions.printing_documents import BIND, JOB_KIND
from certificates.actions.printing_documents import forget_prints as forget
from certificates.models import PrintRun
from certificates.printroom.registry import document_named
from jobs.kinds import handles
from jobs.models import Job, JobItem
from jobs.working import Work
from workshops.permissions import permissions_in


def _run(job: Job) -> PrintRun | None:
    rows = PrintRun.objects.select_related("workshop").defer("material", "entries")
    return rows.filter(pk=job.params["run"]).first()


def _title(job: Job) -> str:
    run = _run(job)
    return f"{document_named(run.document).title}: {run.workshop}" if run else _("Print room")


def _result_url(job: Job) -> str:
    run = _run(job)
    return (
        reverse("certificates:print_document", args=[run.workshop.slug, run.document])
        if run
        else ""
    )


def _labels(job: Job, references: list[str]) -> dict[str, str]:
    labels = {
        reference: _("Part %(number)s") % {"number": ".".join(_counted(reference))}
        for reference in references
        if reference != BIND
    }
    return labels | {BIND: _("Putting all together")}


def _counted(reference: str) -> list[str]:
    return [str(int(number) + 1) for number in reference.split("-")]


def _permits(job: Job, user: User) -> bool:
    run = _run(job)
    return run is not None and document_named(run.document).permission in permissions_in(
        run.workshop, user
    )


@handles(JOB_KIND, title=_title, result_url=_result_url, labels=_labels, permits=_permits)
def print_run(items: list[JobItem], work: Work) -> None:
    from certificates.printroom.binding import bind_run, print_piece

    run = PrintRun.objects.select_related("workshop").get(pk=work.params["run"])
    for item in items:
        with work.on(item):
            if item.reference == BIND:
                bind_run(run, writer=item.token)
            else:
                print_piece(run, item.reference, writer=item.token)


@shared_task(name="certificates.forget_prints")
def forget_prints() -> int:
    """Once a day: files of the print room hold names, and nobody needs them after some weeks."""
    return forget()
