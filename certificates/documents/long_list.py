"""The list of participants when it is too long for a page to wait for: a job with a download.

Whom it lists, and in what order, is settled when it is asked for; the parts are printed one after
the other, since each begins with the page after the last, and merged. The file holds names: it goes
after a day, and is not handed out once somebody in it was protected or left the list.
"""

import datetime
import time
from contextlib import suppress
from pathlib import Path

import pikepdf
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from accounts.models import User
from certificates.documents.participants import list_rows, part_pdf
from certificates.storing import write_whole
from jobs.actions.enqueue import enqueue
from jobs.models import Job
from participants.models import Registration
from participants.sorting import InProtocolOrder
from workshops.models import Workshop

KIND = "certificates.long_list"
WHOLE = "whole"
PER_PART = 300
KEPT = datetime.timedelta(days=1)
_FOLDER = "lists"


def start_long_list(*, workshop: Workshop, language: str, for_circulation: bool, by: User) -> Job:
    """Start the job that prints the list, or join the one that is under way for it."""
    people = InProtocolOrder(
        list_rows(workshop, for_circulation=for_circulation),
        delegations=workshop.delegations.all(),
        language=language,
    ).keys()
    parts = [people[at : at + PER_PART] for at in range(0, len(people), PER_PART)]
    return enqueue(
        kind=KIND,
        items=[*((n, n) for n in range(len(parts))), (len(parts), WHOLE)],
        params={
            "workshop": workshop.pk,
            "language": language,
            "for_circulation": for_circulation,
            "parts": parts,
            "protected": _protected(people),
        },
        by=by,
        dedupe_key=f"{KIND}:{workshop.pk}:{language}:{for_circulation}",
    )


def make_part(job: Job, number: int, *, writer: str) -> int:
    """Print the part ``number``; how many pages it has. The parts before it are there."""
    parts = job.params["parts"]
    pdf = part_pdf(
        Workshop.objects.get(pk=job.params["workshop"]),
        parts[number],
        language=job.params["language"],
        for_circulation=job.params["for_circulation"],
        count=sum(map(len, parts)),
        first_page=1 + sum(_pages(_part(job, before)) for before in range(number)),
    )
    write_whole(_part(job, number), lambda path: path.write_bytes(pdf), writer=writer)
    return _pages(_part(job, number))


def make_whole(job: Job, *, writer: str) -> int:
    """Merge the parts into the file to download, and let them go; how many pages it has."""
    from certificates.rendering import merge

    names = [_part(job, number) for number in range(len(job.params["parts"]))]
    if not default_storage.exists(_whole(job)):
        paths = [default_storage.path(name) for name in names]
        write_whole(_whole(job), lambda path: merge(paths, path), writer=writer)
    for name in names:
        default_storage.delete(name)
    return _pages(_whole(job))


def file_of(job: Job) -> str:
    """The name of the finished file in the private store; empty once it is gone or out of date."""
    name = _whole(job)
    if not default_storage.exists(name):
        return ""
    listed = [pk for part in job.params["parts"] for pk in part]
    workshop = Workshop.objects.get(pk=job.params["workshop"])
    rows = list_rows(workshop, for_circulation=job.params["for_circulation"])
    if set(listed) != set(rows.values_list("pk", flat=True)):
        return ""
    return name if _protected(listed) == job.params["protected"] else ""


def forget_long_lists() -> int:
    """Delete files older than a day; how many."""
    folder = Path(default_storage.path(_FOLDER))
    before = time.time() - KEPT.total_seconds()
    gone = 0
    for path in folder.glob("*.pdf") if folder.is_dir() else ():
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < before:
                path.unlink()
                gone += 1
    return gone


def title_of(job: Job) -> str:
    workshop = Workshop.objects.filter(pk=job.params["workshop"]).first()
    return _("List of participants (PDF): %(workshop)s") % {"workshop": workshop or ""}


def labels_of(job: Job, references: list[str]) -> dict[str, str]:
    return {
        each: _("The whole list") if each == WHOLE else _("Part %(n)d") % {"n": int(each) + 1}
        for each in references
    }


def download_name(job: Job, workshop: Workshop) -> str:
    kind = "" if job.params["for_circulation"] else "-internal"
    return f"participants-{workshop.slug}-{job.params['language']}{kind}.pdf"


def _protected(pks: list[int]) -> list[int]:
    found = Registration.objects.filter(pk__in=pks, is_protected=True)
    return sorted(found.values_list("pk", flat=True))


def _part(job: Job, number: int) -> str:
    return f"{_FOLDER}/{job.public_id}-{number}.pdf"


def _whole(job: Job) -> str:
    return f"{_FOLDER}/{job.public_id}.pdf"


def _pages(name: str) -> int:
    with pikepdf.open(default_storage.path(name)) as pdf:
        return len(pdf.pages)
