"""Open Badges: the holder's copy to take away, and what verifiers fetch from us."""

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from certificates.credentials.achievements import issuer_document
from certificates.credentials.addresses import key_url
from certificates.credentials.badges import badge_svg
from certificates.credentials.tokens import enveloped, jwk_of
from certificates.holding import holdings_by_link, holdings_of_user
from certificates.links import by_certificate_link
from certificates.models import Certificate, PublicKey, StatusList
from certificates.permissions import member
from certificates.queries import certificates_of, known_keys, own_certificates
from certificates.storing import file_name_of
from certificates.views.downloads import newest_or_404, sorry
from common.access import by_link, public, signed_in
from common.throttling import throttled
from participants.links import LinkRefused, registration_for
from workshops.models import Workshop
from workshops.permissions import requires

#: Revocation is seen by verifiers within this time.
_SECONDS = 300


@by_link
@throttled("certificates.personal", limit="60/m")
@require_safe
def personal(
    request: HttpRequest, token: str, form: str, pk: int | None = None
) -> HttpResponseBase:
    """A credential of whoever holds the personal link, as ``jwt``, ``json`` or ``svg``."""
    try:
        registration = registration_for(token)
    except LinkRefused as refusal:
        if not refusal.is_gone:
            raise Http404(refusal.sentence) from None
        return sorry(request, refusal.sentence, status=410)
    living = certificates_of(registration.workshop, registration.person_id).living()
    return _download(newest_or_404(living, pk), form)


@throttled("certificates.personal", limit="60/m")
@by_certificate_link
@require_safe
def linked(request: HttpRequest, certificate: Certificate, pk: int, form: str) -> HttpResponseBase:
    """The same for whoever was sent the link of one of them."""
    theirs = certificates_of(certificate.series.workshop, certificate.person_id or 0)
    return _download(newest_or_404(theirs.living(), pk), form)


@by_certificate_link
@require_safe
def linked_page(request: HttpRequest, certificate: Certificate) -> HttpResponse:
    """What a message about a certificate leads to: all that its holder got in that workshop."""
    context = {
        "workshop": certificate.series.workshop,
        "holdings": holdings_by_link(certificate),
    }
    return render(request, "certificates/linked.html", context)


@signed_in
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """All certificates of the person behind the account, by its verified addresses."""
    context = {"holdings": holdings_of_user(member(request))}
    return render(request, "certificates/mine.html", context)


@signed_in
@require_safe
def own(request: HttpRequest, pk: int, form: str) -> HttpResponseBase:
    """The same for somebody signed in whose verified address is the person's."""
    certificates = own_certificates(member(request)).living()
    return _download(get_object_or_404(certificates, pk=pk), form)


@requires("certificate.view")
@require_safe
def of_staff(request: HttpRequest, workshop: Workshop, pk: int, form: str) -> HttpResponseBase:
    """The same for staff, who hand it on. Nobody has one of a protected person."""
    certificates = Certificate.objects.for_list().filter(series__workshop=workshop)
    return _download(get_object_or_404(certificates, pk=pk), form)


@public
@throttled("certificates.issuer", limit="120/m")
@require_safe
def issuer(request: HttpRequest) -> HttpResponse:
    """Who issues here, with all keys that were ever used."""
    certificates = known_keys()
    keys = [
        (key, jwk_of(certificates[key.fingerprint], kid=key_url(key.fingerprint)))
        for key in PublicKey.objects.all()
    ]
    return _for_verifiers(issuer_document(keys))


@public
@throttled("certificates.issuer", limit="120/m")
@require_safe
def public_key(request: HttpRequest, fingerprint: str) -> HttpResponse:
    certificate = known_keys().get(fingerprint)
    if certificate is None:
        raise Http404
    return _for_verifiers(jwk_of(certificate, kid=key_url(fingerprint)))


@public
@throttled("certificates.issuer", limit="120/m")
@require_safe
def status_list(request: HttpRequest, number: int) -> HttpResponse:
    found = get_object_or_404(StatusList.objects.exclude(token=""), number=number)
    return _open(HttpResponse(found.token, content_type="application/vc+jwt"))


@public
@require_safe
def badge(request: HttpRequest) -> HttpResponse:
    """The medal that all badges show, with nobody's credential in it."""
    return _open(HttpResponse(badge_svg(), content_type="image/svg+xml"))


def _download(certificate: Certificate, form: str) -> HttpResponse:
    # A person protected since: what was made before is given out no more.
    if not certificate.credential or certificate.holder_is_protected:
        raise Http404(_("There is no such page."))
    if form == "jwt":
        response = HttpResponse(certificate.credential, content_type="application/vc+jwt")
    elif form == "json":
        content = json.dumps(enveloped(certificate.credential), indent=2)
        response = HttpResponse(content, content_type="application/json")
    elif form == "svg":
        said = certificate.wording
        content = badge_svg(
            heading=said["heading"],
            title=said["workshop_title"],
            credential=certificate.credential,
        )
        response = HttpResponse(content, content_type="image/svg+xml")
    else:
        raise Http404(_("There is no such page."))
    name = f"{file_name_of(certificate).removesuffix('.pdf')}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _for_verifiers(document: dict[str, Any]) -> HttpResponse:
    return _open(JsonResponse(document, json_dumps_params={"ensure_ascii": False}))


def _open(response: HttpResponse) -> HttpResponse:
    """Readable by programs of any site: it is the same for everybody and names nobody."""
    response["Cache-Control"] = f"public, max-age={_SECONDS}"
    response["Access-Control-Allow-Origin"] = "*"
    return response
