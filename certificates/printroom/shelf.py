"""Where the files of a print lie in the private store, and that none outlives its row."""

import shutil
import time
from collections.abc import Iterable
from contextlib import suppress
from itertools import product
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.files.storage import default_storage

from certificates.models import PrintFile, PrintRun

_PRINT_ROOM = "print-room"
#: The print room's files, and those with a workshop's certificates: a folder a workshop each.
_SHELVES = ((_PRINT_ROOM, PrintRun), ("print", PrintFile))


def folder_of(run: PrintRun) -> str:
    return f"{_PRINT_ROOM}/{run.workshop_id}"


def piece_name(run: PrintRun, reference: str) -> str:
    """The name of a piece: always the same, so that doing it again replaces it."""
    return f"{folder_of(run)}/{run.pk}-{reference}.pdf"


def remove_pieces(run: PrintRun) -> None:
    """Delete what was laid out and is bound now, or never will be; it holds names."""
    folder = Path(default_storage.path(folder_of(run)))
    for piece in folder.glob(f"{run.pk}-*.pdf"):
        piece.unlink(missing_ok=True)


def remove_shelves(workshops: Iterable[int]) -> None:
    """Delete every print of these workshops, by id: they are being deleted."""
    for pk, (shelf, _rows) in product(workshops, _SHELVES):
        shutil.rmtree(default_storage.path(f"{shelf}/{int(pk)}"), ignore_errors=True)


def sweep_shelves(*, now: float | None = None) -> int:
    """Delete files whose print has no row any more, in whatever way it went, and what killed
    workers left unfinished: they hold names. Returns how many.

    ``now`` is in seconds of the epoch. Younger than a lease is nothing swept: a living worker
    writes the file first and its row afterwards."""
    before = (now or time.time()) - settings.JOBS_LEASE_SECONDS
    gone = 0
    for shelf, rows in _SHELVES:
        root = Path(default_storage.path(shelf))
        old = [path for path in root.glob("*/*") if _written_at(path) < before]
        known = set(rows.objects.filter(pk__in=filter(None, map(_row_of, old))).values_list("pk"))
        for path in old:
            if path.suffix == ".part" or (_row_of(path),) not in known:
                path.unlink(missing_ok=True)
                gone += 1
        for folder in root.glob("*"):
            with suppress(OSError):  # not empty
                folder.rmdir()
    return gone


def _row_of(path: Path) -> UUID | None:
    """The id with which the names of all files of a print begin, unfinished ones with a dot."""
    try:
        return UUID(path.name.lstrip(".")[:36])
    except ValueError:
        return None


def _written_at(path: Path) -> float:
    """Seconds of the epoch; of a file that has just gone, the end of days."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")
