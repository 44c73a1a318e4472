"""What the verification page may do with a name: shorten it, or compare it with a typed one."""

import unicodedata
from typing import Any

# Letters that Unicode does not take apart into a base and an accent.
_PLAIN = str.maketrans(
    {"ł": "l", "đ": "d", "ð": "d", "ø": "o", "ı": "i", "ħ": "h", "ŧ": "t", "þ": "th"}
    | {"æ": "ae", "œ": "oe", "ə": "e", "ё": "е"}
)


def initials(name: str) -> str:
    """``A. B.``: the first letter of each word, as it is written."""
    letters = [next((char for char in word if char.isalpha()), "") for word in name.split()]
    return " ".join(f"{letter}." for letter in letters if letter)


def matches(typed: str, wording: dict[str, Any]) -> bool:
    """Whether ``typed`` is the name on the sheet, in either script.

    Case, accents, spaces, hyphens and the order of the names do not matter; a part of the name
    is not enough.
    """
    words = _words(typed)
    if not words:
        return False
    found = False
    # All are compared, whichever fits: the answer takes the same time.
    for name in (wording.get("name", ""), wording.get("own_script_name", "")):
        known = _words(name)
        same = sorted(words) == sorted(known) or "".join(words) == "".join(known)
        found |= bool(known) and same
    return found


def _words(name: str) -> list[str]:
    bare = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(char for char in bare if not unicodedata.combining(char)).translate(_PLAIN)
    spaced = "".join(char if char.isalnum() else " " for char in bare)
    return spaced.split()
