"""Whether a file keeps the rules of PDF/A, by an independent checker."""

from io import BytesIO

import page
import pikepdf

_LENGTH = "STREAM-LENGTH"


def breaches(content: bytes) -> list[str]:
    """The rules that ``content`` breaks; empty for an archive file.

    The checker finds the end of a stream by its keyword and takes a line break before it for part
    of the keyword, so that it doubts the length of a compressed stream whose last byte happens to
    be one. qpdf reads by the length: such a stream is right when its end is where it says.
    """
    report = page.validate_pdf_bytes(content)
    return [
        str(failure)
        for failure in report.failures
        if _LENGTH not in failure.rule_id or not _ends_in_a_line_break(content)
    ]


def _ends_in_a_line_break(content: bytes) -> bool:
    with pikepdf.open(BytesIO(content)) as pdf:
        assert not pdf.check_pdf_syntax()
        streams = [item for item in pdf.objects if isinstance(item, pikepdf.Stream)]
        return any(stream.read_raw_bytes()[-1:] in (b"\r", b"\n") for stream in streams)
