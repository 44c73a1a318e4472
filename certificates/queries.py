"""What pages, jobs and the command line ask about certificates."""

from collections.abc import Collection
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from cryptography import x509
from django.core.files.storage import default_storage
from django.db.models import Q, QuerySet

from accounts.models import User
from certificates.eligibility import Verdict, judge
from certificates.holders import Holder, holders_of
from certificates.kinds import all_kinds_of, kinds_of
from certificates.models import (
    Certificate,
    GivenKind,
    KeptDifference,
    PrintFile,
    PublicKey,
)
from certificates.models.certificate import CertificateQuerySet
from certificates.states import CertificateState
from certificates.storing import has_sheet
from jobs.models import Job
from jobs.queries import Failure, Progress, failures_of, progress_of
from workshops.models import Workshop


@dataclass(frozen=True)
class Cell:
    """One person and one kind: the verdict, and what has been issued so far."""

    kind: GivenKind
    verdict: Verdict
    certificates: list[Certificate]  # newest first
    # Somebody has looked at it and decided that this person stays without.
    stays_without: KeptDifference | None = None

    @property
    def living(self) -> Certificate | None:
        return next((one for one in self.certificates if one.state == CertificateState.VALID), None)

    @property
    def waits(self) -> bool:
        """Eligible, and nothing issued yet."""
        return self.verdict.is_eligible and self.living is None and self.stays_without is None

    @property
    def mark_of_waiting(self) -> str:
        """By which ``stays_without`` is known: another one when what the rule sees changes."""
        return self.verdict.mark("earned")

    @property
    def is_shown(self) -> bool:
        """Whether the kind is for this person at all."""
        return self.verdict.concerns or bool(self.certificates)


@dataclass(frozen=True)
class Row:
    """One line of the list: a person, and the kinds that concern this person."""

    holder: Holder
    cells: list[Cell]

    @property
    def certificates(self) -> list[Certificate]:
        return [one for cell in self.cells for one in cell.certificates]


def certified_count(workshop: Workshop) -> int:
    """How many people hold a valid certificate of ``workshop``."""
    living = Certificate.objects.living().of_workshop(workshop)
    return living.values("person").distinct().count()


def rows_of(
    workshop: Workshop,
    *,
    person: int | None = None,
    language: str = "",
    with_all_kinds: bool = False,
) -> list[Row]:
    """Everybody who may hold a certificate, in protocol order; ``person``: only that one.

    The kinds are those given here, and those of which somebody has a certificate; of these only
    what concerns the person, or all of them. The same number of queries for any number of people.
    """
    holders = holders_of(workshop, person=person, language=language)
    issued = _issued(workshop, person)
    of_old = {key for _person, key in issued}
    kinds = [kind for kind in all_kinds_of(workshop) if kind.is_given or kind.key in of_old]
    verdicts = judge(workshop, holders, kinds)
    kept = {
        (one.person_id, one.kind, one.mark): one
        for one in KeptDifference.objects.filter(workshop=workshop).select_related("by")
    }
    rows = []
    for holder in holders:
        pk = holder.person.pk
        cells = (
            Cell(
                kind,
                verdicts[pk, kind.key],
                issued.get((pk, kind.key), []),
                kept.get((pk, kind.key, verdicts[pk, kind.key].mark("earned"))),
            )
            for kind in kinds
        )
        rows.append(Row(holder, [cell for cell in cells if with_all_kinds or cell.is_shown]))
    return rows


def row_of(workshop: Workshop, person: int) -> Row | None:
    """One person and all kinds; None for whoever has nothing to do with the workshop."""
    return next(iter(rows_of(workshop, person=person, with_all_kinds=True)), None)


def waiting_for_issue(
    workshop: Workshop,
    *,
    kinds: Collection[str] | None = None,
    rows: list[Row] | None = None,
) -> list[tuple[int, str]]:
    """(person, kind) of the eligible who have no certificate, or one whose PDF was never made.

    By kind, and in each in protocol order; only ``kinds`` if given. ``rows``: where they are at
    hand."""
    if rows is None:
        rows = rows_of(workshop, language=workshop.certificate_language)
    return [
        (row.holder.person.pk, kind.key)
        for kind in kinds_of(workshop)
        if kinds is None or kind.key in kinds
        for row in rows
        for cell in row.cells
        if cell.kind.key == kind.key and is_to_be_made(cell)
    ]


def is_to_be_made(cell: Cell) -> bool:
    """Whether the next batch has something to do here."""
    return not has_sheet(cell.living) if cell.living else cell.waits


