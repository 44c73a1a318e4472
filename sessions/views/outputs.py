"""The released agenda as files: for spreadsheets, for apps, for whoever builds something on it."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from common.access import public
from participants.exporting.files import workbook
from sessions.exporting.exchange import schedule_as_json, schedule_as_xml
from sessions.exporting.plain import COLUMNS, agenda_as_json
from sessions.permissions import is_open_to_all, workshop_with_agenda
from sessions.programme import Programme, released_programme
from workshops.models import Workshop

# Files that name the language of what they say do not change with the reader.
_AS_WRITTEN = ""
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@public
@require_safe
def agenda_json(request: HttpRequest, slug: str) -> HttpResponse:
    return _json(request, slug, agenda_as_json)


@public
@require_safe
def schedule_json(request: HttpRequest, slug: str) -> HttpResponse:
    return _json(request, slug, schedule_as_json)


@public
@require_safe
def schedule_xml(request: HttpRequest, slug: str) -> HttpResponse:
    workshop, programme = _released(request, slug, language=_AS_WRITTEN)
    content = schedule_as_xml(workshop, programme)
    return _for_all(workshop, HttpResponse(content, content_type="application/xml"))


@public
@require_safe
def agenda_xlsx(request: HttpRequest, slug: str) -> HttpResponse:
    workshop, programme = _released(request, slug)
    rows = [session for day in programme.days for session in day.items]
    content = workbook(rows, COLUMNS, title=_("Agenda"), language=get_language() or "en")
    response = HttpResponse(content, content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="agenda-{workshop.slug}.xlsx"'
    return _for_all(workshop, response)


def _json(
    request: HttpRequest, slug: str, told: Callable[[Workshop, Programme], dict[str, Any]]
) -> HttpResponse:
    workshop, programme = _released(request, slug, language=_AS_WRITTEN)
    response = JsonResponse(told(workshop, programme), json_dumps_params={"ensure_ascii": False})
    return _for_all(workshop, response)


def _released(
    request: HttpRequest, slug: str, *, language: str | None = None
) -> tuple[Workshop, Programme]:
    workshop = workshop_with_agenda(slug, request.user)
    if workshop is None:
        raise Http404(_("There is no such page."))
    programme = released_programme(workshop, language=language)
    if programme is None:
        raise Http404(_("The agenda is not published yet."))
    return workshop, programme


def _for_all(workshop: Workshop, response: HttpResponse) -> HttpResponse:
    """An app may keep for some minutes what is the same for everybody."""
    if is_open_to_all(workshop):
        response["Cache-Control"] = "public, max-age=300"
    return response
