"""Is this file unaltered? A visitor's PDF, compared with what was issued, and forgotten."""

from enum import StrEnum
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from certificates.codes import grouped
from certificates.forms import FileForm
from certificates.models import Certificate
from certificates.queries import issued_as, known_keys
from certificates.sealing.examining import Finding, SealState, examine
from certificates.views.verification import day_in_words, in_visitors_language, show
from common.access import public
from common.throttling import throttled


class Answer(StrEnum):
    ISSUED = "issued"  # the very file
    SEALED = "sealed"  # our seal is whole; the copy kept here is another one
    ALTERED = "altered"
    UNKNOWN = "unknown"


@public
@throttled("certificates.verify", limit="60/m")
@throttled("certificates.file", limit="20/m", methods=("POST",))
@in_visitors_language
@require_http_methods(["GET", "HEAD", "POST"])
def verify_file(request: HttpRequest) -> HttpResponse:
    """The same two queries and the same work, whether or not the certificate exists.

    No name is shown: the facts lead on to the page of the certificate, which knows what it may.
    """
    if request.method != "POST":
        return show(request, "certificates/verify_file.html", {"file_form": FileForm()})
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return show(request, "certificates/verify_file.html", {"file_form": form}, status=422)
    finding = examine(form.cleaned_data["file"].read(), known_keys())
    certificate = issued_as(sha256=finding.sha256, code=finding.code)
    answer = _answer(finding, certificate)
    context = {"file_form": FileForm(), "answer": answer.value}
    if certificate and answer != Answer.UNKNOWN:
        context |= _facts(certificate)
    return show(request, "certificates/verify_file.html", context)


def _answer(finding: Finding, certificate: Certificate | None) -> Answer:
    if certificate and certificate.sha256 == finding.sha256:
        return Answer.ISSUED
    if finding.seal is SealState.INTACT:
        return Answer.SEALED if certificate else Answer.UNKNOWN
    if certificate or finding.seal is SealState.BROKEN:
        return Answer.ALTERED
    return Answer.UNKNOWN


def _facts(certificate: Certificate) -> dict[str, Any]:
    workshop, successor = certificate.series.workshop, certificate.replaced_by
    return {
        "certificate": certificate,
        "code": grouped(certificate.code),
        "workshop_title": certificate.wording["workshop_title"],
        "issued_on": day_in_words(certificate.issued_at, workshop),
        "revoked_on": day_in_words(certificate.revoked_at, workshop),
        "replaced_on": day_in_words(successor.issued_at if successor else None, workshop),
        "seal": certificate.sealed_by.kind if certificate.sealed_by else "",
    }
