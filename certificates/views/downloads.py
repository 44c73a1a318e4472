"""PDFs to take away. Their names are numbers: a folder of downloads tells no names."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from certificates.links import by_certificate_link
from certificates.models import Certificate
from certificates.models.certificate import CertificateQuerySet
from certificates.permissions import may_see_name, member, note_look
from certificates.queries import (
    certificates_of,
    is_print_file_current,
    own_certificates,
    print_file_of,
)
from certificates.storing import file_name_of, has_sheet
from common.access import by_link, signed_in
from common.throttling import throttled
from participants.links import LinkRefused, registration_for
from workshops.models import Workshop
from workshops.permissions import requires


@requires("certificate.view")
@require_safe
def sheet(request: HttpRequest, workshop: Workshop, pk: int) -> HttpResponseBase:
    """One certificate, whatever became of it; of a protected person only for named staff."""
    certificates = Certificate.objects.for_list().filter(series__workshop=workshop)
    certificate = get_object_or_404(certificates, pk=pk)
    if not may_see_name(request, is_protected=certificate.holder_is_protected):
        raise Http404(_("There is no such page."))
    if certificate.person and certificate.holder_is_protected:
        note_look(certificate.person, workshop, member(request))
    return _pdf(request, certificate)


@requires("certificate.view")
@require_safe
def print_file(request: HttpRequest, workshop: Workshop, key: UUID) -> HttpResponseBase:
    found = get_object_or_404(workshop.print_files, pk=key)
    if found != print_file_of(workshop) or not is_print_file_current(workshop):
        # Somebody in it may have been protected since, or holds another certificate now.
        raise Http404(_("This file is gone. Make it again."))
    try:
        content = found.file.open("rb")
    except FileNotFoundError:
        raise Http404(_("This file is gone. Make it again.")) from None
    name = f"{workshop.slug}-certificates.pdf"
    return FileResponse(content, as_attachment=True, filename=name)


@by_link
@throttled("certificates.personal", limit="60/m")
@require_safe
def personal_pdf(request: HttpRequest, token: str, pk: int | None = None) -> HttpResponseBase:
    """A valid certificate of whoever holds the personal link; without ``pk`` the newest."""
    try:
        registration = registration_for(token)
    except LinkRefused as refusal:
        if not refusal.is_gone:
            raise Http404(refusal.sentence) from None
        return sorry(request, refusal.sentence, status=410)
    living = certificates_of(registration.workshop, registration.person_id).living()
    return _pdf(request, newest_or_404(living, pk))


@throttled("certificates.personal", limit="60/m")
@by_certificate_link
@require_safe
def linked_pdf(request: HttpRequest, certificate: Certificate, pk: int) -> HttpResponseBase:
    """The same for whoever was sent the link of one of them."""
    theirs = certificates_of(certificate.series.workshop, certificate.person_id or 0)
    return _pdf(request, newest_or_404(theirs.living(), pk))


@signed_in
@require_safe
def own_pdf(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The same for somebody signed in whose verified address is the person's."""
    return _pdf(request, get_object_or_404(own_certificates(member(request)).living(), pk=pk))


def _pdf(request: HttpRequest, certificate: Certificate) -> HttpResponseBase:
    if not has_sheet(certificate):
        sentence = _("The certificate is still being made. Please try again in a minute.")
        return sorry(request, sentence, status=404)
    return FileResponse(
        certificate.file.open("rb"), as_attachment=True, filename=file_name_of(certificate)
    )


def newest_or_404(certificates: CertificateQuerySet, pk: int | None) -> Certificate:
    found = certificates if pk is None else certificates.filter(pk=pk)
    if (certificate := found.first()) is None:
        raise Http404(_("There is no such page."))
    return certificate


def sorry(request: HttpRequest, sentence: str, *, status: int) -> HttpResponse:
    context = {"sentence": sentence}
    return render(request, "certificates/no_download.html", context, status=status)
