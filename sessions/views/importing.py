"""Importing an agenda from a spreadsheet or a pasted table: look at it first, then add it."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from common.rules import RuleBroken
from participants.forms.importing import ListForm, ReadAgainForm, TemplateForm
from participants.importing.headings import LANGUAGES
from participants.importing.templates import MEDIA_TYPE
from participants.views.answers import beside_field
from sessions.importing.applying import apply
from sessions.importing.headings import FIELDS
from sessions.importing.pages import HOW_CHOICES, page_of, sent_fields, sent_rows
from sessions.importing.preview import correct, read_run_again, set_columns, start
from sessions.importing.template import template
from sessions.importing.undoing import undo
from sessions.models import AgendaImport, AgendaImportSource, AgendaItem
from workshops.models import Workshop
from workshops.permissions import SignedInRequest, requires


@requires("agenda.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            run = start(sheet=form.read(), workshop=workshop, by=request.user)
        except RuleBroken as refused:
            beside_field(form, refused)
        else:
            return redirect("agenda:import_run", workshop.slug, run.pk)
    language = get_language() if get_language() in LANGUAGES else "en"
    context = {
        "workshop": workshop,
        "form": form,
        "template_form": TemplateForm(initial={"language": language}),
        "kept": AgendaImport.objects.filter(workshop=workshop, by=request.user)[:5],
    }
    return render(request, "agenda/import_start.html", context, status=422 if form.errors else 200)


@requires("agenda.edit")
@require_safe
def workbook(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    """The workbook to fill in, with this workshop's days and rooms."""
    form = TemplateForm(request.GET)
    language = form.cleaned_data["language"] if form.is_valid() else "en"
    name = f"agenda-{workshop.slug}-{language}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    content = template(workshop=workshop, language=language)
    return HttpResponse(content, content_type=MEDIA_TYPE, headers=headers)


@requires("agenda.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def look(request: SignedInRequest, workshop: Workshop, run: uuid.UUID) -> HttpResponse:
    """A table belongs to whoever brought it; the sessions are everybody's."""
    found = get_object_or_404(AgendaImport, pk=run, workshop=workshop, by=request.user)
    found.workshop = workshop
    if request.method != "POST":
        return _page(request, found)
    try:
        return _act(request, found, request.POST.get("do", ""))
    except RuleBroken as refused:
        found.refresh_from_db()
        found.workshop = workshop
        return _page(request, found, refusal=refused.sentence)


def _act(request: SignedInRequest, run: AgendaImport, do: str) -> HttpResponse:
    """What the buttons of the page do. Whatever was typed is kept first. Raises RuleBroken."""
    if do == "discard":
        run.delete()
        messages.success(request, _("The table was put away. No session was deleted."))
        return redirect("agenda:editor", run.workshop.slug)
    if do == "undo":
        n = undo(run=run, by=request.user)
        words = ngettext("%(n)d session was removed.", "%(n)d sessions were removed.", n)
        messages.success(request, words % {"n": n})
    elif do == "columns":
        set_columns(run=run, fields=sent_fields(request.POST, run))
    elif do == "read":
        form = ReadAgainForm(request.POST)
        if form.is_valid():
            read_run_again(run=run, **form.cleaned_data)
            messages.success(request, _("The table was read again."))
    else:
        corrections, how = sent_rows(request.POST)
        may_add_rooms = "workshop.edit" in request.workshop_permissions
        correct(
            run=run,
            corrections=corrections,
            how=how,
            rooms=request.POST.getlist("room") if may_add_rooms else [],
            people=request.POST.getlist("speaker"),
        )
        if do == "add":
            n = apply(run=run, by=request.user)
            words = ngettext("%(n)d session was added.", "%(n)d sessions were added.", n)
            messages.success(request, words % {"n": n})
    return redirect(_here(request, run))


def _here(request: SignedInRequest, run: AgendaImport) -> str:
    """The same part of the table again, without the row that was being corrected."""
    address = reverse("agenda:import_run", args=[run.workshop.slug, run.pk])
    page = request.GET.get("page", "")
    return f"{address}?page={page}" if page.isdecimal() else address


def _page(request: SignedInRequest, run: AgendaImport, *, refusal: str = "") -> HttpResponse:
    context = {
        **page_of(run, number=request.GET.get("page"), edit=request.GET.get("edit", "")),
        "workshop": run.workshop,
        "run": run,
        "refusal": refusal,
        "read_again_form": ReadAgainForm(initial={"encoding": run.encoding})
        if not run.made and AgendaImportSource.objects.filter(run=run).exists()
        else None,
        "fields": FIELDS,
        "kinds": AgendaItem.Kind.choices,
        "how_choices": HOW_CHOICES,
        "may_add_rooms": "workshop.edit" in request.workshop_permissions,
        "here": _here(request, run),
    }
    return render(request, "agenda/import_run.html", context, status=422 if refusal else 200)
