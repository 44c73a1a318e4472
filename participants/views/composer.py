"""The registration form as its organisers compose it: the whole of it on one page.

Composing is ``workshop.edit``, so assistants may. What people have answered, and a form that was
composed before, are taken away only by whoever holds ``workshop.delete``.
"""

import json
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from common.rules import RuleBroken
from participants.actions.starting_form import (
    has_answers,
    start_empty,
    start_from,
    start_with_usual,
)
from participants.forms.newer import newer_words
from participants.forms.starting import StartingForm
from participants.models import FormSection, Question
from participants.questions.composed import form_of
from participants.questions.outline import outline_of
from participants.questions.seen import facts_of, marks_of
from participants.rules import FormChanged
from participants.views.answers import beside_field
from workshops.models import Workshop
from workshops.permissions import SignedInRequest, requires
from workshops.states import WorkshopState

#: How the names of fields begin that hold text.
_WORDS = ("wording_", "help_", "purpose_", "title_", "option-")


@requires("workshop.edit")
@require_safe
def composer(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    """All sections and questions in their order, with the buttons that change them."""
    context = {
        "workshop": workshop,
        "outline": outline_of(form_of(workshop)),
        "is_open": is_open(workshop),
    }
    return render(request, "participants/composer.html", context)


@requires("workshop.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    """Begin with the usual form, an empty one or a copy. A composed form goes by it."""
    form = StartingForm(
        request.POST if request.method == "POST" else None, workshop=workshop, user=request.user
    )
    is_composed = form_of(workshop).is_composed
    closed = _why_not_anew(request, workshop, is_composed)
    if not closed and form.is_valid():
        try:
            _begin(form.cleaned_data, workshop, request)
        except RuleBroken as refused:
            beside_field(form, refused)
        else:
            messages.success(request, _("The form was begun anew. Now make it yours."))
            return redirect("participants:composer", workshop.slug)
    context = {"workshop": workshop, "form": form, "closed": closed, "is_composed": is_composed}
    status = 422 if form.errors and not closed else 200
    return render(request, "participants/composer_start.html", context, status=status)


def is_open(workshop: Workshop) -> bool:
    """Whether the form can be changed; the actions ask again."""
    return workshop.state != WorkshopState.ARCHIVED


def press(
    request: HttpRequest, act: Callable[[], Any], workshop: Workshop, *, done: str, at: str = ""
) -> HttpResponseRedirect:
    """Do what a button of the page asks for, and go back to where it stands."""
    try:
        act()
    except RuleBroken as refused:
        messages.error(request, refused.sentence)
    else:
        if done:
            messages.success(request, done)
    return back_to(workshop, at)


def was_typed(request: HttpRequest) -> bool:
    """Whether something was sent that somebody would miss."""
    return any(request.POST[name] for name in request.POST if name.startswith(_WORDS))


def place_in(sent: QueryDict) -> int | None:
    """Where something was dropped; nothing when a button asks for a step."""
    place = sent.get("place", "")
    return int(place) if place.isdecimal() and len(place) < 5 else None


def step_in(sent: QueryDict) -> int:
    return -1 if sent.get("to") == "up" else 1


def back_to(workshop: Workshop, at: str = "") -> HttpResponseRedirect:
    """To the composer's page, where the section or question of the name ``at`` stands."""
    address = reverse("participants:composer", args=[workshop.slug])
    return redirect(f"{address}#{at}" if at else address)


def seen_by(request: HttpRequest, subject: Question | FormSection | None) -> str:
    """The marks that the page of ``subject`` carries: those of its first look, as long as it is
    sent to and fro."""
    if request.method == "POST":
        return request.POST.get("seen", "")
    return json.dumps(marks_of(subject)) if subject else ""


def newer_of(
    form: Form, subject: Question | FormSection, changed: FormChanged
) -> tuple[list[tuple[str, str]], str]:
    """What stands now where ``form`` was filled in on an older page, and the marks of it."""
    words = newer_words(form, facts_of(subject), changed.names)
    return words, json.dumps(marks_of(subject))


def _why_not_anew(request: SignedInRequest, workshop: Workshop, is_composed: bool) -> str:
    if not is_open(workshop):
        return _("This workshop is archived: its records are closed.")
    if has_answers(workshop):
        return _("There are answers already, so the form can be changed but not begun anew.")
    if is_composed and "workshop.delete" not in request.workshop_permissions:
        return _("Somebody has composed this form. Only an organiser can begin it anew.")
    return ""


def _begin(chosen: dict[str, Any], workshop: Workshop, request: SignedInRequest) -> None:
    if chosen["way"] == StartingForm.Way.COPY:
        start_from(workshop=workshop, source=chosen["source"], by=request.user)
    elif chosen["way"] == StartingForm.Way.EMPTY:
        start_empty(workshop=workshop, by=request.user)
    else:
        start_with_usual(workshop=workshop, by=request.user)
