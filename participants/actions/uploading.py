"""Keeping checked files: a participant's photograph, a delegation's signed note."""

from pathlib import PurePath

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from participants.models import Delegation, FocalPoint, NominationNote, Photograph, Registration
from participants.uploads import note_of, photograph_of


def keep_photograph(*, registration: Registration, upload: UploadedFile) -> Photograph:
    """Store the picture, written anew, in place of an older one. Raises UploadRefused."""
    content = photograph_of(upload)  # slow work stays outside of the transaction
    with transaction.atomic():
        old = Photograph.objects.filter(registration=registration).first()
        photograph = old or Photograph(registration=registration)
        if old:
            _delete_after_commit(old)
        photograph.file.save(str(content.name), content, save=False)
        photograph.uploaded_at = timezone.now()
        photograph.save()
    return photograph


@transaction.atomic
def drop_photograph(*, registration: Registration) -> None:
    """Delete the picture, if there is one."""
    for old in Photograph.objects.filter(registration=registration):
        _delete_after_commit(old)
        old.delete()


def keep_note(
    *,
    delegation: Delegation,
    upload: UploadedFile,
    by: User | None = None,
    focal_point: FocalPoint | None = None,
) -> NominationNote:
    """Store the signed note of a delegation; older ones stay. Raises UploadRefused."""
    content, media_type = note_of(upload)
    note = NominationNote(
        delegation=delegation,
        original_name=PurePath(upload.name or "note").name[:200],
        media_type=media_type,
        uploaded_by=by,
        focal_point=focal_point,
    )
    note.file.save(str(content.name), content, save=False)
    note.save()
    return note


def _delete_after_commit(photograph: Photograph) -> None:
    storage, name = photograph.file.storage, str(photograph.file.name)
    transaction.on_commit(lambda: storage.delete(name), robust=True)
