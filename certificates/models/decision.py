from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from participants.models import Person
from workshops.models import Workshop


class Decision(models.Model):
    """An organiser's word about one person and one kind: against the rule, with the reason that
    is kept, or, where people are named by hand, the naming."""

    class Effect(models.TextChoices):
        WAIVER = "waiver", pgettext_lazy("certificate decision", "Eligible by waiver")
        EXCLUSION = "exclusion", pgettext_lazy("certificate decision", "Excluded")
        NAMED = "named", pgettext_lazy("certificate decision", "Named")

    workshop = models.ForeignKey(
        Workshop, on_delete=models.CASCADE, related_name="certificate_decisions"
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="certificate_decisions"
    )
    kind = models.CharField(_("kind"), max_length=20)
    effect = models.CharField(_("decision"), max_length=10, choices=Effect)
    reason = models.TextField(_("reason"), blank=True)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "person", "kind"], name="certificates_decision_once"
            ),
            models.CheckConstraint(
                condition=~Q(reason="") | Q(effect="named"),
                name="certificates_decision_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.get_effect_display()


class KeptDifference(models.Model):
    """A late change that somebody looked at and let stand.

    It is proposed again when ``mark``, what the rule saw, is another one."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="kept_differences")
    kind = models.CharField(max_length=20)
    mark = models.CharField(max_length=200)
    note = models.TextField(_("note"))
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("difference kept")
        verbose_name_plural = _("differences kept")
        constraints = [
            models.CheckConstraint(condition=~Q(note=""), name="certificates_kept_with_a_note")
        ]

    def __str__(self) -> str:
        return self.note
