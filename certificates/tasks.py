"""The batch: each item takes a number, then its sheet is printed; a last one makes the print file.

Killed at any point, an item is simply done again: the number is found instead of taken, and a file
that was stored stands.
"""

from collections.abc import Hashable
from dataclasses import replace
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from certificates.actions.blanks import BLANKS_KIND
from certificates.actions.issuing import (
    JOB_KIND,
    PRINT,
    SHEET,
    STATUS_KIND,
    issue,
    referred,
)
from certificates.actions.sending import SEND_KIND, certificates_among, send
from certificates.holders import holders_of
from certificates.kinds import labels_of
from certificates.models import BlankRun, Certificate
from certificates.storing import has_sheet, keep_sheet
from jobs.kinds import handles
from jobs.models import Job, JobItem
from jobs.working import Work
from participants.models import Person
from workshops.models import Workshop
from workshops.permissions import permissions_in


def _title(job: Job) -> str:
    workshop = Workshop.objects.filter(pk=job.params["workshop"]).first()
    return _("Certificates: %(workshop)s") % {"workshop": workshop or ""}


def _status_title(job: Job) -> str:
    return _("List of revoked credentials")


def _result_url(job: Job) -> str:
    workshop = Workshop.objects.filter(pk=job.params["workshop"]).first()
    return reverse("certificates:list", args=[workshop.slug]) if workshop else ""


def _labels(job: Job, references: list[str]) -> dict[str, str]:
    """The person of each item as lists name them, so a protected one by the alias, and the kind."""
    workshop = Workshop.objects.filter(pk=job.params["workshop"]).first()
    pairs = {reference: pair for reference in references if (pair := referred(reference))}
    labels: dict[str, str] = {}
    if workshop and pairs:
        names = {one.person.pk: one.listed_name for one in holders_of(workshop)}
        kinds = labels_of(workshop)
        labels = {
            reference: f"{names.get(person, '?')} · {kinds.get(kind, kind)}"
            for reference, (person, kind) in pairs.items()
        }
    sheets = [reference for reference in references if reference.startswith(SHEET)]
    certificates = Certificate.objects.select_related("series").filter(
        pk__in=[reference.removeprefix(SHEET) for reference in sheets]
    )
    labels |= {f"{SHEET}{one.pk}": one.printed_number for one in certificates}
    return labels | {PRINT: _("Print file")}


def _sending_title(job: Job) -> str:
    workshop = Workshop.objects.filter(pk=job.params["workshop"]).first()
    return _("Sending certificates: %(workshop)s") % {"workshop": workshop or ""}


def _sending_labels(job: Job, references: list[str]) -> dict[str, str]:
    """By number and listed name, so a protected person by the alias."""
    return {
        reference: f"{one.printed_number} · {one.holder_name}"
        for reference, one in certificates_among(references).items()
    }


def _blanks_title(job: Job) -> str:
    workshop = Workshop.objects.filter(pk=job.params["workshop"]).first()
    return _("Blank sheets: %(workshop)s") % {"workshop": workshop or ""}


def _blanks_url(job: Job) -> str:
    workshop = Workshop.objects.filter(pk=job.params["workshop"]).first()
    return reverse("certificates:blanks", args=[workshop.slug]) if workshop else ""


def _permits(job: Job, user: User) -> bool:
    """Whoever may issue today: a failed batch that is tried again issues certificates."""
    workshop = Workshop.objects.filter(pk=job.params["workshop"]).first()
    return workshop is not None and "certificate.issue" in permissions_in(workshop, user)


@handles(
    JOB_KIND,
    title=_title,
    batch_size=20,
    result_url=_result_url,
    labels=_labels,
    permits=_permits,
)
def issue_certificates(items: list[JobItem], work: Work) -> None:
    """Issue and print what ``items`` refer to; those of the last stage make the print file."""
    if items[0].stage:
        for item in items:
            with work.on(item) as result:
                result.update(_make_print_file(item, work))
        return

    to_print: list[tuple[JobItem, Certificate]] = []
    for item in items:
        try:
            certificate = _certificate_of(item, work)
        except SoftTimeLimitExceeded:
            raise
        except Exception as error:
            work.record_error(item, error)
        else:
            if has_sheet(certificate):
                work.record(item, _result_of(certificate))
            else:
                to_print.append((item, certificate))
    _print(to_print, work)


