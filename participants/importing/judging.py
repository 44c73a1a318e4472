"""What each row says and what is wrong with it: pure, so that thousands take a second.

Errors are codes; the words are in ``SENTENCES``, since the page may speak another language.
"""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from participants.importing import cells
from participants.importing.headings import ANSWERS, DATES, FIELDS, FULL_NAMES
from participants.passports import birth_key, passport_key
from participants.spelling import name_key

SENTENCES = {
    "formula": _("This cell holds a formula. Write the value."),
    "needed": _("This is needed."),
    "email": _("This is no e-mail address."),
    "twice": _("The address stands in another row too."),
    "taken": _("The address is already in use in this workshop."),
    "long": _("This is too long."),
    "gender": _("Write female, male or other, or nothing."),
    "date": _("This is no date."),
    "born": _("This is no date of birth."),
    "passport-twice": _("The passport number stands in another row too."),
    "which": _("Day or month first? Answer the question above the list."),
    "order": _("The departure is before the arrival."),
    "yes": _("Write yes or no."),
    "delegation": _("This workshop has no such delegation."),
    "no-delegation": _("Only delegations have reserves."),
    "seats": _("No seat is free for this person."),
    "reserves": _("All places for reserves are taken."),
}
#: What a row can be corrected in, in the order of the page.
SHOWN = tuple(name for name in FIELDS if name not in FULL_NAMES)
# The people's own length limits; the address has the model's.
_MOST = {
    "family_name": 120, "given_names": 120, "email": 254, "title": 100, "agency": 200,
    "position": 200, "phone": 40, "name_in_own_script": 160, "name_on_certificate": 160,
    "passport_number": 40,
}  # fmt: skip
_TWICE = {"email": "twice", "passport_number": "passport-twice"}
_NOT_UNDERSTOOD = {"gender": "gender", "as_reserve": "yes", "birth_date": "born"}
_EMAIL = re.compile(r"[^\s@<>,;:\"()]+@[^\s@<>,;:\"()]+\.[^\s@.<>,;:\"()]{2,}")


@dataclass
class Judged:
    """The facts of a row ready for nominating, and the code of the error beside each cell."""

    texts: dict[str, str]
    facts: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    delegation: int | None = None
    as_reserve: bool = False

    @property
    def email(self) -> str:
        return self.texts.get("email", "").casefold()

    @cached_property
    def key(self) -> str:
        return name_key(f"{self.texts.get('given_names', '')} {self.texts.get('family_name', '')}")

    @cached_property
    def passport(self) -> str:
        """The digest by which the passport is compared, or ""."""
        return passport_key(self.facts.get("passport_number", ""))

    @cached_property
    def birth(self) -> str:
        """The digest by which the date of birth is compared, or ""."""
        born = self.facts.get("birth_date")
        return birth_key(born) if born else ""


@dataclass(frozen=True)
class Terms:
    """What a list is judged by: the columns, the open question of dates, the delegations."""

    fields: Sequence[str]
    day_first: bool | None = None
    email_needed: bool = True
    delegation: int | None = None
    delegations: Mapping[str, int] = field(default_factory=dict)
    # Which of the columns that are answers the form asks for, and the question of each.
    asked: Mapping[str, int] = field(default_factory=dict)
    today: datetime.date = datetime.date.max


def texts_of(
    row: Sequence[str], fields: Sequence[str], corrections: Mapping[str, str]
) -> dict[str, str]:
    """field → text of a row, whole names taken apart and corrections in place of cells."""
    texts = {name: text for name, text in zip(fields, row, strict=False) if name}
    for whole in FULL_NAMES:
        if name := texts.pop(whole, ""):
            if name.startswith("="):
                given, family = "", name
            else:
                given, family = cells.halves_of(name, family_first=whole == "name_family_first")
            texts.setdefault("given_names", given)
            texts.setdefault("family_name", family)
    return {**texts, **corrections}


def judge(row: Sequence[str], corrections: Mapping[str, str], terms: Terms) -> Judged:
    """Understand one row and note what is wrong in it."""
    judged = Judged(texts_of(row, terms.fields, corrections), delegation=terms.delegation)
    errors, texts = judged.errors, judged.texts
    for name, text in texts.items():
        if name in ANSWERS and name not in terms.asked:
            continue
        if text.startswith("="):
            errors[name] = "formula"
        elif len(text) > _MOST.get(name, 250):
            errors[name] = "long"
        else:
            _understand(name, text, judged, terms)
    if not texts.get("family_name"):
        errors["family_name"] = "needed"
    if not texts.get("email"):
        if terms.email_needed:
            errors["email"] = "needed"
    elif "email" not in errors and not _EMAIL.fullmatch(texts["email"]):
        errors["email"] = "email"
    if judged.as_reserve and judged.delegation is None and "delegation" not in errors:
        errors["as_reserve"] = "no-delegation"
    start, end = judged.facts.get("arrives_on"), judged.facts.get("departs_on")
    if isinstance(start, datetime.date) and isinstance(end, datetime.date) and end < start:
        errors["departs_on"] = "order"
    for name in ("given_names", "family_name", "email"):
        judged.facts.setdefault(name, "")
    return judged


def _understand(name: str, text: str, judged: Judged, terms: Terms) -> None:
    try:
        if name == "birth_date":
            if text:
                judged.facts[name] = cells.birth_date_of(
                    text, day_first=terms.day_first, today=terms.today
                )
        elif name in DATES:
            if text:
                judged.facts[name] = cells.date_of(text, day_first=terms.day_first)
        elif name == "gender":
            judged.facts[name] = cells.gender_of(text)
        elif name == "as_reserve":
            judged.as_reserve = cells.yes_of(text)
        elif name == "delegation":
            if text and terms.delegation is None:
                judged.delegation = terms.delegations.get(text.casefold())
                if judged.delegation is None:
                    judged.errors[name] = "delegation"
        else:
            judged.facts[name] = text
    except cells.Ambiguous:
        judged.errors[name] = "which"
    except cells.NotUnderstood:
        judged.errors[name] = _NOT_UNDERSTOOD.get(name, "date")


class Twice:
    """What may stand once in a list and stands in several rows; each that shares it is told.

    Digests of 64 bits in place of the texts: ten thousand of them take less than a megabyte."""

    def __init__(self, terms: Terms) -> None:
        self._compares_passports = "passport_number" in terms.asked
        self._once: set[int] = set()
        self._more: set[int] = set()

    def see(self, texts: Mapping[str, str]) -> None:
        """Look at one row; all have to be seen before the first is marked."""
        for digest in self._digests(texts).values():
            (self._more if digest in self._once else self._once).add(digest)

    def mark(self, judged: Judged) -> None:
        for name, digest in self._digests(judged.texts).items():
            if digest in self._more:
                judged.errors.setdefault(name, _TWICE[name])

    def _digests(self, texts: Mapping[str, str]) -> dict[str, int]:
        found = {}
        if email := texts.get("email", "").casefold():
            found["email"] = hash(email)
        if self._compares_passports and (key := passport_key(texts.get("passport_number", ""))):
            found["passport_number"] = hash(key)
        return found
