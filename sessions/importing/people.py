"""Who is meant by the names in a cell: a speaker of the workshop, or somebody not known yet."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from participants.importing.cells import halves_of
from participants.spelling import name_key
from sessions.models import Speaker

_ADDRESSED = re.compile(
    r"^(?:(?:mr|mrs|ms|dr|prof|professor|col|lt|maj|gen|mme|m|г-н|г-жа|пан|пані|д-р|проф)\b\.?\s*)+",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*[;\n|]\s*|\s+/\s+|\s+&\s+")
_NOBODY = {"", "-", "–", "—", "tbc", "tbd", "n/a"}


@dataclass(frozen=True)
class Named:
    """A name with the agency after a comma or in brackets, as it stands in a cell."""

    text: str
    name: str
    agency: str = ""

    @property
    def key(self) -> str:
        return name_key(self.name)

    @property
    def halves(self) -> tuple[str, str]:
        """Given names and family name."""
        return halves_of(self.name, family_first=False)


class Known:
    """The workshop's speakers by the key of the name that lists show.

    Protected people are known by their alias alone: the real name finds nobody."""

    def __init__(self, speakers: Iterable[Speaker]) -> None:
        self._by_key: dict[str, list[Speaker]] = {}
        for speaker in speakers:
            names = {speaker.listed_name}
            if not speaker.alias:
                names |= {speaker.person.full_name}
            for key in {name_key(name) for name in names}:
                self._by_key.setdefault(key, []).append(speaker)

    def find(self, named: Named) -> Speaker | None:
        """The one that is meant; nobody where two could be."""
        found = self._by_key.get(named.key, [])
        if len(found) > 1:
            found = [one for one in found if one.agency.casefold() == named.agency.casefold()]
        return found[0] if len(found) == 1 else None

    def split(self, text: str) -> list[Named]:
        """The people of a cell. A comma parts people only where all of them are known."""
        commas = [_named(part, with_agency=False) for part in text.split(",")]
        if ";" not in text and len(commas) > 1 and all(self.find(one) for one in commas):
            return commas
        parts = (part.strip() for part in _BETWEEN.split(text))
        return [_named(part) for part in parts if part.casefold() not in _NOBODY]


def _named(text: str, *, with_agency: bool = True) -> Named:
    name, agency = text.strip(), ""
    if with_agency and (found := re.fullmatch(r"([^(]+)\(([^)]+)\)", name)):
        name, agency = found[1], found[2]
    elif with_agency:
        name, _comma, agency = name.partition(",")
    name = _ADDRESSED.sub("", name.strip()) or text.strip()
    return Named(text.strip(), name[:200], agency.strip()[:200])
