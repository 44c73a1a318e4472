"""The logo of an organisation, for everything on paper."""

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from common.rules import RuleBroken
from participants.uploads import logo_of
from workshops.models import Organisation, Workshop


class NotYours(RuleBroken):
    """The logo also stands on the paper of workshops that others run."""


def keep_logo(*, organisation: Organisation, upload: UploadedFile, by: User) -> None:
    """Store the picture, written anew, in place of an older one.

    Whoever edits one workshop may give a logo to an organisation that has none. Raises NotYours
    where it has one and organises workshops that ``by`` may not edit, and UploadRefused."""
    content = logo_of(upload)  # slow work stays outside of the transaction
    with transaction.atomic():
        locked = _locked(organisation, by=by)
        old = locked.logo.name
        locked.logo.save(str(content.name), content, save=False)
        locked.save(update_fields=["logo"])
        _delete_after_commit(old)


@transaction.atomic
def drop_logo(*, organisation: Organisation, by: User) -> None:
    """Take the logo off all paper to come. Raises NotYours."""
    locked = _locked(organisation, by=by)
    old = locked.logo.name
    locked.logo = ""
    locked.save(update_fields=["logo"])
    _delete_after_commit(old)


def may_change_logo(organisation: Organisation, user: User) -> bool:
    """Whether there is none yet, or all workshops that it organises are ``user``'s to edit."""
    if not organisation.logo:
        return True
    organised = Workshop.objects.filter(organisers__organisation=organisation)
    own = Workshop.objects.permitting(user, "workshop.edit")
    return not organised.exclude(pk__in=own.values("pk")).exists()


def _locked(organisation: Organisation, *, by: User) -> Organisation:
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if not may_change_logo(locked, by):
        raise NotYours(
            _(
                "“%(name)s” organises workshops of others, too. An administrator can change its"
                " logo."
            )
            % {"name": locked.name},
            field="logo",
        )
    return locked


def _delete_after_commit(name: str | None) -> None:
    if name:
        transaction.on_commit(lambda: default_storage.delete(name), robust=True)