def printable(workshop: Workshop) -> QuerySet[Certificate]:
    """The certificates of the print file, in the order of numbers.

    Those that were blank sheets are on paper already."""
    return (
        Certificate.objects.living()
        .of_workshop(workshop)
        .filter(blank_run=None)
        .with_holder()
        .filter(Q(protection=False))
        .select_related("series", "design_version")
        .order_by("number")
    )


def blanks_of(workshop: Workshop) -> CertificateQuerySet:
    """All sheets that were printed without a name, in the order of numbers."""
    blanks = Certificate.objects.of_workshop(workshop).blanks().for_list()
    return blanks.select_related("blank_run", "accounted_by").order_by("number")


def open_blanks(workshop: Workshop) -> int:
    """How many blank sheets nobody has accounted for."""
    blank = Certificate.objects.of_workshop(workshop).filter(state=CertificateState.BLANK)
    return blank.count()


def to_be_sent(workshop: Workshop, *, again: bool = False) -> CertificateQuerySet:
    """Valid certificates with a PDF whose holder has an address and was not written to yet.

    ``again``: whether written to or not."""
    certificates = (
        Certificate.objects.living()
        .of_workshop(workshop)
        .exclude(file="")
        .exclude(person__email="")
        .order_by("number")
    )
    return certificates if again else certificates.filter(sendings=0)


def print_file_of(workshop: Workshop) -> PrintFile | None:
    """The newest print file, whether or not it is still up to date."""
    return workshop.print_files.first()


def is_print_file_current(workshop: Workshop) -> bool:
    """Whether the newest print file holds exactly what is to be printed now.

    Counting would not do: one person may have been protected while another's protection ended."""
    print_file = print_file_of(workshop)
    to_print = list(printable(workshop).values_list("pk", flat=True))
    if print_file is None:
        return not to_print
    return print_file.certificate_ids == to_print and default_storage.exists(
        print_file.file.name or ""
    )


@dataclass(frozen=True)
class Batch:
    """The workshop's newest job of certificates, with what failed in it."""

    job: Job
    progress: Progress
    failures: list[Failure]


def last_batch(workshop: Workshop) -> Batch | None:
    """The running batch, or the last one; None before the first."""
    job = Job.objects.filter(dedupe_key=batch_key(workshop)).with_progress().first()
    if job is None:
        return None
    return Batch(job, progress_of(job), failures_of(job))


def batch_key(workshop: Workshop) -> str:
    """One job per workshop at a time."""
    return f"certificates.issue:{workshop.pk}"


def checked(code: str) -> Certificate | None:
    """The certificate behind a verification address; one query whether it exists or not."""
    return (
        Certificate.objects.filter(code=code)
        .with_holder()
        .select_related("series__workshop", "replaced_by__series", "sealed_by")
        .first()
    )


def issued_as(*, sha256: str, code: str) -> Certificate | None:
    """The certificate whose stored file has this checksum, else the one that a file claims to be.

    One query in every case."""
    found = (
        Certificate.objects.filter(Q(sha256=sha256) | Q(code=code))
        .select_related("series__workshop", "replaced_by__series", "sealed_by")
        .order_by("pk")[:2]
    )
    return next(iter(sorted(found, key=lambda one: one.sha256 != sha256)), None)


def known_keys() -> dict[str, x509.Certificate]:
    """Every key that has sealed here, by its fingerprint."""
    return {
        key.fingerprint: x509.load_pem_x509_certificate(key.certificate_pem.encode())
        for key in PublicKey.objects.all()
    }


def own_certificates(user: User) -> CertificateQuerySet:
    """Certificates of the person whose verified e-mail address ``user`` has, newest first."""
    matches = Q(pk__in=[])
    addresses = EmailAddress.objects.filter(user=user, verified=True)
    for email in addresses.values_list("email", flat=True):
        matches |= Q(person__email__iexact=email)
    return _held(Certificate.objects.filter(matches))


def certificates_of(workshop: Workshop, person: int) -> CertificateQuerySet:
    """All certificates of one person in one workshop, newest first."""
    return _held(Certificate.objects.of_workshop(workshop).filter(person=person))


def _held(certificates: CertificateQuerySet) -> CertificateQuerySet:
    joined = certificates.with_holder().select_related("series__workshop", "replaced_by__series")
    return joined.order_by("-issued_at", "-pk")


def _issued(workshop: Workshop, person: int | None) -> dict[tuple[int, str], list[Certificate]]:
    """What was issued, by person and kind, newest first."""
    rows = Certificate.objects.of_workshop(workshop).exclude(person=None).for_list()
    rows = rows.order_by("-number")
    found: dict[tuple[int, str], list[Certificate]] = {}
    for certificate in rows if person is None else rows.filter(person=person):
        if certificate.person_id:
            found.setdefault((certificate.person_id, certificate.kind), []).append(certificate)
    return found