def _certificate_of(item: JobItem, work: Work) -> Certificate:
    if item.reference.startswith(SHEET):
        pk = item.reference.removeprefix(SHEET)
        return Certificate.objects.select_related("series__workshop", "design_version").get(pk=pk)
    if (pair := referred(item.reference)) is None:
        raise ValueError(f"unknown reference {item.reference}")
    person, kind = pair
    return issue(
        workshop=Workshop.objects.get(pk=work.params["workshop"]),
        person=Person(pk=person),
        kind=kind,
        by=work.job.requested_by,
        language=work.params.get("language", ""),
    )


def _print(pairs: list[tuple[JobItem, Certificate]], work: Work) -> None:
    """Sheets of one wording are drawn together; each is sealed and stored as soon as it is."""
    from certificates.rendering import Design, Sheet, render_certificates
    from certificates.sealing.sheets import credential_for, sealed
    from certificates.sheets import design_of, sheet_of

    by_item: dict[Hashable, tuple[JobItem, Certificate]] = {}
    by_design: dict[Design, list[Sheet]] = {}
    for item, certificate in pairs:
        try:
            credential = credential_for(certificate)
        except SoftTimeLimitExceeded:
            raise
        except Exception as error:
            work.record_error(item, error)
            continue
        by_item[item.pk] = item, certificate
        sheet = replace(sheet_of(certificate, credential=credential), key=item.pk)
        by_design.setdefault(design_of(certificate), []).append(sheet)
    for design, sheets in by_design.items():
        sheets.sort(key=lambda sheet: repr(sheet.wording))
        for sheet, content in render_certificates(design, sheets):
            item, certificate = by_item[sheet.key]
            with work.on(item) as result:
                final, key = sealed(certificate, content)
                keep_sheet(
                    certificate,
                    final,
                    writer=item.token,
                    sealed_by=key,
                    credential=sheet.credential,
                )
                result.update(_result_of(certificate))


@handles(STATUS_KIND, title=_status_title)
def publish_status_lists(items: list[JobItem], work: Work) -> None:
    """After a certificate was revoked or replaced: its bit on the public list."""
    from certificates.credentials.statuses import publish

    for item in items:
        with work.on(item):
            publish(int(item.reference))


@handles(
    SEND_KIND,
    title=_sending_title,
    result_url=_result_url,
    labels=_sending_labels,
    permits=_permits,
)
def send_certificates(items: list[JobItem], work: Work) -> None:
    """Write to the holders; each item says which time of sending it is."""
    for item in items:
        with work.on(item):
            pk, _colon, sending = item.reference.partition(":")
            certificate = Certificate.objects.get(pk=pk)
            send(certificate=certificate, sending=int(sending), by=work.job.requested_by)


@handles(
    BLANKS_KIND,
    title=_blanks_title,
    result_url=_blanks_url,
    permits=_permits,
)
def print_blank_sheets(items: list[JobItem], work: Work) -> None:
    """One PDF of each run; made again, it takes the place of the earlier one."""
    from certificates.actions.printing import make_blank_file

    for item in items:
        with work.on(item) as result:
            run = BlankRun.objects.select_related("workshop").get(pk=item.reference)
            result.update(sheets=make_blank_file(run=run, writer=item.token))


def _make_print_file(item: JobItem, work: Work) -> dict[str, Any]:
    from certificates.actions.printing import make_print_file

    workshop = Workshop.objects.get(pk=work.params["workshop"])
    made = make_print_file(workshop=workshop, key=work.job.public_id, writer=item.token)
    return {"sheets": made.sheets if made else 0}


def _result_of(certificate: Certificate) -> dict[str, Any]:
    return {"certificate": certificate.pk, "number": certificate.printed_number}
