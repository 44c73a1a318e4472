from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from participants.models import Registration


class Decision(models.Model):
    """An organiser's word against the rule of attendance, with the reason that is kept."""

    class Effect(models.TextChoices):
        WAIVER = "waiver", pgettext_lazy("certificate decision", "Eligible by waiver")
        EXCLUSION = "exclusion", pgettext_lazy("certificate decision", "Excluded")

    registration = models.OneToOneField(
        Registration, on_delete=models.CASCADE, related_name="certificate_decision"
    )
    effect = models.CharField(_("decision"), max_length=10, choices=Effect)
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="certificates_decision_has_reason")
        ]

    def __str__(self) -> str:
        return self.get_effect_display()
