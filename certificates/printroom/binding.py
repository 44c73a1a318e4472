"""From a run's material to its file: pieces first, then the whole."""

from __future__ import annotations

import datetime
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certificates.models import PrintRun
from certificates.printroom.laying import IS_PIECE, paper_of
from certificates.printroom.registry import Data, Turn, document_named
from certificates.printroom.shelf import folder_of, piece_name, remove_pieces
from certificates.storing import sweep_parts, write_whole
from common.dates import date_range, day_in_words
from common.rules import RuleBroken
from participants.models import Registration


class CannotPrint(RuleBroken):
    """No shipped font has some of the characters: a card with empty boxes is not given out."""


class Outdated(RuleBroken):
    """What was taken down must not be printed any more."""


class Incomplete(RuleBroken):
    """A part could not be printed; its own item says why."""


def print_piece(run: PrintRun, reference: str, *, writer: str) -> None:
    """Lay out some entries of one part; ``reference`` is the numbers of the part and the piece.

    Doing it again gives the same file. Raises CannotPrint, naming the person, and Outdated."""
    number, piece = (int(word) for word in reference.split("-"))
    material = _material(run)[number]
    document = document_named(material["document"])
    size = document.per_chunk(material["options"])
    entries = material["entries"][piece * size : (piece + 1) * size]
    with translation.override(material["options"]["language"]):
        _refuse_unprintable([material["frame"], *entries])
        options = material["options"] | {IS_PIECE: len(material["entries"]) > size}
        content = document.lay_out(material["frame"], entries, options)
    write_whole(piece_name(run, reference), lambda path: path.write_bytes(content), writer=writer)


def bind_run(run: PrintRun, *, writer: str) -> PrintRun:
    """Bind all pieces into the run's file and forget the material. Raises Outdated, Incomplete.

    Of several documents there is a cover, and a ZIP of them singly."""
    if run.made_at:
        return run  # a worker died between the deed and its note
    parts = _material(run)
    if somebody_is_protected_since(run):
        raise Outdated(_("Somebody's identity has been protected meanwhile. Please print again."))
    pieces = [_pieces(run, number, part) for number, part in enumerate(parts)]
    if not all(piece.exists() for part in pieces for piece in part):
        raise Incomplete(_("A part of it could not be printed."))
    with tempfile.TemporaryDirectory(prefix="rollcall-print-") as folder:
        files = [
            _bound_part(part, paths, Path(folder) / f"{number + 1:02d}-{part['document']}.pdf")
            for number, (part, paths) in enumerate(zip(parts, pieces, strict=True))
        ]
        if document_named(run.document).parts:
            _keep_archive(run, files, writer=writer)
            files = [_cover(run, parts, files, Path(folder) / "00-cover.pdf"), *files]
        _keep_file(run, files, writer=writer)
    run.made_at = timezone.now()
    run.material = None
    run.save(update_fields=["file", "archive", "sheets", "made_at", "material"])
    remove_pieces(run)
    sweep_parts(run.file.name or "")
    return run


def somebody_is_protected_since(run: PrintRun) -> bool:
    """Whether the identity of somebody whose real name is in the file is protected by now."""
    protected = Registration.objects.filter(workshop=run.workshop_id, is_protected=True)
    return bool(run.named) and protected.filter(person__in=run.named).exists()


def _bound_part(part: dict[str, Any], pieces: list[Path], path: Path) -> Path:
    """One document: its only piece, or all of them bound and numbered."""
    from certificates.rendering.binding import bind
    from certificates.rendering.stamping import stamp_page_numbers

    document, options = document_named(part["document"]), part["options"]
    with translation.override(options["language"]):
        bind(pieces, path, title=str(document.title))
        if document.numbered and len(pieces) > 1:
            stamp_page_numbers(
                path,
                language=options["language"],
                paper=paper_of(options).value,
                is_across=document.numbered == Turn.ACROSS,
            )
    return path


def _keep_file(run: PrintRun, files: list[Path], *, writer: str) -> None:
    from certificates.rendering.binding import bind

    def write(path: Path) -> None:
        with translation.override(run.options["language"]):
            title = str(document_named(run.document).title)
        run.sheets = bind(files, path, title=title)

    run.file.name = f"{folder_of(run)}/{run.pk}.pdf"
    write_whole(run.file.name, write, writer=writer)


def _keep_archive(run: PrintRun, files: list[Path], *, writer: str) -> None:
    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as archive:  # PDFs are packed already
            for file in files:
                archive.write(file, file.name)

    run.archive.name = f"{folder_of(run)}/{run.pk}.zip"
    write_whole(run.archive.name, write, writer=writer)


def _cover(run: PrintRun, parts: list[dict[str, Any]], files: list[Path], path: Path) -> Path:
    """What is in the file and where, for which day, and of when the state is.

    On both sides of the paper the documents get the empty pages that make each begin a sheet."""
    import pikepdf

    from certificates.printroom.documents.everything import Sides
    from certificates.rendering.binding import leave_backs_empty

    language, on_both_sides = run.options["language"], run.options.get("sides") == Sides.BOTH
    contents, first = [], 3 if on_both_sides else 2
    with translation.override(language):
        for part, file in zip(parts, files, strict=True):
            document, options = document_named(part["document"]), part["options"]
            with pikepdf.open(file) as pdf:
                pages = taken = len(pdf.pages)
            if on_both_sides:
                taken = leave_backs_empty(file, of_every_page=document.is_one_sided(options))
            contents.append(
                {
                    "title": str(document.title),
                    "hint": document.printer_hint(options),
                    "pages": pages,
                    "first": first,
                }
            )
            first += taken
        taken_at = run.taken_at.astimezone(run.workshop.zone)
        frame = (run.material or {})["cover"] | {
            "day": day_in_words(datetime.date.fromisoformat(run.options["day"]), language),
            "taken_at": f"{date_range(taken_at.date(), language=language)}, {taken_at:%H:%M}",
            "on_both_sides": on_both_sides,
            "total": (first - 1) // 2 if on_both_sides else first - 1,
        }
        path.write_bytes(document_named(run.document).lay_out(frame, contents, run.options))
    if on_both_sides:
        leave_backs_empty(path, of_every_page=False)
    return path


def _material(run: PrintRun) -> list[dict[str, Any]]:
    if run.material is None:
        raise Outdated(_("What was to be printed is not kept any more. Please print again."))
    return run.parts


def _refuse_unprintable(said: list[Data]) -> None:
    """Raise CannotPrint, naming whoever it is about and the characters."""
    from certificates.rendering import missing_glyphs

    for data in said:
        missing = missing_glyphs("".join(_texts(data)))
        if missing:
            raise CannotPrint(
                ngettext(
                    "No font here has the character %(characters)s of %(name)s. Correct the text,"
                    " then print again.",
                    "No font here has the characters %(characters)s of %(name)s. Correct the text,"
                    " then print again.",
                    len(missing),
                )
                % {
                    "name": data.get("name") or data.get("title") or data.get("workshop_title"),
                    "characters": ", ".join(f"“{char}” (U+{ord(char):04X})" for char in missing),
                }
            )


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    return [text for one in value for text in _texts(one)] if isinstance(value, list) else []


def _pieces(run: PrintRun, number: int, part: dict[str, Any]) -> list[Path]:
    size = document_named(part["document"]).per_chunk(part["options"])
    count = -(-len(part["entries"]) // size)
    names = [piece_name(run, f"{number}-{piece}") for piece in range(count)]
    return [Path(default_storage.path(name)) for name in names]
