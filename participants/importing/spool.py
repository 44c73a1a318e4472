"""Rows that are on their way, kept in a file: memory does not grow with a list."""

import json
import os
import weakref
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import Any, overload

#: So many rows are judged, written or removed together.
BATCH = 500
_IN_MEMORY = 100_000  # bytes; more goes to a file without a name, which nobody else can open
_AT_ONCE = 65_536

Row = tuple[int, list[str]]


class Rows(Sequence[Row]):
    """Numbers and cells, appended and then gone through as often as one likes."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed with the rows
        weakref.finalize(self, self._file.close)
        self._count = 0

    def append(self, row: Row) -> None:
        self._file.seek(0, os.SEEK_END)
        self._file.write(json.dumps(row).encode() + b"\n")
        self._count += 1

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Row]:
        at = 0
        while True:
            self._file.seek(at)
            lines = self._file.readlines(_AT_ONCE)
            at = self._file.tell()
            if not lines:
                return
            for line in lines:
                number, cells = json.loads(line)
                yield number, cells

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        """Near the beginning, as the headings are; each look reads from there."""
        if isinstance(at, slice):
            return list(islice(self, *at.indices(len(self))))
        found = next(islice(self, at if at >= 0 else len(self) + at, None), None)
        if found is None:
            raise IndexError(at)
        return found


def batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    """``rows`` some hundreds at a time."""
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        yield batch
