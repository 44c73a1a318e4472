import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workshops.models import Workshop


class BlankRun(models.Model):
    """Sheets with number and code but no name, made together for the unforeseen."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="blank_runs")
    kind = models.CharField(_("kind"), max_length=20)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    # A private file, written by the job.
    file = models.FileField(upload_to="blanks/", blank=True)

    class Meta:
        ordering = ["-at"]
        verbose_name = _("blank sheets")
        verbose_name_plural = _("blank sheets")

    def __str__(self) -> str:
        return str(self.id)
