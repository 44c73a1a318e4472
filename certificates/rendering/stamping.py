"""Page numbers on a document that was printed in parts: nobody knew how many pages before."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf

from certificates.rendering.documents import style_sheet
from certificates.rendering.press import VARIANT, press

_BLANK = '<p class="blank"></p>'
_PAGE = """<!doctype html><html lang="{language}"><head><title>-</title><style>
.blank {{ break-after: page }} .blank:last-child {{ break-after: auto }}
</style></head><body class="{shape}">{blanks}</body></html>"""


def stamp_page_numbers(path: Path, *, language: str, paper: str, is_across: bool) -> None:
    """Write "Page 3 of 12" on each page of the file at ``path``, where documents have it.

    The words are no part of what the pages say, so readers for the blind pass over them."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        numbers = _numbers(len(pdf.pages), language, paper, is_across)
        with pikepdf.open(BytesIO(numbers)) as stamps:
            for page, stamp in zip(pdf.pages, stamps.pages, strict=True):
                form = pdf.copy_foreign(stamps.make_indirect(stamp.as_form_xobject()))
                name = page.add_resource(form, pikepdf.Name.XObject)
                page.contents_add(f"/Artifact BMC q {name} Do Q EMC".encode())
            pdf.save(
                path,
                deterministic_id=True,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
            )


def _numbers(pages: int, language: str, paper: str, is_across: bool) -> bytes:
    html = _PAGE.format(
        language=language, shape="landscape" if is_across else "", blanks=_BLANK * pages
    )
    with press() as machine:
        document = machine.lay_out(html, css=style_sheet(language, paper, True), variant=VARIANT)
        return machine.write(document, variant=VARIANT)
