"""What anyone may see: the catalogue and a workshop's own page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from common.access import public
from pages.wording import organisers_by_part, place_of
from participants.actions.registering import refuse_unless_open
from participants.rules import NominationsClosed
from workshops.languages import languages_in_words
from workshops.models import Workshop


@public
def home(request: HttpRequest) -> HttpResponse:
    """The workshops that are announced, the coming ones first."""
    upcoming: list[dict[str, object]] = []
    past: list[dict[str, object]] = []
    for workshop in Workshop.objects.public().with_project().order_by("starts_on", "title"):
        (upcoming if workshop.ends_on >= workshop.today() else past).append(
            {"workshop": workshop, "place": place_of(workshop, short=True)}
        )
    return render(request, "pages/home.html", {"upcoming": upcoming, "past": past[::-1]})


@public
def workshop(request: HttpRequest, slug: str) -> HttpResponse:
    """Title, dates, place, organisers and the ways on: agenda, registration, check."""
    workshop = get_object_or_404(Workshop.objects.public().with_project(), slug=slug)
    reader = get_language() or "en"
    return render(
        request,
        "pages/workshop.html",
        {
            "workshop": workshop,
            "place": place_of(workshop),
            "organisers": organisers_by_part(workshop),
            "working_languages": languages_in_words(workshop.working_languages, reader),
            "interpretation": languages_in_words(workshop.interpretation_languages, reader),
            "takes_registrations": _takes_registrations(workshop),
            "is_over": workshop.ends_on < workshop.today(),
        },
    )


def _takes_registrations(workshop: Workshop) -> bool:
    try:
        refuse_unless_open(workshop)
    except NominationsClosed:
        return False
    return True
