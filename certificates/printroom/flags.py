"""Flags of states for plates; what has none, such as an organisation, is printed without."""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "flag-icons-7.5.0"


def flag_uri(code: str) -> str:
    """A ``data:`` URI of the flag of the state with this ISO code, four units wide and three high;
    empty where there is none."""
    return _uri(code.lower()) if len(code) == 2 and code.isascii() and code.isalpha() else ""


@lru_cache(maxsize=64)
def _uri(code: str) -> str:
    path = _FOLDER / f"{code}.svg"
    if not path.exists():
        return ""
    return "data:image/svg+xml;base64," + b64encode(path.read_bytes()).decode()
