"""What speakers tell of themselves and send in."""

from pathlib import PurePath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.models import User
from participants.uploads import photograph_of
from sessions.models import AgendaItem, Material, Speaker
from sessions.uploads import slides_of

OWN_FACTS = (
    "position",
    "biography",
    "equipment_needs",
    "dietary_needs",
    "access_needs",
    "name_request",
)


@transaction.atomic
def save_own_facts(*, speaker: Speaker, title: str, **facts: Any) -> None:
    """The speaker's own corrections. The name is none of them: it may be in print already, so it is
    asked for in ``name_request`` and corrected by staff."""
    if speaker.person.title != title:
        speaker.person.title = title
        speaker.person.save(update_fields=["title"])
    for name in OWN_FACTS:
        setattr(speaker, name, facts[name])
    speaker.save(update_fields=OWN_FACTS)


def keep_photograph(*, speaker: Speaker, upload: UploadedFile) -> None:
    """Store the picture, written anew, in place of an older one. Raises UploadRefused."""
    content = photograph_of(upload)  # slow work stays outside of the transaction
    with transaction.atomic():
        current = Speaker.objects.select_for_update(no_key=True).get(pk=speaker.pk)
        _delete_after_commit(current.photograph)
        current.photograph.save(str(content.name), content, save=False)
        current.save(update_fields=["photograph"])


@transaction.atomic
def drop_photograph(*, speaker: Speaker) -> None:
    """Delete the picture, if there is one."""
    current = Speaker.objects.select_for_update(no_key=True).get(pk=speaker.pk)
    _delete_after_commit(current.photograph)
    current.photograph = ""
    current.save(update_fields=["photograph"])


def keep_slides(
    *, speaker: Speaker, item: AgendaItem, upload: UploadedFile, by: User | None = None
) -> Material:
    """Store slides for one session: organisers alone see them until one of them says who may.

    Slides that the same speaker sent for the session before stay, since they may be in use; staff
    delete them. Raises UploadRefused."""
    content, media_type = slides_of(upload)
    slides = Material(
        workshop=speaker.workshop,
        item=item,
        kind=Material.Kind.SLIDES,
        title=item.title,
        visibility=Material.Visibility.ORGANISERS,
        speaker=speaker,
        uploaded_by=by,
        original_name=PurePath(upload.name or "slides").name[:200],
        media_type=media_type,
        size=content.size,
    )
    slides.file.save(str(content.name), content, save=False)
    slides.save()
    return slides


def _delete_after_commit(file: Any) -> None:
    if file:
        storage, name = file.storage, str(file.name)
        transaction.on_commit(lambda: storage.delete(name), robust=True)
