"""Give certificates to those who have earned them: one at a time, or a workshop as one job."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from certificates.actions.numbering import insert_next
from certificates.designs.queries import design_for
from certificates.designs.wording import printed_texts, worded
from certificates.eligibility import judge
from certificates.holders import Holder, holder_of
from certificates.kinds import kind_of
from certificates.models import Certificate, Kind
from certificates.queries import batch_key, is_print_file_current, waiting_for_issue
from certificates.wording import language_of
from common.rules import RuleBroken
from jobs.actions.enqueue import enqueue
from jobs.models import Job
from participants.actions.holding_person import hold_person
from participants.models import Person, Registration
from workshops.models import Workshop

JOB_KIND = "certificates.issue"
STATUS_KIND = "certificates.status"
PRINT = "print"
SHEET = "sheet-"


class NotEligible(RuleBroken):
    """The kind's rule, an exclusion or a revocation stands against it."""


class CannotPrint(RuleBroken):
    """No shipped font has some of the characters: a sheet with empty boxes is not given out."""


class NothingToIssue(RuleBroken):
    """Everybody who is eligible has a certificate, or nobody is eligible."""


@transaction.atomic
def issue(
    *,
    workshop: Workshop,
    person: Person,
    kind: str,
    by: User | None = None,
    language: str = "",
    now: datetime | None = None,
) -> Certificate:
    """The living certificate of ``person`` and ``kind``, issued now if there is none yet.

    Locks the person, the registration, the design, then the series, takes the next number and
    inserts: all in one transaction, so that no number is lost or given twice and a second call
    changes nothing. What can go wrong is checked before a number is taken. The PDF is made by the
    job.
    Raises NotEligible and CannotPrint.
    """
    now = now or timezone.now()
    holder = locked_holder(workshop, person)
    if living := living_of(holder, kind):
        return living

    given = kind_of(workshop, kind)
    if given is None or not given.is_given:
        raise NotEligible(_("This workshop does not give certificates of this kind."))
    verdict = judge(workshop, [holder], [given])[holder.person.pk, kind]
    if not verdict.is_eligible:
        raise NotEligible(verdict.reason)
    language = language_of(holder, language)
    version = design_for(workshop, kind)
    wording = worded(version, holder, given, verdict, language=language, now=now)
    refuse_unprintable(holder, wording)
    return insert_next(
        holder=holder,
        kind=kind,
        wording=wording,
        language=language,
        version=version,
        by=by,
        now=now,
    )


def issue_one(
    *,
    registration: Registration,
    kind: str = Kind.PARTICIPATION,
    by: User | None = None,
    language: str = "",
    now: datetime | None = None,
) -> Certificate:
    """The same for a participant."""
    return issue(
        workshop=registration.workshop,
        person=registration.person,
        kind=kind,
        by=by,
        language=language,
        now=now,
    )


@transaction.atomic
def start_batch(
    *,
    workshop: Workshop,
    by: User | None = None,
    language: str = "",
    kinds: Collection[str] | None = None,
) -> Job:
    """Ask for certificates for everybody eligible who has none, then one file for the printer.

    Of all kinds that the workshop gives, or of ``kinds``. One job per workshop: a second click
    joins the running one. Numbers follow the kinds, and in each the protocol order.
    Raises NothingToIssue when there is nobody to issue to and the print file is up to date.
    """
    waiting = waiting_for_issue(workshop, kinds=kinds)
    references = [reference_to(person, kind) for person, kind in waiting]
    running = Job.objects.joinable(batch_key(workshop)).first()
    if not references and running:
        return running
    if not references and not workshop_has_living(workshop):
        raise NothingToIssue(_("Nobody is eligible for a certificate yet."))
    if not references and is_print_file_current(workshop):
        raise NothingToIssue(_("Everybody who is eligible has a certificate already."))
    return enqueue(
        kind=JOB_KIND,
        items=[*references, (1, PRINT)],
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
    """A job item's reference to a certificate that is there already."""
    return f"{SHEET}{certificate.pk}"


def reference_to(person: int, kind: str) -> str:
    """A job item's reference to a certificate that is to be issued."""
    return f"{person}:{kind}"


def referred(reference: str) -> tuple[int, str] | None:
    """The person's key and the kind, where ``reference`` is one of ``reference_to``."""
    person, colon, kind = reference.partition(":")
    return (int(person), kind) if colon and person.isdigit() else None


def locked_holder(workshop: Workshop, person: Person) -> Holder:
    """The person as the workshop knows them now, held until the transaction ends.

    Raises NotEligible for somebody who has nothing to do with the workshop."""
    held = hold_person(person.pk)
    rows = Registration.objects.select_for_update(of=("self",))
    list(rows.filter(person=held, workshop=workshop).order_by("pk").values_list("pk"))
    holder = holder_of(workshop, held.pk)
    if holder is None:
        raise NotEligible(_("This person neither takes part nor speaks, nor was named."))
    return holder


def living_of(holder: Holder, kind: str) -> Certificate | None:
    """The valid certificate of this kind that the holder has."""
    living = Certificate.objects.living().of_workshop(holder.workshop)
    return living.filter(person=holder.person, kind=kind).select_related("series").first()


def refuse_unprintable(holder: Holder | None, wording: dict) -> None:
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
            "name": holder.listed_name if holder else _("a blank sheet"),
            "characters": ", ".join(f"“{char}” (U+{ord(char):04X})" for char in missing),
        }
    )


def workshop_has_living(workshop: Workshop) -> bool:
    return Certificate.objects.living().of_workshop(workshop).exists()
