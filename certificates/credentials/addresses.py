"""Addresses that stand in credentials, and so must answer for as long as these are checked."""

from django.conf import settings
from django.urls import reverse


def issuer_url() -> str:
    return _absolute("certificates:issuer")


def key_url(fingerprint: str) -> str:
    """Where the public key is found that a credential names as ``kid``."""
    return _absolute("certificates:public_key", fingerprint)


def status_list_url(number: int) -> str:
    return _absolute("certificates:status_list", number)


def badge_url() -> str:
    return _absolute("certificates:badge")


def _absolute(name: str, *args: object) -> str:
    return settings.SITE_URL + reverse(name, args=args)
