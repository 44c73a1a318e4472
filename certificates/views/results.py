"""The results of the knowledge test: a column to type into, or lines to paste."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.views.decorators.http import require_http_methods

from certificates.actions.keeping_results import keep_results
from certificates.forms.kinds import PasteForm
from certificates.models import KnowledgeResult
from certificates.permissions import member
from certificates.results import NoResult, percent_of, read_pasted
from participants.models import Registration
from participants.protocol import registrations_in_protocol_order
from sessions.attendance import participants_of
from workshops.models import Workshop
from workshops.permissions import requires


@dataclass(frozen=True)
class Line:
    """A person's cell: what stood there when the page was shown, and what is typed now."""

    registration: Registration
    was: str
    typed: str
    error: str = ""


@requires("registration.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def results(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    people = registrations_in_protocol_order(participants_of(workshop), get_language() or "en")
    known = dict(
        KnowledgeResult.objects.filter(registration__in=people).values_list(
            "registration", "percent"
        )
    )
    lines = [Line(one, str(known.get(one.pk, "")), str(known.get(one.pk, ""))) for one in people]
    paste_form, errors = PasteForm(), []
    if request.method == "POST" and "paste" in request.POST:
        paste_form = PasteForm(request.POST)
        if paste_form.is_valid():
            pasted = read_pasted(paste_form.cleaned_data["lines"], people)
            errors = pasted.errors
            if not errors:
                return _save(request, workshop, dict(pasted.results))
    elif request.method == "POST":
        lines, values = _typed(request, lines)
        if not any(line.error for line in lines):
            return _save(request, workshop, values)
    is_wrong = bool(errors or paste_form.errors or any(line.error for line in lines))
    context = {
        "workshop": workshop,
        "lines": lines,
        "paste_form": paste_form,
        "errors": errors,
        "is_wrong": any(line.error for line in lines),
        "known": len(known),
    }
    return render(request, "certificates/results.html", context, status=422 if is_wrong else 200)


def _typed(request: HttpRequest, lines: list[Line]) -> tuple[list[Line], dict[int, int | None]]:
    """The cells that were changed, read; a colleague's newer value is left alone elsewhere."""
    read: list[Line] = []
    values: dict[int, int | None] = {}
    for line in lines:
        pk = line.registration.pk
        was = request.POST.get(f"was-{pk}", line.was)
        typed = request.POST.get(f"result-{pk}", was).strip()[:20]
        error = ""
        if typed != was:
            try:
                values[pk] = percent_of(typed) if typed else None
            except NoResult as refusal:
                error = str(refusal)
        read.append(Line(line.registration, was, typed, error))
    return read, values


def _save(request: HttpRequest, workshop: Workshop, values: dict[int, int | None]) -> HttpResponse:
    changed = keep_results(workshop=workshop, results=values, by=member(request))
    sentence = ngettext("%(n)d result was saved.", "%(n)d results were saved.", changed)
    messages.success(request, sentence % {"n": changed})
    return redirect("certificates:results", workshop.slug)
