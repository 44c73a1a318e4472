"""Files from outside: judged by their content, never by their name or what the browser claims.

Images are decoded and written anew, so that nothing travels along with the pixels: no place and
camera, no second file hidden behind the picture. A PDF keeps its bytes, since the note's digital
signature would break; it is parsed, and refused with scripts or a foreign beginning.
"""

import io
import uuid
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageChops, ImageOps, UnidentifiedImageError

from participants.rules import UploadRefused

#: A photograph of a good telephone has 50 million pixels; more is an attack on our memory.
_MOST_PIXELS = 60_000_000
_PHOTOGRAPH_SIDE = 1200
#: Height by width of a photograph for a badge.
PORTRAIT = 1.25
_SCAN_SIDE = 3600
_LOGO_SIDE = 900
_DRAWING_SIDE = 1600
#: How much darker than white a point is that belongs to a drawing, of 255.
_PAPER = 24
_IMAGES = ("JPEG", "PNG")

#: Of a PDF: what runs or opens something, and the keys of scripts, of files inside, of XML forms.
_ACTIONS = frozenset({"/JavaScript", "/Launch"})
_TELLING = frozenset({"/JS", "/EF", "/XFA"})
_CONTAINERS = (pikepdf.Dictionary, pikepdf.Array)


@dataclass(frozen=True)
class Crop:
    """The part of an upright picture to keep, as shares of its width and height.

    Its height follows from the portrait's proportions. A width of 0: as much as fits, centred.
    """

    left: float = 0
    top: float = 0
    width: float = 0

    @classmethod
    def read(cls, text: str) -> "Crop":
        """From the three numbers that a page sends; centred where they make no sense."""
        try:
            left, top, width = (float(part) for part in text.split())
        except ValueError:
            return cls()
        if not (0 <= left < 1 and 0 <= top < 1 and 0 < width <= 1):  # also refuses NaN
            return cls()
        return cls(left, top, width)

    def box(self, width: int, height: int) -> tuple[int, int, int, int]:
        """In pixels of a picture of this size, and never beyond it."""
        most = min(width, height / PORTRAIT)
        across = min(self.width * width, most) if self.width else most
        across = max(across, 1)
        down = min(across * PORTRAIT, height)
        left = self.left * width if self.width else (width - across) / 2
        top = self.top * height if self.width else (height - down) / 2
        left, top = min(left, width - across), min(top, height - down)
        return round(left), round(top), round(left + across), round(top + down)


def photograph_of(upload: UploadedFile, crop: Crop | None = None) -> ContentFile:
    """A JPEG of our own making, upright and without metadata. Raises UploadRefused."""
    refuse_huge(upload)
    return _jpeg(upload, side=_PHOTOGRAPH_SIDE, field="photograph", crop=crop)


def logo_of(upload: UploadedFile) -> ContentFile:
    """The same as ``drawing_of``, no larger than a letterhead needs it."""
    return drawing_of(upload, side=_LOGO_SIDE, field="logo")


def drawing_of(upload: UploadedFile, *, side: int = _DRAWING_SIDE, field: str = "") -> ContentFile:
    """A logo, signature or seal as a PNG of our own making: on white, without the white around.

    Not a JPEG, which would leave a haze around letters and lines. Raises UploadRefused."""
    refuse_huge(upload)
    refusal = _("This file cannot be read. Send a picture (PNG or JPEG).")
    image = _opaque(_upright(upload, side=side, refusal=refusal, field=field))
    white = Image.new("RGB", image.size, "white")
    # Paper that was scanned is not quite white.
    ink = ImageChops.difference(image, white).convert("L").point(lambda one: 255 * (one > _PAPER))
    if not (box := ink.getbbox()):
        raise UploadRefused(
            _("This picture is empty: nothing on it is darker than paper."), field=field
        )
    written = io.BytesIO()
    image.crop(box).save(written, "PNG", optimize=True)
    return ContentFile(written.getvalue(), name=f"{uuid.uuid4().hex}.png")


def note_of(upload: UploadedFile, *, most: int = 0) -> tuple[ContentFile, str]:
    """The file to store, under a random name, and its media type. Raises UploadRefused.

    ``most`` bytes may be taken instead of the usual number."""
    refuse_huge(upload, most=most)
    upload.seek(0)
    if upload.read(5) == b"%PDF-":
        return _pdf(upload), "application/pdf"
    return _jpeg(upload, side=_SCAN_SIDE, field="file"), "image/jpeg"


