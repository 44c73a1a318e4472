"""What a passport says, folded for comparing and digested: to compare is all that it can serve for.

A passport number has a period after which it is erased; a table of keys must not keep a second
copy of it. So a key is a digest under ``SECRET_KEY``, from which nobody reads a number or a date.
"""

import datetime

from django.utils.crypto import salted_hmac

_SALT = "participants.passports"
#: Cyrillic letters that a clerk types where the passport has the Latin ones that look like them.
_LATIN = str.maketrans("АВЕКМНОРСТУХІ", "ABEKMHOPCTYXI")
_SHORTEST, _FEWEST_DIGITS = 5, 3


def passport_key(number: str) -> str:
    """Equal for the writings of one number; "" for what is none, as "n/a" or 000000."""
    letters = "".join(letter for letter in number.upper().translate(_LATIN) if letter.isalnum())
    digits = [letter for letter in letters if letter.isdigit()]
    if len(letters) < _SHORTEST or len(digits) < _FEWEST_DIGITS or len(set(letters)) == 1:
        return ""
    return _digest("number", letters)


def birth_key(day: datetime.date) -> str:
    return _digest("birth", day.isoformat())


def _digest(what: str, text: str) -> str:
    return salted_hmac(f"{_SALT}.{what}", text, algorithm="sha256").hexdigest()
