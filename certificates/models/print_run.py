import datetime
import secrets
import uuid
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from jobs.models import Job
from workshops.models import Workshop


def new_salt() -> str:
    return secrets.token_hex(16)


class PrintRunQuerySet(models.QuerySet["PrintRun"]):
    def finished(self) -> "PrintRunQuerySet":
        return self.exclude(made_at=None)

    def forgettable(self, before: datetime.datetime) -> "PrintRunQuerySet":
        return self.filter(taken_at__lt=before)


class PrintRun(models.Model):
    """One press of a button in the print room: what the event's state was, and what came of it.

    ``entries`` stays: a key and a fingerprint for each card, row or sheet, by which a later print
    can tell what is new, changed or gone. ``material`` is the frozen state itself, the only thing
    the job prints from; it holds names and is emptied as soon as the file is there.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="print_runs")
    document = models.CharField(_("document"), max_length=40)
    options = models.JSONField(default=dict)
    # Of a print of the changes only: the one that it adds to.
    since = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="later"
    )
    taken_at = models.DateTimeField(_("state of"), default=timezone.now)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="+")

    salt = models.CharField(max_length=32, default=new_salt, editable=False)
    frame = models.CharField(max_length=32, blank=True)
    entries = models.JSONField(default=dict)
    # How many of the entries the file holds: all of them, or the new and changed ones.
    printed = models.PositiveIntegerField(default=0)
    # The persons whose real name stands in the file: it is withheld once one is protected.
    named = models.JSONField(default=list)
    material = models.JSONField(null=True)

    # Written by the job.
    file = models.FileField(upload_to="print-room/", blank=True)
    archive = models.FileField(upload_to="print-room/", blank=True)
    sheets = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(null=True, blank=True)

    objects = PrintRunQuerySet.as_manager()

    class Meta:
        ordering = ["-taken_at"]
        verbose_name = _("print")
        verbose_name_plural = _("prints")
        indexes = [
            models.Index(
                fields=["workshop", "document", "-taken_at"], name="certificates_print_run_newest"
            )
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.id}"

    @property
    def parts(self) -> list[dict[str, Any]]:
        """The frozen state by document: one, or several of "everything for a day"."""
        return (self.material or {}).get("parts", [])
