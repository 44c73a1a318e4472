from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from accounts.models import User
from participants.models.registration import Registration


class OfferQuerySet(models.QuerySet["Offer"]):
    def open(self) -> "OfferQuerySet":
        """Offers that still hold a seat: unanswered, and in time."""
        return self.filter(answer=Offer.Answer.NONE, expires_at__gt=timezone.now())


class Offer(models.Model):
    """A seat held for somebody on the waiting list until ``expires_at``."""

    class Answer(models.TextChoices):
        NONE = "", pgettext_lazy("offer of a seat", "open")
        ACCEPTED = "accepted", pgettext_lazy("offer of a seat", "accepted")
        DECLINED = "declined", pgettext_lazy("offer of a seat", "declined")
        EXPIRED = "expired", pgettext_lazy("offer of a seat", "expired")
        WITHDRAWN = "withdrawn", pgettext_lazy("offer of a seat", "withdrawn")

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="offers")
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    answer = models.CharField(max_length=12, choices=Answer, default=Answer.NONE, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration"], condition=Q(answer=""), name="participants_offer_open_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.get_answer_display()}"

    @property
    def is_open(self) -> bool:
        return self.answer == self.Answer.NONE and self.expires_at > timezone.now()
