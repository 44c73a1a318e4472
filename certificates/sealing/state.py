"""Whose key seals here, told from the settings alone: pages ask this, and load no key."""

from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy


class KeyKind(models.TextChoices):
    ORGANISATION = "organisation", pgettext_lazy("key", "The organisation's key")
    DEMONSTRATION = "demonstration", pgettext_lazy("key", "A demonstration key made here")


def key_in_use() -> KeyKind | None:
    """The kind of key that the next certificate is sealed with; None: it is issued unsealed.

    A demonstration key proves nothing about an organisation, so production has none of it.
    """
    if settings.SEAL_PKCS12 or settings.SEAL_PKCS11_MODULE:
        return KeyKind.ORGANISATION
    return None if settings.PRODUCTION else KeyKind.DEMONSTRATION
