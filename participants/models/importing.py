"""Lists on their way in: personal data that lives for some weeks and is then deleted."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from participants.models.delegation import Delegation, FocalPoint
from participants.models.person import Person
from participants.models.registration import Registration
from workshops.models import Workshop


class ImportRun(models.Model):
    """One list, as it was read; nobody is named before the user says so."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="+")
    # Empty: a column names the delegation of each person.
    delegation = models.ForeignKey(
        Delegation, on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    focal_point = models.ForeignKey(
        FocalPoint, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    encoding = models.CharField(max_length=20, blank=True)
    headings = models.JSONField(default=list)
    # The field of each column; "" is not taken over.
    fields = models.JSONField(default=list)
    # (row number, why, words) of titles, totals and the like.
    left_out = models.JSONField(default=list)
    day_first = models.BooleanField(_("order of day and month"), null=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d %H:%M}"


class ImportSource(models.Model):
    """The bytes of a text file, so that it can be read again in another encoding.

    They go with the run. A workbook says itself how it is to be read, and is not kept."""

    run = models.OneToOneField(ImportRun, on_delete=models.CASCADE, related_name="source")
    content = models.BinaryField()

    def __str__(self) -> str:
        return str(self.run_id)


class ImportRow(models.Model):
    """A person in a list: the cells as they came, what was corrected, what is wrong."""

    class Standing(models.TextChoices):
        READY = "ready", _("ready")
        QUESTION = "question", _("perhaps known already")
        WRONG = "wrong", _("to be corrected")
        DONE = "done", _("imported")

    class Answer(models.TextChoices):
        OPEN = "", _("Not decided yet")
        SAME = "same", _("The same person")
        OTHER = "other", _("Somebody else")

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    cells = models.JSONField(default=list)
    corrections = models.JSONField(default=dict)
    errors = models.JSONField(default=dict)
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.WRONG)
    answer = models.CharField(max_length=5, choices=Answer, default=Answer.OPEN, blank=True)
    # Somebody of this workshop who may be the same person: then the row is left out.
    like = models.ForeignKey(
        Registration, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # Somebody of another workshop of the same organiser: then the record is used again.
    known = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    registration = models.ForeignKey(
        Registration, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "number"], name="participants_importrow_number_once"
            )
        ]
        indexes = [models.Index(fields=["run", "standing"], name="participants_importrow_which")]

    def __str__(self) -> str:
        return str(self.number)


class ColumnMemory(models.Model):
    """What somebody said a column is, for the next list of this delegation or workshop."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="+")
    delegation = models.ForeignKey(
        Delegation, on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )
    heading = models.CharField(max_length=200)
    field = models.CharField(max_length=30, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["delegation", "heading"],
                condition=Q(delegation__isnull=False),
                name="participants_columnmemory_of_delegation",
            ),
            models.UniqueConstraint(
                fields=["workshop", "heading"],
                condition=Q(delegation__isnull=True),
                name="participants_columnmemory_of_workshop",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.heading} → {self.field}"
