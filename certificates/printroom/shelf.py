"""Where the files of a print lie in the private store."""

from pathlib import Path

from django.core.files.storage import default_storage

from certificates.models import PrintRun


def folder_of(run: PrintRun) -> str:
    return f"print-room/{run.workshop_id}"


def piece_name(run: PrintRun, reference: str) -> str:
    """The name of a piece: always the same, so that doing it again replaces it."""
    return f"{folder_of(run)}/{run.pk}-{reference}.pdf"


def remove_pieces(run: PrintRun) -> None:
    """Delete what was laid out and is bound now, or never will be; it holds names."""
    folder = Path(default_storage.path(folder_of(run)))
    for piece in folder.glob(f"{run.pk}-*.pdf"):
        piece.unlink(missing_ok=True)
