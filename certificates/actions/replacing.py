"""A corrected sheet takes the place of a wrong one; the old number says which."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from certificates.actions.issuing import (
    ask_for_sheets,
    ask_for_status,
    locked_holder,
    refuse_unprintable,
)
from certificates.actions.numbering import insert_next
from certificates.designs.wording import worded
from certificates.eligibility import judge
from certificates.kinds import kind_of
from certificates.models import Certificate
from certificates.states import CertificateState, may_move
from certificates.wording import differences, language_of
from common.rules import RuleBroken


class CannotReplace(RuleBroken):
    """The certificate is not valid any more, or the new sheet would say the same."""


@transaction.atomic
def replace(
    *,
    certificate: Certificate,
    reason: str,
    by: User | None,
    language: str = "",
    now: datetime | None = None,
) -> Certificate:
    """Issue a new certificate with today's name and wording, and mark the old one replaced.

    The registration is corrected first, then the certificate is replaced: nothing is typed for
    the sheet alone. ``language`` changes the sheet's language. Locks the person, the registration,
    then the series. Raises CannotReplace and CannotPrint.
    """
    now = now or timezone.now()
    if certificate.person is None:
        raise CannotReplace(_("A blank sheet is not replaced: say what became of it."))
    workshop = certificate.series.workshop
    holder = locked_holder(workshop, certificate.person)
    old = Certificate.objects.select_related("series", "design_version").get(pk=certificate.pk)
    if not may_move(old.state, CertificateState.REPLACED):
        raise CannotReplace(
            _("Certificate %(number)s is not valid any more: it cannot be replaced.")
            % {"number": old.printed_number}
        )
    if not reason.strip():
        raise CannotReplace(_("Say why the certificate is replaced."), field="reason")
    kind = kind_of(workshop, old.kind)
    if kind is None:
        raise CannotReplace(_("This workshop does not give certificates of this kind any more."))
    language = language_of(holder, language or old.language)
    verdict = judge(workshop, [holder], [kind])[holder.person.pk, old.kind]
    if kind.says_hours and not verdict.minutes:
        raise CannotReplace(_("No hours attended: revoke the certificate instead."))
    # The same look: what is corrected is the words.
    wording = worded(old.design_version, holder, kind, verdict, language=language, now=now)
    if language == old.language and not differences(old.wording, wording):
        raise CannotReplace(
            _("The new sheet would say the same as the old one. Correct the registration first.")
        )
    refuse_unprintable(holder, wording)

    # The old one leaves first: only one may live.
    old.state, old.reason = CertificateState.REPLACED, reason.strip()
    old.save(update_fields=["state", "reason"])
    new = insert_next(
        holder=holder,
        kind=old.kind,
        wording=wording,
        language=language,
        version=old.design_version,
        by=by,
        now=now,
    )
    old.replaced_by = new
    old.save(update_fields=["replaced_by"])
    ask_for_status(old)
    ask_for_sheets(workshop=workshop, certificates=[new], by=by)
    return new
