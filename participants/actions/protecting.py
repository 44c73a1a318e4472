"""Hiding the identity of people to whom being known is a danger, and noting who looks."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from participants.emails import hide_messages_about
from participants.models import ProtectedLook, Registration
from participants.rules import MoveRefused


@transaction.atomic
def protect(*, registration: Registration, alias: str, by: User) -> Registration:
    """Let an alias stand on lists, badges, plates and in the outbox.

    Raises MoveRefused without one."""
    alias = alias.strip()
    if not alias:
        raise MoveRefused(_("A protected participant needs an alias."), field="alias")
    registration.is_protected, registration.alias = True, alias
    # A protected person is never on a circulated list nor in a published photograph.
    registration.consents_to_list = registration.consents_to_photographs = False
    registration.save(
        update_fields=["is_protected", "alias", "consents_to_list", "consents_to_photographs"]
    )
    hide_messages_about(registration)
    return registration


@transaction.atomic
def unprotect(*, registration: Registration, by: User) -> Registration:
    """Use the real name again; that somebody lifted the protection is kept among the looks."""
    look(registration=registration, by=by)
    registration.is_protected, registration.alias = False, ""
    registration.save(update_fields=["is_protected", "alias"])
    return registration


def look(*, registration: Registration, by: User) -> ProtectedLook:
    """Note that ``by`` is shown the real name. Call it before showing."""
    return ProtectedLook.objects.create(registration=registration, by=by)
