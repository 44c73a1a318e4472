"""Files and links that go with a workshop: adding, changing, showing, removing."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from common.rules import RuleBroken
from sessions.models import Material
from sessions.uploads import handout_of
from workshops.models import Workshop

FACTS = ("title", "titles", "kind", "item", "url", "visibility", "position")


class FileOrLink(RuleBroken):
    """A material is a file or a link, and one of the two."""


def add_material(
    *, workshop: Workshop, by: User | None, facts: Mapping[str, Any], upload: UploadedFile | None
) -> Material:
    """Add a file or a link. Raises FileOrLink and UploadRefused."""
    return _write(Material(workshop=workshop, uploaded_by=by), facts, upload)


def change_material(
    *,
    material: Material,
    by: User | None,
    facts: Mapping[str, Any],
    upload: UploadedFile | None = None,
) -> Material:
    """Change what is said of it; an ``upload`` takes the place of the file or link before.

    Raises FileOrLink and UploadRefused."""
    return _write(material, facts, upload)


@transaction.atomic
def show_material(*, material: Material, to: str, by: User | None) -> None:
    """Say who sees it: slides of speakers are the organisers' alone until one of them says so."""
    material.visibility = to
    material.save(update_fields=["visibility"])


@transaction.atomic
def remove_material(*, material: Material, by: User | None) -> None:
    """Delete it with its file, for good."""
    _delete_after_commit(material.file)
    material.delete()


def _write(material: Material, facts: Mapping[str, Any], upload: UploadedFile | None) -> Material:
    if upload and facts["url"]:
        raise FileOrLink(_("Give a file or a link, not both."), field="url")
    if not upload and not facts["url"] and not material.file:
        raise FileOrLink(_("Choose a file, or give a link."), field="upload")
    item = facts["item"]
    if item is not None and item.workshop_id != material.workshop_id:
        raise RuleBroken(_("This session belongs to another workshop."), field="item")
    stored = handout_of(upload) if upload else None  # slow work stays outside of the transaction
    with transaction.atomic():
        for name in FACTS:
            setattr(material, name, facts[name])
        if stored or facts["url"]:
            _delete_after_commit(material.file)
            material.file, material.original_name = "", ""
            material.media_type, material.size = "", 0
        if stored and upload:
            content, material.media_type = stored
            material.original_name = PurePath(upload.name or "file").name[:200]
            material.size = content.size
            material.file.save(str(content.name), content, save=False)
        material.save()
    return material


def _delete_after_commit(file: Any) -> None:
    if file:
        storage, name = file.storage, str(file.name)
        transaction.on_commit(lambda: storage.delete(name), robust=True)
