"""The agenda as anyone may see it: a page and a calendar."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _

from common.access import public
from sessions.ical import calendar_feed, calendar_of
from sessions.permissions import is_open_to_all, workshop_with_agenda
from sessions.programme import released_programme


@public
def agenda(request: HttpRequest, slug: str) -> HttpResponse:
    workshop = _workshop(request, slug)
    programme = released_programme(workshop)
    context = {
        "workshop": workshop,
        "version": programme.version if programme else None,
        "days": programme.days if programme else [],
        "changelog": programme.changelog if programme else [],
        "organisers": workshop.organisers.select_related("organisation"),
        "is_open_to_all": is_open_to_all(workshop),
        "calendar_feed": calendar_feed(workshop),
    }
    return render(request, "agenda/public.html", context)


@public
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    workshop = _workshop(request, slug)
    response = HttpResponse(calendar_of(workshop), content_type="text/calendar; charset=utf-8")
    name = slugify(workshop.slug) or "agenda"
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    if is_open_to_all(workshop):
        response["Cache-Control"] = "public, max-age=300"
    return response


def _workshop(request: HttpRequest, slug: str):
    workshop = workshop_with_agenda(slug, request.user)
    if workshop is None:
        raise Http404(_("There is no such page."))
    return workshop
