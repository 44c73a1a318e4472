"""The agenda as anyone may see it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from common.access import public
from sessions.forms.reading import AgendaFilter
from sessions.ical import calendar_feed
from sessions.materials import for_everybody, shown, with_materials
from sessions.permissions import is_open_to_all, workshop_with_agenda
from sessions.programme import Programme, released_programme
from sessions.reading import Wanted, moment_of, part_of
from workshops.models import Workshop


@public
def agenda(request: HttpRequest, slug: str) -> HttpResponse:
    workshop = _workshop(request, slug)
    programme = released_programme(workshop) or Programme([])
    materials = shown(
        for_everybody(workshop),
        lambda one: reverse("agenda:public_material", args=[workshop.slug, one.pk]),
    )
    chosen = AgendaFilter(request.GET, programme=programme)
    wanted = chosen.wanted
    context = {
        "workshop": workshop,
        "version": programme.version,
        "days": part_of(with_materials(programme, materials).days, wanted),
        "filter": chosen,
        "is_narrowed": wanted != Wanted(),
        "moment": moment_of(programme.sessions, timezone.now()),
        "changelog": programme.changelog,
        "shows_own_time": workshop.mode != Workshop.Mode.ON_SITE,
        "materials": [one for one in materials if one.item is None],
        "has_files": any(not one.is_elsewhere for one in materials),
        "organisers": workshop.organisers.select_related("organisation"),
        "is_open_to_all": is_open_to_all(workshop),
        "calendar_feed": calendar_feed(reverse("agenda:calendar", args=[workshop.slug])),
    }
    return render(request, "agenda/public.html", context)


@public
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker of public agendas; a script may answer only for addresses below its own,
    so it does not come with the static files."""
    response = render(request, "agenda/worker.js", content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


def _workshop(request: HttpRequest, slug: str):
    workshop = workshop_with_agenda(slug, request.user)
    if workshop is None:
        raise Http404(_("There is no such page."))
    return workshop
