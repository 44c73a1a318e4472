from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from participants.models import Registration
from workshops.models import Workshop


class AgendaVersion(models.Model):
    """The agenda as it was released, once and for all; the sessions themselves are the draft.

    ``content`` and ``changes`` name people by the ids of their entries in the list of speakers and
    never by name: who may be named is decided when somebody reads, so that a person can still be
    protected or erased.
    """

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="agenda_versions")
    number = models.PositiveIntegerField(_("version"))
    released_at = models.DateTimeField(_("released"), default=timezone.now)
    released_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    note = models.TextField(_("note"), blank=True)
    # As ``sessions.freezing`` writes it; ``schema`` tells a later reader how.
    content: Any = models.JSONField()
    # What differs from the version before, as ``sessions.changes`` writes it.
    changes: Any = models.JSONField(default=list)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("version of the agenda")
        verbose_name_plural = _("versions of the agenda")
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "number"], name="agenda_version_number_once"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="agenda_version_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.workshop_id}/{self.number}"


class AgendaFollower(models.Model):
    """A participant who asked for a message whenever the agenda is released."""

    registration = models.OneToOneField(
        Registration, on_delete=models.CASCADE, related_name="agenda_follower"
    )
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("follower of the agenda")
        verbose_name_plural = _("followers of the agenda")

    def __str__(self) -> str:
        return str(self.registration_id)
