"""Documents that are read as pages are: at once, by whoever may see what they say."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from certificates.documents import agenda
from common.access import public
from sessions.permissions import is_open_to_all, workshop_with_agenda


@public
def agenda_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The agenda as PDF: for everyone where it is public, else for the workshop's staff."""
    workshop = workshop_with_agenda(slug, request.user)
    if workshop is None:
        raise Http404(_("There is no such page."))
    language = request.GET.get("language", "")
    if language not in dict(settings.LANGUAGES):
        language = get_language() or settings.LANGUAGE_CODE
    pdf = agenda.agenda_pdf(workshop, language=language)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="agenda-{workshop.slug}-{language}.pdf"'
    if is_open_to_all(workshop) and "language" in request.GET:
        response["Cache-Control"] = "public, max-age=300"
    return response
