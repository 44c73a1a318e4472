"""The released agenda as a calendar: everybody's, a participant's own and a speaker's own."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import slugify
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from common.access import public
from common.throttling import throttled
from participants.models import Registration
from participants.permissions import LinkRequest, by_registration_link
from participants.views.files import private
from sessions.ical import calendar_of, participants_calendar, speakers_calendar
from sessions.languages import reading_language
from sessions.links import by_speaker_link
from sessions.models import Speaker
from sessions.permissions import is_open_to_all, may_see_agenda, workshop_with_agenda
from workshops.languages import OFFICIAL, OTHERS
from workshops.models import Workshop

#: Programs look once an hour; this is enough for a room full of people behind one address.
_FETCHES = "600/h"


@public
@require_safe
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    workshop = workshop_with_agenda(slug, request.user)
    if workshop is None:
        raise Http404(_("There is no such page."))
    response = _answer(request, workshop, lambda lang: calendar_of(workshop, language=lang))
    if is_open_to_all(workshop):
        response["Cache-Control"] = "public, max-age=300"
    return response


@by_registration_link
@require_safe
@throttled("own-calendar", limit=_FETCHES)
def participants(request: LinkRequest, registration: Registration) -> HttpResponse:
    if not may_see_agenda(registration):
        raise Http404(_("There is no such page."))
    return private(
        _answer(
            request,
            registration.workshop,
            lambda lang: participants_calendar(registration, language=lang),
        )
    )


@by_speaker_link
@require_safe
@throttled("own-calendar", limit=_FETCHES)
def speakers(request: LinkRequest, speaker: Speaker) -> HttpResponse:
    return private(
        _answer(request, speaker.workshop, lambda lang: speakers_calendar(speaker, language=lang))
    )


def _answer(request: HttpRequest, workshop: Workshop, made: Callable[[str], bytes]) -> HttpResponse:
    """``?lang=`` is any language that workshops speak; the rest of the words know fewer."""
    asked = request.GET.get("lang", "")
    language = asked if asked in {*OFFICIAL, *OTHERS} else reading_language()
    with override(language if language in dict(settings.LANGUAGES) else get_language()):
        content = made(language)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    name = slugify(workshop.slug) or "agenda"
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response
