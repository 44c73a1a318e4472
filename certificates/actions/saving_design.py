"""Save a design: its newest version changes while nothing was made with it; then comes the next."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from certificates.actions.starting_design import refuse_taken
from certificates.designs.content import Content
from certificates.designs.pictures import sweep_pictures
from certificates.models import Design, DesignVersion


@transaction.atomic
def save_design(*, design: Design, name: str, content: Content, by: User | None) -> DesignVersion:
    """The version that holds ``content`` now.

    Locks the design, as issuing does: a version is never changed under a certificate that is
    being made with it. Raises NameTaken."""
    locked = Design.objects.select_for_update().get(pk=design.pk)
    refuse_taken(locked.workshop, name, but=locked)
    if locked.name != name:
        locked.name = name
        locked.save(update_fields=["name"])
    newest = locked.newest
    written = content.written()
    if newest.content == written:
        return newest
    if newest.certificates.exists():
        return DesignVersion.objects.create(
            design=locked, number=newest.number + 1, content=written, made_by=by
        )
    newest.content, newest.made_by, newest.made_at = written, by, timezone.now()
    newest.save(update_fields=["content", "made_by", "made_at"])
    sweep_pictures(locked)
    return newest
