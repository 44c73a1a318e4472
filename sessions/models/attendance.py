from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from participants.models import Registration
from sessions.models.agenda import AgendaItem


class Attendance(models.Model):
    """One participant at one half-day or one session: present, absent or excused.

    No row means that nobody has said anything yet, which is not the same as absent.
    """

    class Status(models.TextChoices):
        PRESENT = "present", pgettext_lazy("attendance", "Present")
        ABSENT = "absent", pgettext_lazy("attendance", "Absent")
        EXCUSED = "excused", pgettext_lazy("attendance", "Excused")

    class Half(models.TextChoices):
        MORNING = "am", pgettext_lazy("half-day", "morning")
        AFTERNOON = "pm", pgettext_lazy("half-day", "afternoon")

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="attendance"
    )
    item = models.ForeignKey(
        AgendaItem, on_delete=models.CASCADE, null=True, blank=True, related_name="attendance"
    )
    day = models.DateField(null=True, blank=True)
    half = models.CharField(max_length=2, choices=Half, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        constraints = [
            models.CheckConstraint(
                condition=(Q(item__isnull=False) & Q(day=None) & Q(half=""))
                | (Q(item=None) & Q(day__isnull=False) & ~Q(half="")),
                name="agenda_attendance_session_or_half_day",
            ),
            models.UniqueConstraint(
                fields=["registration", "item"],
                condition=Q(item__isnull=False),
                name="agenda_attendance_once_per_session",
            ),
            models.UniqueConstraint(
                fields=["registration", "day", "half"],
                condition=Q(item=None),
                name="agenda_attendance_once_per_half_day",
            ),
        ]

    def __str__(self) -> str:
        return self.get_status_display()
