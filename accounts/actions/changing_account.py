"""Changing one's own name and language."""

from accounts.models import User


def change_account(*, by: User, language: str, name: str | None = None) -> User:
    """Set ``language`` (empty: as the browser asks for) and, where given, ``name`` of ``by``."""
    by.language = language
    if name is not None:
        by.name = name
    by.save(update_fields=["language", "name"])
    return by
