import secrets
import uuid
from textwrap import wrap

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from certificates.models.blanks import BlankRun
from certificates.models.kind import Kind
from certificates.states import NAMELESS, CertificateState
from common.dates import date_range
from participants.models import Person, Registration
from participants.models.link import LinkHolder
from workshops.models import Workshop

# Crockford's base 32: no I, L, O, U, so that a typed code is not misread.
CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 20  # 100 random bits


def new_code() -> str:
    """An unguessable code for the verification address."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


class Series(models.Model):
    """Numbers without gaps or repeats. Issuing locks this row and takes ``next_number``."""

    workshop = models.OneToOneField(
        Workshop, on_delete=models.PROTECT, related_name="certificate_series"
    )
    prefix = models.CharField(max_length=60, unique=True)
    next_number = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")

    def __str__(self) -> str:
        return self.prefix


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def living(self) -> "CertificateQuerySet":
        return self.filter(state=CertificateState.VALID)

    def of_workshop(self, workshop: Workshop) -> "CertificateQuerySet":
        return self.filter(series__workshop=workshop)

    def blanks(self) -> "CertificateQuerySet":
        """The sheets that were printed without a name, whatever became of them."""
        return self.exclude(blank_run=None)

    def with_holder(self) -> "CertificateQuerySet":
        """Joined with who holds it; says who is protected, and the alias here, if any.

        Whoever takes part may be protected in this workshop; a speaker or helper who is not
        registered counts as protected when that is so anywhere, as on the public agenda."""
        protected = Registration.objects.filter(is_protected=True, person=OuterRef("person"))
        here = protected.filter(workshop=OuterRef("series__workshop"))
        return self.select_related("person", "registration__person").annotate(
            protection=Exists(here) | (Q(registration=None) & Exists(protected)),
            alias=Subquery(here.values("alias")[:1]),
        )

    def for_list(self) -> "CertificateQuerySet":
        return self.with_holder().select_related(
            "series__workshop", "registration__delegation", "replaced_by__series"
        )


class Certificate(LinkHolder):
    """A numbered sheet and what it said on the day it was issued."""

    Kind = Kind

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="certificates")
    number = models.PositiveIntegerField(_("number"))
    code = models.CharField(max_length=CODE_LENGTH, unique=True, default=new_code, editable=False)
    # None: a blank sheet that is nobody's.
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="certificates"
    )
    # The person's part in the workshop; speakers and helpers may have none.
    registration = models.ForeignKey(
        Registration, on_delete=models.PROTECT, null=True, blank=True, related_name="certificates"
    )
    # A value of Kind, or "own-" and the number of a GivenKind.
    kind = models.CharField(_("kind"), max_length=20, default=Kind.PARTICIPATION)
    blank_run = models.ForeignKey(
        BlankRun, on_delete=models.PROTECT, null=True, blank=True, related_name="sheets"
    )
    state = models.CharField(
        _("state"), max_length=10, choices=CertificateState, default=CertificateState.VALID
    )
    language = models.CharField(_("language"), max_length=8)
    # What it looks like, for good; None: the built-in look.
    design_version = models.ForeignKey(
        "certificates.DesignVersion",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="certificates",
    )
    # The words of the sheet as they were issued: later corrections make a new certificate.
    wording = models.JSONField(default=dict)
    issued_at = models.DateTimeField(_("issued"), default=timezone.now)
    issued_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    replaced_by = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces"
    )
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    revoked_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.TextField(_("reason"), blank=True)
    # Of a blank sheet: who said what became of it, and when.
    accounted_at = models.DateTimeField(_("accounted for"), null=True, blank=True)
    accounted_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    # Written by the job; empty until the sheet is rendered.
    file = models.FileField(upload_to="certificates/", blank=True)
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    # Whose seal the file bears; None: it was issued unsealed.
    sealed_by = models.ForeignKey(
        "certificates.PublicKey",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="certificates",
    )
    # The signed Open Badges credential, as it lies in the file too. It names its holder.
    credential = models.TextField(blank=True)
    status_list = models.PositiveIntegerField(null=True, blank=True)
    status_index = models.PositiveIntegerField(null=True, blank=True)
    # How often it was sent to its holder, and when last.
    sendings = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    # Annotated by with_holder().
    protection: bool
    alias: str | None

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["series", "number"]
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.UniqueConstraint(
                fields=["series", "number"], name="certificates_number_once_per_series"
            ),
            models.UniqueConstraint(
                # A workshop has one series.
                fields=["series", "person", "kind"],
                condition=Q(state=CertificateState.VALID),
                name="certificates_one_living_per_person_and_kind",
            ),
            models.CheckConstraint(
                condition=Q(state__in=NAMELESS, person=None, blank_run__isnull=False)
                | (~Q(state__in=NAMELESS) & Q(person__isnull=False)),
                name="certificates_only_blanks_have_no_person",
            ),
            models.CheckConstraint(
                condition=~Q(state=CertificateState.SPOILED) | ~Q(reason=""),
                name="certificates_spoiled_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=CertificateState.REVOKED)
                | (Q(revoked_at__isnull=False) & ~Q(reason="")),
                name="certificates_revoked_has_date_and_reason",
            ),
            models.UniqueConstraint(
                fields=["status_list", "status_index"], name="certificates_own_bit_of_a_status_list"
            ),
            models.CheckConstraint(
                condition=Q(replaced_by=None) | ~Q(replaced_by=F("pk")),
                name="certificates_not_replaced_by_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.printed_number

    @property
    def printed_number(self) -> str:
        """As on the sheet: the series' prefix and at least four digits."""
        return f"{self.series.prefix}/{self.number:04d}"

    @property
    def grouped_code(self) -> str:
        """The code as people read and type it: ``ABCD-EFGH-…``."""
        return "-".join(wrap(self.code, 4))

    @property
    def holder_is_protected(self) -> bool:
        """Whether no public page may tell the name. A query, unless from ``with_holder()``."""
        self._look_up_holder()
        return self.protection

    @property
    def holder_name(self) -> str:
        """The name for lists: the alias of a protected person; empty on a blank sheet."""
        self._look_up_holder()
        return self.alias or (self.person.printed_name if self.person else "")

    def _look_up_holder(self) -> None:
        if "protection" not in self.__dict__:
            found = type(self).objects.with_holder().get(pk=self.pk)
            self.protection, self.alias = found.protection, found.alias

    @property
    def next_sending(self) -> str:
        """Which time it would be to send it now; as the button carries it."""
        return str(self.sendings + 1)

    @property
    def links_workshop(self) -> Workshop:
        return self.series.workshop

    @property
    def issued_on(self) -> str:
        """The day of issue in words, on the calendar of the workshop's place."""
        return date_range(self.issued_at.astimezone(self.series.workshop.zone).date())


class PrintFile(models.Model):
    """One merged PDF of a workshop's living certificates, for the printer. A private file."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="print_files")
    file = models.FileField(upload_to="print/")
    # Whose sheets it holds, in order: it is current while these are exactly the ones to print.
    certificate_ids = models.JSONField(default=list)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def sheets(self) -> int:
        return len(self.certificate_ids)
