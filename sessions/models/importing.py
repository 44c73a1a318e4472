"""Agendas on their way in: rows that live for some weeks and are then deleted."""

import uuid

from django.db import models
from django.utils import timezone

from accounts.models import User
from workshops.models import Workshop


class AgendaImport(models.Model):
    """One table as it was read; nothing is on the agenda before the user says so."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    encoding = models.CharField(max_length=20, blank=True)
    headings = models.JSONField(default=list)
    # The field of each column; "" is not taken over.
    fields = models.JSONField(default=list)
    # number, cells, day of the line above, said (one cell that held all), corrections, and how:
    # "" for its place, "tray" without a time, "skip" left out.
    rows = models.JSONField(default=list)
    # (number, words) of titles and lines that name a day.
    left_out = models.JSONField(default=list)
    # Rooms and speakers that the user wants to be made, as the table names them.
    new_rooms = models.JSONField(default=list)
    new_speakers = models.JSONField(default=list)
    # row number → [session, its version when it was added].
    made = models.JSONField(default=dict)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d %H:%M}"


class AgendaImportSource(models.Model):
    """The bytes of a text file or of pasted rows, so that they can be read again otherwise.

    They go with the table. A workbook says itself how it is to be read, and is not kept."""

    run = models.OneToOneField(AgendaImport, on_delete=models.CASCADE, related_name="source")
    content = models.BinaryField()

    def __str__(self) -> str:
        return str(self.run_id)
