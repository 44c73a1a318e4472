"""What one version of a design holds, as plain values: read from its row, written to it.

Pictures are named by the checksum of their content, languages by their codes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from certificates.rendering.layouts import BILINGUAL, CLASSIC
from certificates.rendering.sheets import STANDARD_COLOUR

MOST_SIGNATORIES = 4


@dataclass(frozen=True)
class Shown:
    """An organiser on the sheet. ``organisation`` is the number of its row."""

    organisation: int
    logo: str = ""


@dataclass(frozen=True)
class Hand:
    """Who signs: a name, the role in each language, and the image of the signature, if any."""

    name: str
    roles: Mapping[str, str] = field(default_factory=dict)
    signature: str = ""

    def role_in(self, language: str) -> str:
        """In ``language``, else in any in which it was given."""
        return self.roles.get(language) or next(filter(None, self.roles.values()), "")


@dataclass(frozen=True)
class Content:
    """``organisers`` are those with a place or a logo of their own, in order; ``is_choosing`` says
    that the others of the workshop are left out. ``blocks`` holds only words that differ from the
    standard ones, by language and block."""

    layout: str = CLASSIC
    paper: str = "a4"
    colour: str = STANDARD_COLOUR
    accent: str = STANDARD_COLOUR
    second_language: str = ""
    organisers: tuple[Shown, ...] = ()
    is_choosing: bool = False
    blocks: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    signatories: tuple[Hand, ...] = ()
    seal: str = ""

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Content:
        values = dict(kept)
        return cls(
            **values
            | {
                "organisers": tuple(Shown(**one) for one in values.get("organisers", ())),
                "signatories": tuple(Hand(**one) for one in values.get("signatories", ())),
            }
        )

    def written(self) -> dict[str, Any]:
        """As it is kept in the row; reading it gives an equal one."""
        kept = asdict(self)
        return kept | {
            "organisers": [asdict(one) for one in self.organisers],
            "signatories": [asdict(one) for one in self.signatories],
        }

    @property
    def is_bilingual(self) -> bool:
        return self.layout == BILINGUAL

    @property
    def pictures(self) -> set[str]:
        """The checksums of all pictures that it shows."""
        named = [one.logo for one in self.organisers] + [one.signature for one in self.signatories]
        return {name for name in [*named, self.seal] if name}
