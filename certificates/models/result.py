from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from participants.models import Registration


class KnowledgeResult(models.Model):
    """What somebody reached in the workshop's knowledge test, in whole per cent, rounded down."""

    class Source(models.TextChoices):
        HAND = "hand", pgettext_lazy("source of a result", "Entered by hand")
        # An evaluation within the application is to write its results here, too.
        EVALUATION = "evaluation", pgettext_lazy("source of a result", "Evaluation")

    registration = models.OneToOneField(
        Registration, on_delete=models.CASCADE, related_name="knowledge_result"
    )
    percent = models.PositiveSmallIntegerField(_("result in per cent"))
    source = models.CharField(max_length=12, choices=Source, default=Source.HAND)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("result of the test")
        verbose_name_plural = _("results of the test")
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__lte=100), name="certificates_result_in_per_cent"
            )
        ]

    def __str__(self) -> str:
        return f"{self.percent} %"
