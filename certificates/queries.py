"""What pages, jobs and the command line ask about certificates."""

from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from cryptography import x509
from django.core.files.storage import default_storage
from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import get_language

from accounts.models import User
from certificates.eligibility import Verdict, judge
from certificates.models import Certificate, PrintFile, PublicKey
from certificates.models.certificate import CertificateQuerySet
from certificates.storing import has_sheet
from jobs.models import Job
from jobs.queries import Failure, Progress, failures_of, progress_of
from participants.models import Registration
from participants.protocol import registrations_in_protocol_order
from workshops.models import Workshop


@dataclass(frozen=True)
class Row:
    """One line of the list: a person, the verdict, and what has been issued so far."""

    registration: Registration
    verdict: Verdict
    certificates: list[Certificate]  # newest first

    @property
    def living(self) -> Certificate | None:
        newest = self.certificates[0] if self.certificates else None
        return newest if newest and newest.state == "valid" else None

    @property
    def waits(self) -> bool:
        """Eligible, and nothing issued yet."""
        return self.verdict.is_eligible and self.living is None


def certified_count(workshop: Workshop) -> int:
    """How many people hold a valid certificate of ``workshop``."""
    return Certificate.objects.living().filter(series__workshop=workshop).count()


def rows_of(workshop: Workshop) -> list[Row]:
    """Everybody still in the running or with a decision or certificate, in protocol order.

    The same number of queries for any number of people."""
    registrations = list(_people(workshop))
    verdicts = judge(workshop, registrations)
    return [
        Row(registration, verdicts[registration.pk], _newest_first(registration))
        for registration in registrations_in_protocol_order(registrations, get_language() or "en")
    ]


def row_of(workshop: Workshop, registration: Registration) -> Row:
    """The same for one person; ``registration`` comes from ``people_of``."""
    verdict = judge(workshop, [registration])[registration.pk]
    return Row(registration, verdict, _newest_first(registration))


def people_of(workshop: Workshop) -> QuerySet[Any]:
    """The registrations that the list of certificates may show."""
    return _people(workshop)


def waiting_for_issue(workshop: Workshop) -> list[Registration]:
    """The eligible who have no certificate, or one whose PDF was never made; in protocol order."""
    approved = workshop.registrations.approved().for_list().prefetch_related(_certificates())
    registrations = list(approved)
    verdicts = judge(workshop, registrations)
    waiting = [
        registration
        for registration in registrations
        if _waits(verdicts[registration.pk], _newest_first(registration))
    ]
    return registrations_in_protocol_order(waiting, workshop.certificate_language)


def printable(workshop: Workshop) -> QuerySet[Certificate]:
    """The certificates of the print file, in the order of numbers."""
    return (
        Certificate.objects.living()
        .filter(series__workshop=workshop, registration__is_protected=False)
        .select_related("series", "design_version")
        .order_by("number")
    )


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
        .select_related("series__workshop", "registration", "replaced_by__series", "sealed_by")
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
        matches |= Q(registration__person__email__iexact=email)
    return _held(Certificate.objects.filter(matches))


def certificates_of(registration: Registration) -> CertificateQuerySet:
    """All certificates of one person in one workshop, newest first."""
    return _held(Certificate.objects.filter(registration=registration))


def _held(certificates: CertificateQuerySet) -> CertificateQuerySet:
    joined = certificates.select_related("series__workshop", "registration", "replaced_by__series")
    return joined.order_by("-issued_at", "-pk")


def _people(workshop: Workshop) -> QuerySet[Any]:
    shown = (
        Q(pk__in=workshop.registrations.current().values("pk"))
        | Q(certificates__isnull=False)
        | Q(certificate_decision__isnull=False)
    )
    return (
        workshop.registrations.filter(shown)
        .distinct()
        .select_related("person", "delegation", "certificate_decision__by")
        .prefetch_related(_certificates())
    )


def _certificates() -> Prefetch:
    newest_first = Certificate.objects.for_list().order_by("-number")
    return Prefetch("certificates", newest_first, to_attr="certificates_newest_first")


def _newest_first(registration: Registration) -> list[Certificate]:
    """What the prefetch of ``_certificates`` has brought."""
    return registration.certificates_newest_first  # type: ignore[attr-defined]


def _waits(verdict: Verdict, certificates: list[Certificate]) -> bool:
    living = next((one for one in certificates if one.state == "valid"), None)
    if living:
        return not has_sheet(living)
    return verdict.is_eligible
