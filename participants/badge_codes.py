"""The code on a badge, which the door reads: it opens nothing and says nothing about anybody.

Like a personal link it is a row's number and a signature, so that nothing has to be stored and
nobody can make up another's. Capitals, digits and a hyphen only: a QR code holds those in its
smallest form, and they can be typed from the badge where a camera fails.
"""

import base64
import hashlib
import hmac

from django.conf import settings
from django.utils.crypto import constant_time_compare
from django.utils.http import base36_to_int, int_to_base36

from participants.models import Registration
from workshops.models import Workshop

_SIGNATURE_LENGTH = 12  # 60 bits: a stranger has one try a second, not a trillion
_MOST_CHARACTERS = 40


def badge_code(registration: Registration) -> str:
    """What stands in the QR code of this registration's badge, always the same."""
    number = int_to_base36(registration.pk).upper()
    return f"{number}-{_signature(number, settings.SECRET_KEY)}"


def registration_with_code(code: str, *, workshop: Workshop) -> Registration | None:
    """Whose badge of ``workshop`` says ``code``, typed or read; None where nobody's does.

    The state is the caller's to judge: whoever was substituted keeps the old badge's code."""
    if len(code) > _MOST_CHARACTERS:
        return None
    number, _hyphen, signature = code.strip().upper().partition("-")
    known = [_signature(number, key) for key in (settings.SECRET_KEY, *_older_keys())]
    if not any(constant_time_compare(signature, one) for one in known):
        return None
    rows = Registration.objects.filter(workshop=workshop).select_related("person", "delegation")
    return rows.filter(pk=base36_to_int(number.lower())).first()


def _signature(number: str, key: str) -> str:
    """Of the number alone; a key that is being retired still knows the badges it signed."""
    digest = hmac.digest(f"badge-code:{key}".encode(), number.encode(), hashlib.sha256)
    return base64.b32encode(digest).decode()[:_SIGNATURE_LENGTH]


def _older_keys() -> list[str]:
    return [str(key) for key in settings.SECRET_KEY_FALLBACKS]
