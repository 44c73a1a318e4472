"""Gluing finished PDFs into one file, with what they have in common stored once."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from hashlib import sha256
from io import BytesIO
from itertools import islice
from pathlib import Path

import pikepdf

_OPEN_AT_ONCE = 100  # each open file costs a file descriptor; a process has about a thousand
_PASSES = 12  # font files first, then fonts over equal files, then resources over equal fonts, …


def merge(parts: Iterable[Path | str | bytes], output: Path | str) -> int:
    """Write the pages of ``parts``, in order, into the file ``output``; return their number.

    Identical fonts, pictures and forms are kept once. Memory stays flat however many parts come:
    they are merged by the hundred into temporary files first. Raises ValueError without parts.
    """
    source = iter(parts)
    with tempfile.TemporaryDirectory(prefix="rollcall-merge-") as folder:
        stages: list[Path] = []
        while group := list(islice(source, _OPEN_AT_ONCE)):
            stage = Path(folder) / f"{len(stages)}.pdf"
            _merge_some(group, stage)
            stages.append(stage)
        if not stages:
            raise ValueError("There is nothing to merge.")
        return _merge_some(stages, Path(output))


def _merge_some(parts: Iterable[Path | str | bytes], output: Path) -> int:
    opened = [pikepdf.open(BytesIO(part) if isinstance(part, bytes) else part) for part in parts]
    try:
        # The first part keeps its metadata and colour profile, so the whole stays an archive file.
        whole = opened[0]
        for pdf in opened[1:]:
            whole.pages.extend(pdf.pages)
        _store_equal_objects_once(whole)
        whole.save(
            output,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
        return len(whole.pages)
    finally:
        for pdf in opened:
            pdf.close()


def _store_equal_objects_once(pdf: pikepdf.Pdf) -> None:
    for _ in range(_PASSES):
        first: dict[bytes, pikepdf.Object] = {}
        twins: dict[tuple[int, int], pikepdf.Object] = {}
        for candidate in pdf.objects:
            if (digest := _digest(candidate)) is None:
                continue
            kept = first.setdefault(digest, candidate)
            if kept.objgen != candidate.objgen:
                twins[candidate.objgen] = kept
        if not twins:
            return
        for holder in pdf.objects:
            _point_at_kept(holder, twins)
        # What nobody points at any more must not be compared again.
        for objgen in twins:
            pdf.get_object(objgen)
            pdf._replace_object(objgen, pikepdf.Dictionary())


def _digest(candidate: pikepdf.Object) -> bytes | None:
    """The content's hash; none for what has an identity of its own, such as pages."""
    if isinstance(candidate, pikepdf.Stream):
        words = candidate.stream_dict.unparse(resolved=True) + candidate.read_raw_bytes()
    elif isinstance(candidate, pikepdf.Dictionary) and len(candidate):
        if candidate.get("/Type") in _WITH_IDENTITY or "/P" in candidate or "/Parent" in candidate:
            return None
        words = candidate.unparse(resolved=True)
    else:
        return None
    return sha256(words).digest()


_WITH_IDENTITY = ("/Page", "/Pages", "/Catalog", "/Annot", "/StructElem", "/StructTreeRoot")


def _point_at_kept(holder: pikepdf.Object, twins: dict[tuple[int, int], pikepdf.Object]) -> None:
    if isinstance(holder, pikepdf.Array):
        places: list[int] | list[str] = list(range(len(holder)))
    elif isinstance(holder, pikepdf.Dictionary | pikepdf.Stream):
        places = [str(key) for key in holder.keys()]  # noqa: SIM118
    else:
        return
    for place in places:
        value = holder[place]
        if not isinstance(value, pikepdf.Object):
            continue
        if value.is_indirect:
            if value.objgen in twins:
                holder[place] = twins[value.objgen]
        else:
            _point_at_kept(value, twins)
