"""Slides and hand-outs from outside, judged by their content as ``participants.uploads`` does.

A PPTX is a zip of XML parts. It keeps its bytes; it is opened as far as its table of contents, and
refused with macros, controls or foreign objects inside. It is never unpacked here.
"""

import uuid
import zipfile
from xml.etree import ElementTree

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from participants.rules import UploadRefused
from participants.uploads import note_of, refuse_huge

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

_TABLE = "[Content_Types].xml"
_MAIN_PARTS = tuple(
    f"application/vnd.openxmlformats-officedocument.presentationml.{kind}.main+xml"
    for kind in ("presentation", "slideshow", "template")
)
#: What can run: by the type that the table of contents states, and by the name of the part.
_ACTIVE_TYPES = ("macroenabled", "vbaproject", "activex", "oleobject")
_ACTIVE_NAMES = ("vbaproject", "activex", ".bin", ".exe", ".dll", ".js", ".vbs")
_MOST_PARTS = 5000
_MOST_UNPACKED = 1_000_000_000
_LARGEST_TABLE = 2_000_000


def slides_of(upload: UploadedFile) -> tuple[ContentFile, str]:
    """The file to store, under a random name, and its media type: PDF or PPTX.

    Raises UploadRefused."""
    beginning = _beginning(upload)
    if beginning.startswith(b"PK\x03\x04"):
        return _presentation(upload), PPTX
    if beginning.startswith(b"%PDF-"):
        return note_of(upload, most=settings.SLIDES_MAX_BYTES)
    raise UploadRefused(_("These are no slides that can be read. Send a PDF or a PPTX."))


def handout_of(upload: UploadedFile) -> tuple[ContentFile, str]:
    """The same for staff, who may also add a picture."""
    if _beginning(upload).startswith(b"PK\x03\x04"):
        return _presentation(upload), PPTX
    try:
        return note_of(upload, most=settings.SLIDES_MAX_BYTES)
    except UploadRefused:
        if _beginning(upload).startswith(b"%PDF-"):
            raise
        sentence = _("This file cannot be read. Send a PDF, PPTX, JPEG or PNG.")
        raise UploadRefused(sentence) from None


def _beginning(upload: UploadedFile) -> bytes:
    refuse_huge(upload, most=settings.SLIDES_MAX_BYTES)
    upload.seek(0)
    return upload.read(5)


def _presentation(upload: UploadedFile) -> ContentFile:
    upload.seek(0)
    try:
        with zipfile.ZipFile(upload) as package:
            parts = package.infolist()
            if len(parts) > _MOST_PARTS or sum(p.file_size for p in parts) > _MOST_UNPACKED:
                raise UploadRefused(_("The presentation is too large inside. Save it as a PDF."))
            types = _types_in(package)
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, RuntimeError, ValueError):
        raise _no_presentation() from None
    except (NotImplementedError, OSError):
        raise _no_presentation() from None
    names = [part.filename.lower() for part in parts]
    if any(word in one for one in types for word in _ACTIVE_TYPES) or any(
        word in name for name in names for word in _ACTIVE_NAMES
    ):
        raise UploadRefused(
            _("The presentation contains macros or foreign objects. Save it as a PDF.")
        )
    if not any(part in types for part in _MAIN_PARTS):
        raise _no_presentation()
    upload.seek(0)
    return ContentFile(upload.read(), name=f"{uuid.uuid4().hex}.pptx")


def _types_in(package: zipfile.ZipFile) -> set[str]:
    """The types of parts that the package's table of contents states, in small letters."""
    with package.open(_TABLE) as table:
        text = table.read(_LARGEST_TABLE + 1)
    if len(text) > _LARGEST_TABLE or b"<!" in text:
        raise ValueError("no table of contents has this size, or declares entities")
    # Without declarations there is nothing to expand; "<!" in UTF-16 has no parser's mark below.
    if not text.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        raise ValueError("not UTF-8")
    root = ElementTree.fromstring(text)  # noqa: S314
    return {one.get("ContentType", "").lower() for one in root}


def _no_presentation() -> UploadRefused:
    return UploadRefused(_("This is no presentation that can be read. Send a PDF or a PPTX."))
