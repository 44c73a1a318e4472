"""A certificate as its holder sees it: what can be taken away, and whether it stands."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from certificates.codes import verification_url
from certificates.models import Certificate
from certificates.phrases import heading_as_issued
from certificates.queries import certificates_of, own_certificates
from certificates.states import CertificateState
from common.dates import date_range
from participants.links import token_of
from participants.models import Registration

FORMS = ("pdf", "svg", "jwt", "json")


@dataclass(frozen=True)
class Holding:
    """One certificate; the addresses are empty where there is nothing to take away."""

    certificate: Certificate
    heading: str
    address: str
    state: str
    pdf: str
    svg: str
    jwt: str
    json: str


def holdings_of(registration: Registration) -> list[Holding]:
    """For whoever has the personal link of ``registration``: those of this workshop."""
    token = token_of(registration)

    def link(form: str, certificate: Certificate) -> str:
        if form == "pdf":
            return reverse("certificates:personal_pdf", args=[token, certificate.pk])
        return reverse("certificates:personal_credential", args=[token, certificate.pk, form])

    return _holdings(certificates_of(registration.workshop, registration.person_id), link)


def holdings_of_user(user: User) -> list[Holding]:
    """For somebody signed in: those of all workshops, newest first."""

    def link(form: str, certificate: Certificate) -> str:
        if form == "pdf":
            return reverse("certificates:own_pdf", args=[certificate.pk])
        return reverse("certificates:own_credential", args=[certificate.pk, form])

    return _holdings(own_certificates(user), link)


def holdings_by_link(certificate: Certificate) -> list[Holding]:
    """For whoever has the link of ``certificate``: all of its holder in that workshop."""
    token = token_of(certificate)

    def link(form: str, one: Certificate) -> str:
        if form == "pdf":
            return reverse("certificates:linked_pdf", args=[token, one.pk])
        return reverse("certificates:linked_credential", args=[token, one.pk, form])

    return _holdings(certificates_of(certificate.series.workshop, certificate.person_id or 0), link)


def _holdings(
    certificates: Iterable[Certificate], link: Callable[[str, Certificate], str]
) -> list[Holding]:
    return [_holding(one, link) for one in certificates]


def _holding(certificate: Certificate, link: Callable[[str, Certificate], str]) -> Holding:
    is_valid = certificate.state == CertificateState.VALID
    has_file = is_valid and bool(certificate.file)
    has_credential = (
        is_valid and bool(certificate.credential) and not certificate.holder_is_protected
    )
    offered = {"pdf": has_file} | dict.fromkeys(FORMS[1:], has_credential)
    links = {form: link(form, certificate) if offered[form] else "" for form in FORMS}
    return Holding(
        certificate=certificate,
        heading=heading_as_issued(certificate.kind, certificate.wording),
        address=verification_url(certificate.code),
        state=_state_of(certificate),
        **links,
    )


def _state_of(certificate: Certificate) -> str:
    zone = certificate.series.workshop.zone
    if certificate.state == CertificateState.REVOKED and certificate.revoked_at:
        day = date_range(certificate.revoked_at.astimezone(zone).date())
        return _("The organisers revoked it on %(date)s. Whoever checks it is told so.") % {
            "date": day
        }
    successor = certificate.replaced_by
    if certificate.state == CertificateState.REPLACED and successor:
        day = date_range(successor.issued_at.astimezone(zone).date())
        return _("On %(date)s certificate %(number)s took its place. Use that one.") % {
            "date": day,
            "number": successor.printed_number,
        }
    return _("It is valid. Whoever checks it is told so.")
