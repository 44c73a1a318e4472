"""An organiser's word against the rule of attendance: a waiver or an exclusion, with its reason."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from certificates.actions.issuing import locked_registration
from certificates.models import Decision
from common.rules import RuleBroken
from participants.models import Registration


class CannotDecide(RuleBroken):
    """No reason was given, or a valid certificate stands against it."""


def waive(
    *, registration: Registration, reason: str, by: User | None, now: datetime | None = None
) -> Decision:
    """Make the person eligible whatever the attendance was. Raises CannotDecide."""
    return _decide(registration, Decision.Effect.WAIVER, reason, by, now)


def exclude(
    *, registration: Registration, reason: str, by: User | None, now: datetime | None = None
) -> Decision:
    """Keep the person from a certificate; one that lives must be revoked first.

    Raises CannotDecide."""
    return _decide(registration, Decision.Effect.EXCLUSION, reason, by, now)


@transaction.atomic
def withdraw(*, registration: Registration) -> None:
    """Let the rule of attendance decide again; what was issued meanwhile stays valid."""
    locked_registration(registration)
    Decision.objects.filter(registration=registration).delete()


@transaction.atomic
def _decide(
    registration: Registration,
    effect: str,
    reason: str,
    by: User | None,
    now: datetime | None,
) -> Decision:
    if not reason.strip():
        raise CannotDecide(_("Say why: the reason is kept."), field="reason")
    locked = locked_registration(registration)
    living = locked.certificates.living().select_related("series").first()
    if living and effect == Decision.Effect.EXCLUSION:
        raise CannotDecide(
            _("Certificate %(number)s is valid. Revoke it first.")
            % {"number": living.printed_number}
        )
    decision, _is_new = Decision.objects.update_or_create(
        registration=locked,
        defaults={
            "effect": effect,
            "reason": reason.strip(),
            "by": by,
            "at": now or timezone.now(),
        },
    )
    return decision
