import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from workshops.models import Workshop


def link_nonce() -> str:
    """The part of a personal link that is changed to revoke it; 96 random bits."""
    return secrets.token_urlsafe(12)


class LinkHolder(models.Model):
    """A row that a personal link opens; ``participants.links`` makes and reads the links."""

    link_nonce = models.CharField(max_length=32, default=link_nonce, editable=False)
    link_expires_at = models.DateTimeField(null=True, blank=True, editable=False)
    opened_at = models.DateTimeField(_("link opened"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def links_workshop(self) -> Workshop:
        """The workshop whose end decides how long the link works."""
        raise NotImplementedError
