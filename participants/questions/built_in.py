"""What a question of the catalogue is made of."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from participants.questions.kinds import Home, Kind

Words = str | Promise

PRINTED = _("Printed on badge, certificate and letters.")


@dataclass(frozen=True)
class BuiltInSection:
    key: str
    title: Words


@dataclass(frozen=True)
class BuiltIn:
    """``weeks``: how long after the workshop the answer is kept; None: as long as the record.

    ``is_sensitive``: read by those alone who hold ``registration.sensitive``.
    ``is_locked``: without it there is no registration, so it is always asked."""

    key: str
    section: str
    kind: Kind
    wording: Words
    purpose: Words
    help: Words = ""
    home: Home = Home.ANSWER
    weeks: int | None = None
    is_usual: bool = False
    is_required: bool = False
    is_critical: bool = False
    is_locked: bool = False
    is_sensitive: bool = False
    options: tuple[tuple[str, Words], ...] = ()


def named(key: str, wording: Words, help_text: Words, *, is_locked: bool = False) -> BuiltIn:
    """A name of the person: printed, so a change of it decides something."""
    return BuiltIn(
        key,
        "identity",
        Kind.TEXT,
        wording,
        PRINTED,
        help_text,
        Home.PERSON,
        is_usual=True,
        is_required=is_locked,
        is_critical=True,
        is_locked=is_locked,
    )


def on_record(
    key: str,
    section: str,
    kind: Kind,
    wording: Words,
    purpose: Words,
    help_text: Words = "",
    weeks: int | None = None,
    *,
    is_required: bool = False,
    is_sensitive: bool = False,
) -> BuiltIn:
    """What a column of the registration holds."""
    return BuiltIn(
        key,
        section,
        kind,
        wording,
        purpose,
        help_text,
        Home.REGISTRATION,
        weeks,
        is_usual=True,
        is_required=is_required,
        is_sensitive=is_sensitive,
    )
