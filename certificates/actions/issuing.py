"""Give certificates to those who have earned them: one at a time, or a workshop as one job."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from certificates.actions.numbering import insert_next
from certificates.designs.queries import design_for
from certificates.designs.wording import in_design, printed_texts
from certificates.eligibility import judge
from certificates.models import Certificate
from certificates.queries import batch_key, is_print_file_current, waiting_for_issue
from certificates.wording import language_of, wording_of
from common.rules import RuleBroken
from jobs.actions.enqueue import enqueue
from jobs.models import Job
from participants.models import Registration
from workshops.models import Workshop

JOB_KIND = "certificates.issue"
STATUS_KIND = "certificates.status"
PRINT = "print"
SHEET = "sheet-"


class NotEligible(RuleBroken):
    """The rule of attendance, an exclusion or a revocation stands against it."""


class CannotPrint(RuleBroken):
    """No shipped font has some of the characters: a sheet with empty boxes is not given out."""


class NothingToIssue(RuleBroken):
    """Everybody who is eligible has a certificate, or nobody is eligible."""


@transaction.atomic
def issue_one(
    *,
    registration: Registration,
    by: User | None = None,
    language: str = "",
    now: datetime | None = None,
) -> Certificate:
    """The living certificate of ``registration``, issued now if there is none yet.

    Locks the registration, then the design, then the series, takes the next number and inserts:
    all in one transaction, so that no number is lost or given twice and a second call changes
    nothing. What can go wrong is checked before a number is taken. The PDF is made by the job.
    Raises NotEligible and CannotPrint.
    """
    now = now or timezone.now()
    locked = locked_registration(registration)
    living = locked.certificates.living().select_related("series").first()
    if living:
        return living

    verdict = judge(locked.workshop, [locked])[locked.pk]
    if not verdict.is_eligible:
        raise NotEligible(verdict.reason)
    language = language_of(locked, language)
    version = design_for(locked.workshop, Certificate.Kind.PARTICIPATION)
    wording = in_design(
        version,
        locked,
        lambda code: wording_of(locked, language=code, now=now),
        language=language,
        now=now,
    )
    refuse_unprintable(locked, wording)
    return insert_next(
        registration=locked,
        wording=wording,
        language=language,
        version=version,
        by=by,
        now=now,
    )


@transaction.atomic
def start_batch(*, workshop: Workshop, by: User | None = None, language: str = "") -> Job:
    """Ask for certificates for everybody eligible who has none, then one file for the printer.

    One job per workshop: a second click joins the running one. Numbers follow the protocol order.
    Raises NothingToIssue when there is nobody to issue to and the print file is up to date.
    """
    pks = [registration.pk for registration in waiting_for_issue(workshop)]
    running = Job.objects.joinable(batch_key(workshop)).first()
    if not pks and running:
        return running
    if not pks and not workshop_has_living(workshop):
        raise NothingToIssue(_("Nobody is eligible for a certificate yet."))
    if not pks and is_print_file_current(workshop):
        raise NothingToIssue(_("Everybody who is eligible has a certificate already."))
    return enqueue(
        kind=JOB_KIND,
        items=[*pks, (1, PRINT)],
        params={"workshop": workshop.pk, "language": language},
        by=by,
        dedupe_key=batch_key(workshop),
    )


def ask_for_sheets(
    *, workshop: Workshop, certificates: list[Certificate], by: User | None = None
) -> Job:
    """Ask for the PDFs of ``certificates``, written outside of a batch, and a new print file."""
    return enqueue(
        kind=JOB_KIND,
        items=[*(sheet_reference(certificate) for certificate in certificates), (1, PRINT)],
        params={"workshop": workshop.pk, "language": ""},
        by=by,
        dedupe_key=batch_key(workshop),
    )


def ask_for_status(certificate: Certificate) -> None:
    """Ask for the public list on which the credential of ``certificate`` has its bit.

    Call it after the change is written: whoever gives the certificate its bit has either done so,
    or sees that it is not valid any more. A job of its own each time, since a running one may have
    read the list before this change.
    """
    numbers = Certificate.objects.filter(pk=certificate.pk).values_list("status_list", flat=True)
    if number := numbers.get():
        enqueue(kind=STATUS_KIND, items=[number])


def sheet_reference(certificate: Certificate) -> str:
    """A job item's reference to a certificate; plain digits refer to a registration."""
    return f"{SHEET}{certificate.pk}"


def locked_registration(registration: Registration) -> Registration:
    """The registration as it is now, held until the transaction ends."""
    return (
        Registration.objects.select_for_update(of=("self",))
        .select_related("workshop", "person", "delegation")
        .get(pk=registration.pk)
    )


def refuse_unprintable(registration: Registration, wording: dict) -> None:
    """Raise CannotPrint, naming the person and the characters, when the sheet has any."""
    from certificates.rendering import missing_glyphs  # loads fonts: not for web processes

    missing = missing_glyphs(printed_texts(wording))
    if not missing:
        return
    raise CannotPrint(
        ngettext(
            "No font here has the character %(characters)s of the certificate for %(name)s."
            " Correct the name or the texts of the workshop, then issue again.",
            "No font here has the characters %(characters)s of the certificate for %(name)s."
            " Correct the name or the texts of the workshop, then issue again.",
            len(missing),
        )
        % {
            "name": registration.listed_name,
            "characters": ", ".join(f"“{char}” (U+{ord(char):04X})" for char in missing),
        }
    )


def workshop_has_living(workshop: Workshop) -> bool:
    return Certificate.objects.living().filter(series__workshop=workshop).exists()
