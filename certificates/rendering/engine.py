"""Certificates: many at a time, each a file of its own, or all in one file to print.

Made this way for speed (see docs/performance.md): what people share is drawn once and laid under
each page; people are laid out twenty to a document, and each page is then written alone, so that
no file holds a trace of anybody else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf.models.metadata import encode_pdf_date

from certificates.rendering.layers import Layer, draw_layer
from certificates.rendering.people import batches, lay_out_people
from certificates.rendering.press import Press, press
from certificates.rendering.sheets import Design, Sheet, Wording

_PEOPLE_PER_DOCUMENT = 20
_PEOPLE_PER_PRINT_DOCUMENT = 40
_ISSUER = "Rollcall"


def render_certificates(design: Design, sheets: Iterable[Sheet]) -> Iterator[tuple[Sheet, bytes]]:
    """Yield each sheet with its PDF/A-3u, in the order given.

    Equal input gives equal bytes. Nothing is kept in memory but one batch of twenty people, so
    the caller may save each as it comes and be killed at any moment. Sort sheets by wording:
    every change of wording begins a new batch.
    """
    for people in batches(list(sheets), _PEOPLE_PER_DOCUMENT):
        with press() as machine:
            layer = draw_layer(machine, design, people[0].wording)
            document = lay_out_people(machine, design, people)
            _one_page_each(document.pages, people)
            done = [
                (sheet, _single(machine, document, page, sheet, design, layer))
                for sheet, page in zip(people, document.pages, strict=True)
            ]
        yield from done


def render_print_file(
    design: Design, sheets: Iterable[Sheet], path: Path | str, *, title: str = ""
) -> int:
    """Write all ``sheets`` into one file at ``path`` for the printer; return the page count.

    The art is stored once per wording and the fonts once per forty people, which is why this
    lays the sheets out again instead of gluing finished certificates together. Raises ValueError
    when there is nobody.
    """
    whole: pikepdf.Pdf | None = None
    parts: list[pikepdf.Pdf] = []  # qpdf reads the pages' content from these when it saves
    placed: dict[Wording, pikepdf.Object] = {}
    for people in batches(list(sheets), _PEOPLE_PER_PRINT_DOCUMENT):
        wording = people[0].wording
        part, layer = _print_part(design, people, title or wording.heading)
        parts.append(part)
        if whole is None:
            whole = part
        else:
            whole.pages.extend(part.pages)
        if wording not in placed:
            placed[wording] = whole.copy_foreign(layer.form)
        for page in list(whole.pages)[-len(people) :]:
            _lay_under(whole, page, placed[wording])
    if whole is None:
        raise ValueError("There is no certificate to print.")
    _save(whole, path)
    return len(whole.pages)


def _print_part(design: Design, people: list[Sheet], title: str) -> tuple[pikepdf.Pdf, Layer]:
    with press() as machine:
        layer = draw_layer(machine, design, people[0].wording)
        document = lay_out_people(machine, design, people)
        _one_page_each(document.pages, people)
        document.metadata = _metadata(machine, design, people[0], title)
        return pikepdf.open(BytesIO(machine.write(document))), layer


def _single(
    machine: Press, document: Any, page: Any, sheet: Sheet, design: Design, layer: Layer
) -> bytes:
    # A copy with one page has its own resources: cutting a written file into pages would leave
    # everybody's QR code in every file.
    alone = document.copy([page])
    title = f"{sheet.wording.heading}: {sheet.name}"
    alone.metadata = _metadata(machine, design, sheet, title)
    # Metadata are not compressed: a file that comes back tells which certificate it is.
    alone.metadata.keywords = [sheet.verification_url]
    with pikepdf.open(BytesIO(machine.write(alone))) as pdf:
        _lay_under(pdf, pdf.pages[0], pdf.copy_foreign(layer.form))
        if sheet.credential:
            _attach(pdf, sheet)
        out = BytesIO()
        _save(pdf, out)
    return out.getvalue()


def _attach(pdf: pikepdf.Pdf, sheet: Sheet) -> None:
    """The credential as an attachment, as PDF/A-3 wants it: typed, dated and related, once."""
    issued = sheet.issued_at or datetime(2000, 1, 1, tzinfo=UTC)
    attachment = pikepdf.AttachedFileSpec(
        pdf,
        sheet.credential.encode(),
        filename="credential.jwt",
        description="Open Badges 3.0",
        mime_type="application/vc+jwt",
        relationship=pikepdf.Name.Data,
        creation_date=encode_pdf_date(issued),
        mod_date=encode_pdf_date(issued),
    )
    pdf.attachments["credential.jwt"] = attachment
    pdf.Root.AF = pikepdf.Array([pdf.attachments["credential.jwt"].obj])


def _lay_under(pdf: pikepdf.Pdf, page: pikepdf.Page, form: pikepdf.Object) -> None:
    # Pages written together share one resource dictionary, where the name may be taken already.
    objects = page.obj.Resources.get("/XObject")
    if objects is None:
        objects = page.obj.Resources.XObject = pikepdf.Dictionary()
    name = next(
        (key for key, value in objects.items() if value.objgen == form.objgen),
        f"/Layer{len(objects)}",
    )
    objects[name] = form
    page.contents_add(pikepdf.Stream(pdf, f"q {name} Do Q\n".encode()), prepend=True)


def _metadata(machine: Press, design: Design, sheet: Sheet, title: str) -> Any:
    issued = sheet.issued_at.isoformat(timespec="seconds") if sheet.issued_at else None
    return machine.metadata(
        title=title,
        authors=[organiser.name for organiser in design.organisers[:1]],
        description=sheet.wording.workshop_title,
        generator=_ISSUER,
        lang=sheet.wording.language,
        created=issued,
        modified=issued,
    )


def _one_page_each(pages: Sequence[Any], people: Sequence[Sheet]) -> None:
    """A page too many would give people each other's certificates: refuse to go on."""
    if len(pages) != len(people):
        raise RuntimeError(f"{len(people)} certificates came out as {len(pages)} pages.")


def _save(pdf: pikepdf.Pdf, target: BytesIO | Path | str) -> None:
    pdf.save(
        target,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
    )
