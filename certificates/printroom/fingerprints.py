"""What has changed since an earlier print, told from a fingerprint of each entry.

The fingerprints are salted afresh for each print: a row that is kept for months must not tell
whether a guessed name was in it.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from certificates.printroom.registry import Frozen


@dataclass(frozen=True)
class Prints:
    """The fingerprints of one state: of the event's own words, and of each entry by its key."""

    frame: str
    entries: dict[str, str]


@dataclass(frozen=True)
class Changes:
    """The keys of what is new, changed or gone. ``in_frame``: the event's own words differ, so
    that every sheet says something else than before."""

    new: frozenset[str]
    changed: frozenset[str]
    gone: frozenset[str]
    in_frame: bool = False

    @property
    def to_print(self) -> frozenset[str]:
        return self.new | self.changed

    @property
    def new_ones(self) -> int:
        return _subjects(self.new)

    @property
    def changed_ones(self) -> int:
        return _subjects(self.changed - self.new)

    @property
    def gone_ones(self) -> int:
        return _subjects(self.gone)

    def __bool__(self) -> bool:
        return self.in_frame or bool(self.new or self.changed or self.gone)


def fingerprints(frozen: Frozen, *, salt: str) -> Prints:
    """The fingerprints of everything that ``frozen`` says."""
    return Prints(
        _print(frozen.frame, salt),
        {entry.key: _print(entry.data, salt) for entry in frozen.entries},
    )


def compare(before: Prints, now: Prints) -> Changes:
    """What ``now`` says otherwise than ``before``; both must have the same salt."""
    known, present = before.entries.keys(), now.entries.keys()
    return Changes(
        new=frozenset(present - known),
        changed=frozenset(
            key for key in present & known if before.entries[key] != now.entries[key]
        ),
        gone=frozenset(known - present),
        in_frame=before.frame != now.frame,
    )


def _subjects(keys: Iterable[str]) -> int:
    """How many people, sessions or rooms ``keys`` are about."""
    return len({key.partition("@")[0] for key in keys})


def _print(data: Mapping[str, Any], salt: str) -> str:
    said = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return blake2b(said.encode(), digest_size=12, key=salt.encode()).hexdigest()
