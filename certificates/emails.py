"""The message with the link to a certificate."""

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from certificates.links import certificate_link
from certificates.models import Certificate
from certificates.phrases import heading_as_issued
from mail.actions.queueing import queue_message
from mail.kinds import declare
from mail.models import Message
from participants.emails import known_language

KIND = "certificate-link"

declare(
    KIND,
    description=_("Sends the link to a certificate to its holder."),
    placeholders={
        "link": _("The personal link."),
        "certificate": _("What the certificate is called."),
        "number": _("The number of the certificate."),
    },
    samples={
        "link": "https://example.org/c/personal/",
        "certificate": _("Certificate of participation"),
        "number": "KYIV-2019/0012",
    },
    required={"link"},
)


def write_certificate(certificate: Certificate, *, sending: int) -> Message | None:
    """Queue the message in the certificate's language: once for each ``sending`` of it.

    None when that sending was queued before. A message to somebody protected names the alias and
    stays hidden in the outbox. Raises NoAddress."""
    person, workshop = certificate.person, certificate.series.workshop
    language = known_language(certificate.language)
    with translation.override(language):
        heading = heading_as_issued(certificate.kind, certificate.wording)
    return queue_message(
        kind=KIND,
        to=person.email if person else "",
        to_name=certificate.holder_name,
        language=language,
        context={
            "link": certificate_link(certificate),
            "certificate": heading,
            "number": certificate.printed_number,
        },
        workshop=workshop,
        cause=f"{KIND}:{workshop.pk}:{certificate.person_id}:{certificate.pk}:{sending}",
        is_secret=certificate.holder_is_protected,
    )
