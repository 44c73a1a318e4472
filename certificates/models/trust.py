from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificates.sealing.state import KeyKind


class PublicKey(models.Model):
    """The public half of a key that has sealed here.

    Kept for good: a seal must be checked long after its key was changed for another.
    """

    fingerprint = models.CharField(max_length=64, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=KeyKind)
    certificate_pem = models.TextField()
    first_used_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["first_used_at"]
        verbose_name = _("public key")
        verbose_name_plural = _("public keys")

    def __str__(self) -> str:
        return self.fingerprint[:16]


class StatusList(models.Model):
    """A published list of which credentials stand; its token is signed by a job."""

    number = models.PositiveIntegerField(unique=True)
    token = models.TextField(blank=True)
    built_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["number"]
        verbose_name = _("status list")
        verbose_name_plural = _("status lists")

    def __str__(self) -> str:
        return str(self.number)
