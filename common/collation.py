"""Alphabetical order without a language's own library."""

import unicodedata


def collation_key(name: str) -> str:
    """A key that orders names as a reader expects: accents and case only break ties."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in folded if not unicodedata.combining(c)) + "\0" + name
