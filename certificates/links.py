"""The link of a certificate: for whoever was sent it; ``participants.links`` says how such work."""

from django.conf import settings

from certificates.models import Certificate
from common.access import View
from participants.links import holder_of, token_of
from participants.permissions import opened_by


def certificate_link(certificate: Certificate) -> str:
    """The absolute address of the page with all that its holder got in that workshop."""
    return f"{settings.SITE_URL}/c/{token_of(certificate)}/"


def certificate_for(token: str) -> Certificate:
    """The certificate whose link ``token`` is. Raises LinkRefused."""
    named = Certificate.objects.exclude(person=None).with_holder()
    return holder_of(token, named.select_related("series__workshop__project"))


def by_certificate_link(view: View) -> View:
    """The view receives the certificate in place of the token of its address."""
    return opened_by(certificate_for)(view)
