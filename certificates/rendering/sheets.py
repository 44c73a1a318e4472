"""What is printed on certificates: plain facts in, no model in sight.

Texts arrive translated: the caller knows the language and the grammar of the person's case.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime

from certificates.rendering.layouts import CLASSIC

STANDARD_COLOUR = "#1f3a5f"
_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


@dataclass(frozen=True, slots=True)
class Organiser:
    """An institution named at the head. ``logo`` is a PNG, JPEG or SVG file's content."""

    name: str
    logo: bytes = b""


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs. ``signature`` is an image of the hand, or empty for a line to sign on.

    ``second_role`` is the role in the second language of a sheet of two."""

    name: str
    role: str = ""
    signature: bytes = b""
    second_role: str = ""


@dataclass(frozen=True, slots=True)
class Design:
    """What all certificates of a workshop share in every language.

    Roles and names that differ by language make one design per language. ``layout`` and
    ``paper`` are names of ``rendering.layouts``; ``colour`` is that of the text, ``accent`` that of
    the ornaments, the same where it is empty. ``seal`` is an image beside the signatures.
    """

    colour: str = STANDARD_COLOUR
    organisers: tuple[Organiser, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    layout: str = CLASSIC
    paper: str = "a4"
    accent: str = ""
    seal: bytes = b""


@dataclass(frozen=True, slots=True)
class Wording:
    """What the certificates of one batch and language say alike: drawn once, shared by all.

    People whose grammar differs ("принял", "приняла") have another wording; each distinct
    wording costs one drawing, not one per person. ``second`` is the same in a second language, for
    the layout that sets two side by side; ``has_statement`` keeps room for each person's own lines.
    """

    language: str
    heading: str
    opening: str
    participation: str
    workshop_title: str
    when: str
    place: str
    number_label: str
    verify_label: str
    has_statement: bool = False
    second: Wording | None = None

    @property
    def all(self) -> tuple[Wording, ...]:
        """This language's and, if there is one, the second language's."""
        return (self, self.second) if self.second else (self,)

    @property
    def direction(self) -> str:
        return "rtl" if self.language.split("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One person's certificate. ``key`` is the caller's own handle and is never printed.

    ``verification_url`` is printed without its scheme and drawn as a QR code whole; keep it
    short. ``issued_at`` becomes the document's date, so that printing twice gives equal bytes.
    ``credential`` is a signed token that goes into the file as an attachment.
    """

    wording: Wording
    name: str
    number: str
    code: str
    verification_url: str
    own_script_name: str = ""
    own_script_language: str = ""
    designation: str = ""
    hours: str = ""
    statement: str = ""
    second_designation: str = ""
    second_hours: str = ""
    second_statement: str = ""
    issued_at: datetime | None = None
    credential: str = ""
    key: Hashable = None
