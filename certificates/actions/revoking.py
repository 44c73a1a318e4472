"""Take a certificate back: it stays on record and says so to whoever checks it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from certificates.actions.issuing import (
    ask_for_sheets,
    ask_for_status,
    locked_holder,
    workshop_has_living,
)
from certificates.models import Certificate
from certificates.states import CertificateState, may_move
from common.rules import RuleBroken


class CannotRevoke(RuleBroken):
    """The certificate is not valid any more, or no reason was given."""


@transaction.atomic
def revoke(
    *, certificate: Certificate, reason: str, by: User | None, now: datetime | None = None
) -> Certificate:
    """Mark ``certificate`` revoked, with the reason that is kept and not shown to the public.

    The person gets another one of this kind only by a waiver. The print file is made anew without
    it.
    Raises CannotRevoke.
    """
    workshop = certificate.series.workshop
    if certificate.person:
        locked_holder(workshop, certificate.person)
    locked = Certificate.objects.select_related("series").get(pk=certificate.pk)
    if not may_move(locked.state, CertificateState.REVOKED):
        raise CannotRevoke(
            _("Certificate %(number)s is not valid any more: it cannot be revoked.")
            % {"number": locked.printed_number}
        )
    if not reason.strip():
        raise CannotRevoke(_("Say why the certificate is revoked."), field="reason")
    locked.state = CertificateState.REVOKED
    locked.revoked_at, locked.revoked_by = now or timezone.now(), by
    locked.reason = reason.strip()
    locked.save(update_fields=["state", "revoked_at", "revoked_by", "reason"])
    ask_for_status(locked)
    if workshop_has_living(workshop):
        ask_for_sheets(workshop=workshop, certificates=[], by=by)
    return locked
