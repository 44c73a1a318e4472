"""The print room: every document of the event on one page, each printed in the background."""

from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from certificates.actions.printing_documents import NothingToPrint, note_looks
from certificates.actions.printing_documents import print_document as start
from certificates.models import PrintRun
from certificates.printroom.binding import somebody_is_protected_since
from certificates.printroom.queries import (
    desk,
    desks,
    finished_runs,
    one_underway,
    underway,
)
from certificates.printroom.registry import (
    Document,
    Group,
    document_named,
    open_to,
    permissions_for,
)
from certificates.printroom.state import EventState
from workshops.models import Workshop
from workshops.permissions import SignedInRequest, requires

_RUNS_SHOWN = 10
_STOPS_ASKING = 286


@requires("print.make")
@require_safe
def print_room(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    wanted = open_to(request.workshop_permissions)
    rows = sorted(
        desks(EventState(workshop, held=request.workshop_permissions), wanted),
        key=lambda row: list(Group).index(row.document.group),
    )
    groups = [
        (group, list(members)) for group, members in groupby(rows, lambda row: row.document.group)
    ]
    context = {"workshop": workshop, "groups": groups, "underway": underway(workshop, wanted)}
    return render(request, "certificates/printroom/room.html", _with_here(context))


@requires("print.make")
@require_http_methods(["GET", "HEAD", "POST"])
def print_document(request: SignedInRequest, workshop: Workshop, document: str) -> HttpResponse:
    """One document: its options, what has changed since the last print, the last files."""
    wanted = _document(request, document)
    state = EventState(workshop, held=request.workshop_permissions)
    if request.method == "POST":
        form = wanted.options(request.POST, state=state)
        since = _since(request, workshop, wanted)
        if since is not None:
            form = wanted.options(since.options, state=state)
        if form.is_valid():
            try:
                start(
                    workshop=workshop,
                    document=wanted,
                    options=form.chosen(),
                    by=request.user,
                    since=since,
                )
            except NothingToPrint as refusal:
                messages.info(request, refusal.sentence)
            return redirect("certificates:print_document", workshop.slug, wanted.key)
        return _page(request, workshop, wanted, state, form, status=422)
    return _page(request, workshop, wanted, state, wanted.options(state=state))


@requires("print.make")
@require_safe
def print_progress(request: SignedInRequest, workshop: Workshop, key: UUID) -> HttpResponse:
    """The panel of a print under way; at its end the page loads anew and offers the file."""
    run = get_object_or_404(workshop.print_runs.defer("material", "entries"), pk=key)
    document = _document(request, run.document)
    found = one_underway(run)
    context = {"workshop": workshop, "one": found, "document": document}
    response = render(request, "certificates/printroom/_underway.html", _with_here(context))
    if found is None or found.progress.is_finished:
        response["HX-Refresh"] = "true"
    return response


@requires("print.make")
@require_safe
def printed_pdf(request: SignedInRequest, workshop: Workshop, key: UUID) -> HttpResponseBase:
    run = _run(request, workshop, key)
    return _download(run, run.file.name, "pdf")


@requires("print.make")
@require_safe
def printed_zip(request: SignedInRequest, workshop: Workshop, key: UUID) -> HttpResponseBase:
    run = _run(request, workshop, key)
    return _download(run, run.archive.name, "zip")


def _page(
    request: SignedInRequest,
    workshop: Workshop,
    document: Document,
    state: EventState,
    form: Any,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "workshop": workshop,
        "document": document,
        "form": form,
        "desk": desk(state, document),
        "underway": underway(workshop, [document]),
        "runs": [
            (run, form.in_words(run.options), document.printer_hint(run.options))
            for run in finished_runs(workshop, document)[:_RUNS_SHOWN]
            if permissions_for(document, run.options) <= request.workshop_permissions
        ],
    }
    return render(
        request, "certificates/printroom/document.html", _with_here(context), status=status
    )


def _with_here(context: dict[str, Any]) -> dict[str, Any]:
    """Where the buttons of a job return to."""
    slug = context["workshop"].slug
    document = context.get("document")
    here = (
        reverse("certificates:print_document", args=[slug, document.key])
        if document
        else reverse("certificates:print_room", args=[slug])
    )
    return {**context, "here": here}


def _document(request: HttpRequest, key: str) -> Document:
    """The document, if this user may print it."""
    held: frozenset[str] = getattr(request, "workshop_permissions", frozenset())
    try:
        document = document_named(key)
    except LookupError:
        raise Http404(_("There is no such page.")) from None
    if document.permission not in held:
        raise Http404(_("There is no such page."))
    return document


def _since(request: HttpRequest, workshop: Workshop, document: Document) -> PrintRun | None:
    """The print whose changes alone are asked for; None where all is."""
    key = request.POST.get("since")
    if not key or not document.prints_changes:
        return None
    rows = workshop.print_runs.finished().filter(document=document.key)
    try:
        return get_object_or_404(rows, pk=UUID(key))
    except ValueError:
        raise Http404(_("There is no such page.")) from None


def _run(request: SignedInRequest, workshop: Workshop, key: UUID) -> PrintRun:
    rows = workshop.print_runs.finished().defer("material", "entries")
    run = get_object_or_404(rows, pk=key)
    document = _document(request, run.document)
    if not permissions_for(document, run.options) <= request.workshop_permissions:
        raise Http404(_("There is no such page."))
    if somebody_is_protected_since(run):
        raise Http404(_("This file is gone. Make it again."))
    if document.shows_protected:
        note_looks(run, by=request.user)
    return run


def _download(run: PrintRun, name: str | None, kind: str) -> FileResponse:
    if not name:
        raise Http404(_("This file is gone. Make it again."))
    try:
        content = default_storage.open(name)
    except FileNotFoundError:
        raise Http404(_("This file is gone. Make it again.")) from None
    taken = run.taken_at.astimezone(run.workshop.zone)
    filename = f"{run.workshop.slug}-{run.document}-{taken:%Y%m%d-%H%M}.{kind}"
    return FileResponse(content, as_attachment=True, filename=filename)
