"""A page of a finished PDF as a picture for the screen: seen as it will be printed."""

from __future__ import annotations

from io import BytesIO
from threading import Lock

_lock = Lock()  # PDFium is not made for threads


def page_picture(pdf: bytes, *, width: int) -> bytes:
    """The first page of ``pdf`` as a WebP of ``width`` pixels; about a tenth of a second."""
    import pypdfium2

    with _lock, pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        picture = page.render(scale=width / page.get_size()[0]).to_pil().convert("RGB")
    out = BytesIO()
    picture.save(out, "WEBP", quality=86, method=2)
    return out.getvalue()
