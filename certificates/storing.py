"""Private files that a dying worker leaves whole or not at all."""

import hashlib
import os
import re
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction

from certificates.models import Certificate, PublicKey


@transaction.atomic
def keep_sheet(
    certificate: Certificate,
    content: bytes,
    *,
    writer: str,
    sealed_by: PublicKey | None = None,
    credential: str = "",
) -> None:
    """Store the PDF under the certificate's own name; write its checksum and credential down.

    A seal makes other bytes each time, and a file that was handed out must stay the one that we
    know: so the first file stands, and of two workers with the same certificate the second keeps
    the first one's. Locks the certificate. ``writer`` keeps them apart while they write.
    """
    locked = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if has_sheet(locked):
        certificate.file, certificate.sha256 = locked.file, locked.sha256
        certificate.sealed_by, certificate.credential = locked.sealed_by, locked.credential
        return
    name = sheet_name(certificate)
    write_whole(name, lambda path: path.write_bytes(content), writer=writer)
    certificate.file.name = name
    certificate.sha256 = hashlib.sha256(content).hexdigest()
    certificate.sealed_by, certificate.credential = sealed_by, credential
    certificate.save(update_fields=["file", "sha256", "sealed_by", "credential"])


def sheet_name(certificate: Certificate) -> str:
    return f"certificates/{certificate.series_id}/{certificate.number:06d}.pdf"


def has_sheet(certificate: Certificate) -> bool:
    """Whether the PDF is really there: a restored database may lack its files."""
    return bool(certificate.file.name) and default_storage.exists(certificate.file.name or "")


def file_name_of(certificate: Certificate) -> str:
    """The name for a download or a folder: the number alone, no names of people."""
    return f"{certificate.series.prefix}-{certificate.number:04d}.pdf"


def write_whole(name: str, write: Callable[[Path], object], *, writer: str) -> Path:
    """Let ``write`` fill a temporary file, then move it to ``name`` in the private store."""
    target = Path(default_storage.path(name))
    return replace_whole(target, write, writer=writer)


def replace_whole(target: Path, write: Callable[[Path], object], *, writer: str = "") -> Path:
    """The same for any path: readers see the old file or the new one, never a part."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    mine = re.sub(r"[^0-9A-Za-z]", "", writer) or os.getpid()
    passing = target.with_name(f".{target.name}.{mine}.part")
    try:
        write(passing)
        passing.chmod(0o600)
        with passing.open("rb+") as handle:
            os.fsync(handle.fileno())
        passing.replace(target)
    finally:
        passing.unlink(missing_ok=True)
    return target


def sweep_parts(name: str) -> None:
    """Remove what killed workers left unfinished in the folder of ``name``; it holds names.

    Only what is older than any lease: a living worker may be writing beside us.
    """
    before = time.time() - settings.JOBS_LEASE_SECONDS
    for part in Path(default_storage.path(name)).parent.glob(".*.part"):
        with suppress(FileNotFoundError):
            if part.stat().st_mtime < before:
                part.unlink()
