"""Who did what to the agenda, and which of its clashes somebody has accepted."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from workshops.models import Workshop


class AgendaEdit(models.Model):
    """One write to the agenda, so that the other organisers' pages can follow.

    Written in the same transaction as the change and under the workshop's lock: within a workshop
    the ids rise in the order in which the changes became visible. Kept for some weeks, the latest
    of a workshop for good (``sessions.tasks.forget_edits``).
    """

    class Action(models.TextChoices):
        ADDED = "added", pgettext_lazy("what was done to a session", "added")
        MOVED = "moved", pgettext_lazy("what was done to a session", "moved")
        CHANGED = "changed", pgettext_lazy("what was done to a session", "changed")
        REMOVED = "removed", pgettext_lazy("what was done to a session", "deleted")
        ACCEPTED = "accepted", pgettext_lazy("what was done to a session", "clash looked at")

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="agenda_edits")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="agenda_edits"
    )
    at = models.DateTimeField(auto_now_add=True)
    action = models.CharField(max_length=20, choices=Action)
    # A session may be deleted later, its edits stay: ids and not foreign keys.
    items = models.JSONField(default=list)
    title = models.CharField(max_length=200, blank=True)
    # ISO dates that look different now; "" stands for the unscheduled sessions.
    days = models.JSONField(default=list)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["workshop", "id"], name="agenda_edit_since")]

    def __str__(self) -> str:
        return f"{self.title}: {self.get_action_display()}"


class AcceptedClash(models.Model):
    """A warning that an organiser knows of and lives with.

    ``mark`` is the clash's own (``conflicts.Clash.mark``): it changes with whatever matters to the
    clash, so that a warning comes back by itself when one of its sessions moves.
    """

    workshop = models.ForeignKey(
        Workshop, on_delete=models.CASCADE, related_name="accepted_clashes"
    )
    mark = models.CharField(max_length=64)
    note = models.CharField(_("why this is all right"), max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "mark"], name="agenda_clash_accepted_once"),
            models.CheckConstraint(
                condition=~models.Q(note=""), name="agenda_acceptance_has_a_note"
            ),
        ]

    def __str__(self) -> str:
        return self.note
