"""Keeping checked files: a participant's photograph, a delegation's signed note."""

from pathlib import PurePath

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from participants.actions.answering import lock_answers, note_changes
from participants.models import (
    Answer,
    Delegation,
    FocalPoint,
    NominationNote,
    Photograph,
    Question,
    Registration,
    StateChange,
)
from participants.questions.kinds import Kind
from participants.uploads import Crop, note_of, photograph_of


def keep_photograph(
    *,
    registration: Registration,
    upload: UploadedFile,
    crop: Crop | None = None,
    actor: str = StateChange.Actor.PARTICIPANT,
) -> Photograph:
    """Store the picture, written anew, in place of an older one; without ``crop`` its middle.

    Raises UploadRefused."""
    content = photograph_of(upload, crop or Crop())  # slow work stays outside of the transaction
    with transaction.atomic():
        sheet = lock_answers(registration)
        if registration.submitted_at is not None:
            note_changes(sheet, {"photograph": True}, actor=actor, by=None, now=timezone.now())
        old = sheet.photograph
        photograph = old or Photograph(registration=registration)
        if old:
            delete_file_after_commit(old)
        photograph.file.save(str(content.name), content, save=False)
        photograph.uploaded_at = timezone.now()
        photograph.save()
    return photograph


@transaction.atomic
def drop_photograph(*, registration: Registration) -> None:
    """The person deletes the picture, if there is one."""
    sheet = lock_answers(registration)
    if sheet.photograph is None:
        return
    if registration.submitted_at is not None:
        actor = StateChange.Actor.PARTICIPANT
        note_changes(sheet, {"photograph": None}, actor=actor, by=None, now=timezone.now())
    delete_file_after_commit(sheet.photograph)
    sheet.photograph.delete()


def keep_answer_file(
    *,
    registration: Registration,
    question: Question,
    upload: UploadedFile,
    actor: str,
    by: User | None = None,
    crop: Crop | None = None,
) -> Answer:
    """Store a file as the answer to ``question``, in place of an older one; its name is kept.

    Raises UploadRefused."""
    if question.kind == Kind.PHOTOGRAPH:
        content, media_type = photograph_of(upload, crop or Crop()), "image/jpeg"
    else:
        content, media_type = note_of(upload)
    name = PurePath(upload.name or "file").name[:200]
    with transaction.atomic():
        sheet = lock_answers(registration)
        if registration.submitted_at is not None:
            note_changes(sheet, {question.key: name}, actor=actor, by=by, now=timezone.now())
        answer = sheet.rows.get(question.key)
        if answer:
            delete_file_after_commit(answer)
        answer = answer or Answer(registration=registration, question=question)
        answer.value, answer.media_type, answer.answered_at = name, media_type, timezone.now()
        answer.file.save(str(content.name), content, save=False)
        answer.save()
    return answer


@transaction.atomic
def drop_answer_file(
    *, registration: Registration, question: Question, actor: str, by: User | None = None
) -> None:
    """Delete the file that answers ``question``, if there is one."""
    sheet = lock_answers(registration)
    answer = sheet.rows.get(question.key)
    if answer is None:
        return
    if registration.submitted_at is not None:
        note_changes(sheet, {question.key: None}, actor=actor, by=by, now=timezone.now())
    delete_file_after_commit(answer)
    answer.delete()


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


def delete_file_after_commit(row: Photograph | Answer) -> None:
    """The row's private file goes once nothing in the database refers to it."""
    storage, name = row.file.storage, str(row.file.name)
    if name:
        transaction.on_commit(lambda: storage.delete(name), robust=True)
