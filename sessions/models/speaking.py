from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sessions.models.agenda import AgendaItem, Speaker


class Confirmation(models.Model):
    """What a speaker said about one session; no row: nobody has asked yet.

    It stands beside the parts and not in them, since the editor writes those anew with each save.
    """

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("a speaker's answer", "Asked")
        CONFIRMED = "confirmed", pgettext_lazy("a speaker's answer", "Confirmed")
        DECLINED = "declined", pgettext_lazy("a speaker's answer", "Declined")

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="confirmations")
    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="confirmations")
    state = models.CharField(_("answer"), max_length=12, choices=State, default=State.ASKED)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    # When the session was at the time of the answer: a move asks anew.
    day = models.DateField(null=True, blank=True, editable=False)
    start_minute = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        constraints = [
            models.UniqueConstraint(fields=["item", "speaker"], name="agenda_confirmation_once"),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(reason=""),
                name="agenda_confirmation_declined_with_reason",
                violation_error_message=_("Say why, so that somebody else can be found."),
            ),
            models.CheckConstraint(
                condition=Q(state="asked", answered_at=None)
                | (~Q(state="asked") & Q(answered_at__isnull=False)),
                name="agenda_confirmation_answered_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}/{self.speaker_id}: {self.state}"

    def is_about(self, item: AgendaItem) -> bool:
        """Whether the session is still when it was at the time of the answer."""
        return (self.day, self.start_minute) == (item.day, item.start_minute)
