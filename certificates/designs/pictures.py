"""Logos, signatures and seals: judged by their content, kept under its checksum, read to print."""

import datetime
import hashlib
from functools import lru_cache, partial

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from certificates.designs.content import Content
from certificates.models import Design, DesignPicture
from participants.uploads import drawing_of
from workshops.models import Organisation

#: Uploaded for a preview and then left out: so long a form may lie open.
_KEPT_UNUSED = datetime.timedelta(days=2)


def keep_picture(design: Design, upload: UploadedFile) -> str:
    """Store what was uploaded as a PNG of our own making; return its checksum.

    The same picture is kept once. Raises UploadRefused."""
    return _keep(design, drawing_of(upload).read())


def adopt_logo(design: Design, organisation: Organisation) -> str:
    """Keep a copy of the organisation's logo: no version changes when the logo does later.

    Its checksum; empty where there is no logo, or where its file is gone."""
    if not organisation.logo:
        return ""
    try:
        with organisation.logo.open("rb") as file:
            return _keep(design, file.read())
    except FileNotFoundError:
        return ""


def _keep(design: Design, content: bytes) -> str:
    sha256 = hashlib.sha256(content).hexdigest()
    if not design.pictures.filter(sha256=sha256).exists():
        DesignPicture.objects.get_or_create(
            design=design,
            sha256=sha256,
            defaults={"file": ContentFile(content, name="picture.png")},
        )
    return sha256


def picture_of(design: int | None, sha256: str) -> bytes:
    """The picture's content; empty where none is named. A lost file is an error, not a gap."""
    return _content(design, sha256) if design and sha256 else b""


@lru_cache(maxsize=64)
def _content(design: int, sha256: str) -> bytes:
    found = DesignPicture.objects.get(design=design, sha256=sha256)
    with found.file.open("rb") as file:
        content: bytes = file.read()
    return content


def copy_pictures(source: Design, target: Design, content: Content) -> None:
    """Those that ``content`` shows: a copy stays whole when its source is deleted."""
    for picture in source.pictures.filter(sha256__in=content.pictures):
        with picture.file.open("rb") as file:
            copy = ContentFile(file.read(), name="picture.png")
        DesignPicture.objects.create(design=target, sha256=picture.sha256, file=copy)


def sweep_pictures(design: Design) -> None:
    """Remove what no version shows any more; what was just uploaded may be in an open form."""
    shown: set[str] = set()
    for content in design.versions.values_list("content", flat=True):
        shown |= Content.read(content).pictures
    stale = design.pictures.filter(added_at__lt=timezone.now() - _KEPT_UNUSED)
    remove(stale.exclude(sha256__in=shown))


def remove(pictures: QuerySet[DesignPicture]) -> None:
    """Rows and, after the commit, their files."""
    for picture in pictures:
        name = picture.file.name
        picture.delete()
        if name:
            transaction.on_commit(partial(default_storage.delete, name))
