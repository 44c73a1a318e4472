"""Send certificates to their holders, once more if asked, singly or all together."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from certificates.emails import write_certificate
from certificates.models import Certificate
from certificates.queries import to_be_sent
from certificates.states import CertificateState
from common.rules import RuleBroken
from jobs.actions.enqueue import enqueue
from jobs.models import Job
from participants.links import prolong_link
from workshops.models import Workshop

SEND_KIND = "certificates.send"


class CannotSend(RuleBroken):
    """There is no address, no PDF yet, or the certificate is not valid."""


class NothingToSend(RuleBroken):
    """Everybody who can be written to has been."""


@transaction.atomic
def send(
    *, certificate: Certificate, sending: int, by: User | None, now: datetime | None = None
) -> bool:
    """Write to the holder, for the ``sending``-th time: the number says which time is meant.

    False when that sending is done already, so that a second click, or a job that is done again,
    sends nothing twice. Locks the certificate; its link works for some weeks from now.
    Raises CannotSend and NoAddress.
    """
    now = now or timezone.now()
    locked = (
        Certificate.objects.select_for_update(of=("self",))
        .select_related("series__workshop", "person")
        .get(pk=certificate.pk)
    )
    if locked.sendings >= sending:
        return False
    if locked.state != CertificateState.VALID:
        raise CannotSend(
            _("Certificate %(number)s is not valid any more: it is not sent.")
            % {"number": locked.printed_number}
        )
    if not locked.file:
        raise CannotSend(_("The PDF is still being made. Send it in a minute."))
    if not locked.person or not locked.person.email:
        raise CannotSend(_("%(name)s has no e-mail address.") % {"name": locked.holder_name})
    prolong_link(locked, now=now)
    write_certificate(locked, sending=sending)
    locked.sendings, locked.sent_at = sending, now
    locked.save(update_fields=["sendings", "sent_at"])
    return True


@transaction.atomic
def send_all(*, workshop: Workshop, by: User | None, again: bool = False) -> Job:
    """Ask a job to write to the holders who have not been written to; ``again``: to all.

    One job per workshop: a second click joins the running one. Raises NothingToSend."""
    items = [
        f"{pk}:{sendings + 1}"
        for pk, sendings in to_be_sent(workshop, again=again).values_list("pk", "sendings")
    ]
    if not items:
        raise NothingToSend(_("There is nobody to write to."))
    return enqueue(
        kind=SEND_KIND,
        items=items,
        params={"workshop": workshop.pk},
        by=by,
        dedupe_key=send_key(workshop),
    )


def send_key(workshop: Workshop) -> str:
    return f"{SEND_KIND}:{workshop.pk}"


def certificates_among(references: Iterable[str]) -> dict[str, Certificate]:
    """The certificates that items of the job refer to."""
    keys = {reference: reference.partition(":")[0] for reference in references}
    found = (
        Certificate.objects.with_holder()
        .select_related("series")
        .in_bulk([int(key) for key in keys.values()])
    )
    return {reference: found[int(key)] for reference, key in keys.items() if int(key) in found}
