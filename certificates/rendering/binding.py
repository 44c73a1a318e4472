"""Documents that were printed in parts, bound into one that is still tagged and archivable.

``merge`` is for certificates, whose tags would cost more than they give. Here each part brings its
own tree of tags: the trees become one, and the numbers by which pages find their tags are moved on.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import pikepdf

from certificates.rendering.merging import _store_equal_objects_once

#: Parts that are added before what is there is written down and read anew, which costs time and
#: gives the memory back that each of them takes for itself.
_ADDED_AT_ONCE = 16


def bind(parts: Sequence[Path], output: Path, *, title: str) -> int:
    """Write the pages of ``parts`` in order into ``output``; return their number.

    The first part's language, author and colour profile are the whole's; its tags are all parts'.
    Memory grows with the number of pages, not with the pictures on them: a few parts are bound at
    a time, so that what they have in common is not held for each. Raises ValueError without
    parts."""
    if not parts:
        raise ValueError("There is nothing to bind.")
    pages, whole = 0, parts[0]
    with tempfile.TemporaryDirectory(prefix="rollcall-bind-") as folder:
        for start in range(1, max(len(parts), 2), _ADDED_AT_ONCE):
            stage = Path(folder) / f"{start}.pdf"
            pages = _bind_some([whole, *parts[start : start + _ADDED_AT_ONCE]], stage, title=title)
            whole = stage
        shutil.move(whole, output)
    return pages


def _bind_some(parts: Sequence[Path], output: Path, *, title: str) -> int:
    with ExitStack() as opened:
        whole = opened.enter_context(pikepdf.open(parts[0]))
        for path in parts[1:]:
            part = opened.enter_context(pikepdf.open(path))
            _append(whole, part)
        _store_equal_objects_once(whole)
        with whole.open_metadata(set_pikepdf_as_editor=False, update_docinfo=True) as metadata:
            metadata["dc:title"] = title
        whole.save(
            output,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
        return len(whole.pages)


def leave_backs_empty(path: Path, *, of_every_page: bool) -> int:
    """Add empty pages to the file at ``path``, so that on paper printed on both sides what follows
    begins on a new sheet, and with ``of_every_page`` each page; return the number of all pages."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        fronts = list(pdf.pages) if of_every_page else list(pdf.pages)[-1:]
        if of_every_page or len(pdf.pages) % 2:
            for front in fronts:
                pdf.pages.insert(front.index + 1, _empty_like(front, pdf))
            pdf.save(
                path,
                deterministic_id=True,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
            )
        return len(pdf.pages)


def _empty_like(page: pikepdf.Page, pdf: pikepdf.Pdf) -> pikepdf.Page:
    """A page of the same size without a mark: nothing to read, so that it needs no tag."""
    return pikepdf.Page(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Page,
            MediaBox=page.mediabox,
            Resources=pikepdf.Dictionary(),
            Contents=pdf.make_stream(b""),
        )
    )


def _append(whole: pikepdf.Pdf, part: pikepdf.Pdf) -> None:
    first = len(whole.pages)
    # The pages first: what the tags point at must be there when they are copied.
    whole.pages.extend(part.pages)
    tree = whole.Root.get("/StructTreeRoot")
    other = part.Root.get("/StructTreeRoot")
    if tree is None or other is None:
        return
    moved = whole.copy_foreign(other)
    offset = _next_key(tree)
    for page in list(whole.pages)[first:]:
        if "/StructParents" in page.obj:
            page.obj["/StructParents"] = int(page.obj["/StructParents"]) + offset
        for annotation in page.obj.get("/Annots", ()):  # links
            if "/StructParent" in annotation:
                annotation["/StructParent"] = int(annotation["/StructParent"]) + offset
    root = _as_list(tree["/K"])[0]
    for document in _as_list(moved["/K"]):
        document["/S"] = pikepdf.Name.Part  # a document has one root
        document["/P"] = root
        root["/K"].append(document)
    numbers = tree["/ParentTree"]["/Nums"]
    theirs = list(moved["/ParentTree"]["/Nums"])
    for key, value in zip(theirs[::2], theirs[1::2], strict=True):
        numbers.append(int(key) + offset)
        numbers.append(value)


def _as_list(kids: pikepdf.Object) -> list[pikepdf.Object]:
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _next_key(tree: pikepdf.Object) -> int:
    numbers = list(tree["/ParentTree"]["/Nums"])
    return max((int(key) for key in numbers[::2]), default=-1) + 1
