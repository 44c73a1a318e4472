"""The code of a certificate: how it is printed, and how forgivingly it is read when typed."""

import unicodedata
from textwrap import wrap

from django.conf import settings

from certificates.models.certificate import CODE_ALPHABET, CODE_LENGTH

# Crockford's base 32 reads O as 0, and I and L as 1. A Cyrillic or Greek keyboard makes letters
# that look the same on paper.
_MISREAD = str.maketrans(
    {"O": "0", "I": "1", "L": "1"}
    | dict(zip("АВЕКМНОРСТХЗ", "ABEKMH0PCTX3", strict=True))
    | dict(zip("ΑΒΕΗΙΚΜΝΟΡΤΧΖ", "ABEH1KMN0PTXZ", strict=True))
)


def grouped(code: str) -> str:
    """The code as people read and type it: ``ABCD-EFGH-…``."""
    return "-".join(wrap(code, 4))


def normalised(typed: str) -> str:
    """What was meant: without spaces and signs, upper case, misread letters put right.

    Full-width letters and digits are taken as plain ones; what is no letter or digit of a code
    stays, so that ``looks_complete`` can refuse it.
    """
    plain = unicodedata.normalize("NFKC", typed[:200]).upper()
    kept = "".join(char for char in plain if char.isalnum())
    return kept.translate(_MISREAD)


def looks_complete(code: str) -> bool:
    """Whether a normalised code could be one of ours."""
    return len(code) == CODE_LENGTH and set(code) <= set(CODE_ALPHABET)


def verification_url(code: str) -> str:
    """The address behind the QR code, short enough to be typed from paper."""
    return f"{settings.SITE_URL}/v/{grouped(code)}/"
