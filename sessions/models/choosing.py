from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import Registration


class ChosenSession(models.Model):
    """A participant goes to this one of several sessions that run at the same time.

    ``uid`` is the session's own, as a release names it: a session that is deleted and restored
    keeps those who chose it."""

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="chosen_sessions"
    )
    uid = models.UUIDField(db_index=True)
    chosen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("chosen session")
        verbose_name_plural = _("chosen sessions")
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "uid"], name="agenda_session_chosen_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.uid}"