def refuse_huge(upload: UploadedFile, *, most: int = 0) -> None:
    most = most or settings.UPLOAD_MAX_BYTES
    if not upload.size:
        raise UploadRefused(_("The file is empty."))
    if upload.size > most:
        raise UploadRefused(
            _("The file has %(size)s; at most %(most)s can be taken.")
            % {"size": filesizeformat(upload.size), "most": filesizeformat(most)}
        )


def _jpeg(upload: UploadedFile, *, side: int, field: str, crop: Crop | None = None) -> ContentFile:
    refusal = (
        _("This file cannot be read. Send a picture (JPEG or PNG).")
        if field == "photograph"
        else _("This file cannot be read. Send a PDF, JPEG or PNG.")
    )
    image = _opaque(_upright(upload, side=side, refusal=refusal, crop=crop))
    written = io.BytesIO()
    image.save(written, "JPEG", quality=88, optimize=True)
    return ContentFile(written.getvalue(), name=f"{uuid.uuid4().hex}.jpg")


def _upright(
    upload: UploadedFile,
    *,
    side: int,
    refusal: str,
    field: str = "",
    crop: Crop | None = None,
) -> Image.Image:
    """The picture, no side longer than ``side`` pixels. Raises UploadRefused with ``refusal``."""
    upload.seek(0)
    try:
        with warnings.catch_warnings():
            # We count the pixels ourselves, before any of them is unpacked.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image: Image.Image = Image.open(upload, formats=_IMAGES)
            if image.width * image.height > _MOST_PIXELS:
                raise UploadRefused(_("The picture has too many pixels. Send a smaller one."))
            # Before anything else, and in place: a full-size copy of it all would be 240 MB more.
            most = side * 2 if crop else side
            image.thumbnail((most, most))
            ImageOps.exif_transpose(image, in_place=True)
            if crop:
                image = image.crop(crop.box(*image.size))
                image.thumbnail((side, side))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise UploadRefused(refusal, field=field) from None
    return image


def _opaque(image: Image.Image) -> Image.Image:
    """On white: transparent parts would turn black."""
    if image.mode == "RGB":
        return image
    layer = image.convert("RGBA")
    opaque = Image.new("RGB", layer.size, "white")
    opaque.paste(layer, mask=layer)
    return opaque


def _pdf(upload: UploadedFile) -> ContentFile:
    upload.seek(0)
    content = upload.read()
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            pages, acts = len(pdf.pages), _acts_by_itself(pdf)
    except pikepdf.PasswordError:
        raise UploadRefused(_("The PDF asks for a password. Send one without.")) from None
    except (pikepdf.PdfError, ValueError, RuntimeError):
        raise UploadRefused(_("The PDF is broken. Save it anew, or send a picture.")) from None
    if not pages:
        raise UploadRefused(_("The PDF has no page."))
    if acts:
        raise UploadRefused(
            _("The PDF contains scripts or other files. Print it into a new PDF and send that.")
        )
    return ContentFile(content, name=f"{uuid.uuid4().hex}.pdf")


def _acts_by_itself(pdf: pikepdf.Pdf) -> bool:
    """Whether the file runs scripts, starts programs or carries further files."""
    root = pdf.Root
    names: Any = root.get("/Names", {})
    if "/AA" in root or "/JavaScript" in names or "/EmbeddedFiles" in names:
        return True
    return any(
        _TELLING & part.keys() or str(part.get("/S", "")) in _ACTIONS
        for item in pdf.objects
        for part in _dictionaries_in(item)
    )


def _dictionaries_in(item: Any) -> Iterator[Any]:
    """``item`` and what is written inside of it; what it only refers to comes by itself.

    An action mostly stands inside the page, the link or the catalogue that it belongs to.
    """
    waiting = [item]
    while waiting:
        part = waiting.pop()
        if isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
            yield part
            inside = [value for _key, value in part.items()]
        elif isinstance(part, pikepdf.Array):
            inside = list(part)
        else:
            continue
        waiting += [
            value for value in inside if isinstance(value, _CONTAINERS) and not value.is_indirect
        ]
