"""QR codes as tiny pictures, one pixel a module, enlarged by the style sheet.

A fixed mask and error level make equal addresses give equal bytes, and drawing them as vectors
would cost as much time as the whole rest of a certificate.
"""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO

import segno


def qr_data_uri(text: str) -> str:
    """A ``data:`` URI of a PNG without quiet zone: leave four modules of white around it."""
    out = BytesIO()
    segno.make_qr(text, error="m", mask=2, boost_error=False).save(
        out, kind="png", scale=1, border=0
    )
    return "data:image/png;base64," + b64encode(out.getvalue()).decode()
