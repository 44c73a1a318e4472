"""Blank sheets: made, printed, and accounted for one by one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from certificates.actions.blanks import assign, count_unused, make_blanks, may_be_blank, spoil
from certificates.forms.blanks import AssignForm, BlanksForm, SpoilForm
from certificates.holders import holders_of
from certificates.kinds import kind_among, kinds_of, labels_of
from certificates.models import Certificate
from certificates.permissions import member
from certificates.queries import blanks_of
from certificates.states import CertificateState, may_move
from common.rules import RuleBroken
from participants.models import Person
from workshops.models import Workshop
from workshops.permissions import requires


@requires("certificate.issue")
@require_http_methods(["GET", "HEAD", "POST"])
def blanks(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """All blank sheets: those not accounted for first; and the form that makes more."""
    kinds = [kind for kind in kinds_of(workshop) if may_be_blank(kind)]
    form = BlanksForm(
        request.POST if request.method == "POST" else None,
        kinds=kinds,
        initial={"language": workshop.certificate_language, "number": 10},
    )
    if form.is_bound and form.is_valid():
        kind = kind_among(kinds, form.cleaned_data["kind"])
        try:
            if kind is None:
                raise Http404(_("There is no such page."))
            make_blanks(
                kind=kind,
                number=form.cleaned_data["number"],
                language=form.cleaned_data["language"],
                by=member(request),
            )
        except RuleBroken as refusal:
            form.add_error(refusal.field or None, refusal.as_error())
        else:
            messages.success(request, _("The numbers are taken; the PDF is being made."))
            return redirect("certificates:blanks", workshop.slug)
    sheets = list(blanks_of(workshop))
    names = labels_of(workshop)
    waiting = [one for one in sheets if one.state == CertificateState.BLANK]
    open_in = {one.blank_run_id for one in waiting}
    context = {
        "workshop": workshop,
        "form": form if kinds else None,
        "waiting": [(one, names.get(one.kind, one.kind)) for one in waiting],
        "accounted": [
            (one, names.get(one.kind, one.kind))
            for one in sheets
            if one.state != CertificateState.BLANK
        ],
        "runs": [run for run in workshop.blank_runs.select_related("by") if run.pk in open_in],
    }
    return render(request, "certificates/blanks.html", context, status=422 if form.errors else 200)


@requires("certificate.issue")
@require_safe
def blank_file(request: HttpRequest, workshop: Workshop, key: UUID) -> HttpResponseBase:
    """The PDF of a run, while one of its sheets is blank."""
    runs = workshop.blank_runs.filter(sheets__state=CertificateState.BLANK).exclude(file="")
    run = get_object_or_404(runs.distinct(), pk=key)
    try:
        content = run.file.open("rb")
    except FileNotFoundError:
        raise Http404(_("This file is gone. Make it again.")) from None
    return FileResponse(content, as_attachment=True, filename=f"{workshop.slug}-blank-sheets.pdf")


@requires("certificate.issue")
@require_http_methods(["GET", "HEAD", "POST"])
def blank(request: HttpRequest, workshop: Workshop, pk: int) -> HttpResponse:
    """One sheet: whose it is, or that it is spoiled or was not used."""
    sheet = _sheet(workshop, pk)
    sent: dict[str, Any] = {}
    if request.method == "POST" and "unused" in request.POST:
        count_unused(sheets=[sheet], by=member(request))
        return _accounted(request, sheet)
    if request.method == "POST" and "spoil" in request.POST:
        spoiled = sent["spoil_form"] = SpoilForm(request.POST, prefix="spoil")
        if spoiled.is_valid() and _done(spoiled, spoil, sheet, request, **spoiled.cleaned_data):
            return _accounted(request, sheet)
    elif request.method == "POST":
        form = sent["assign_form"] = AssignForm(
            request.POST, prefix="assign", holders=holders_of(workshop)
        )
        if form.is_valid():
            known = Person.objects.filter(pk=form.cleaned_data["person"]).first()
            if _done(form, assign, sheet, request, person=known, **form.facts):
                return _accounted(request, sheet)
    context = {
        "workshop": workshop,
        "sheet": sheet,
        "kind": labels_of(workshop).get(sheet.kind, sheet.kind),
        "may_be_assigned": may_move(sheet.state, CertificateState.VALID),
        "may_be_spoiled": may_move(sheet.state, CertificateState.SPOILED),
        "may_be_unused": may_move(sheet.state, CertificateState.UNUSED),
        "assign_form": AssignForm(prefix="assign", holders=holders_of(workshop)),
        "spoil_form": SpoilForm(prefix="spoil"),
        **sent,
    }
    return render(request, "certificates/blank.html", context, status=422 if sent else 200)


@requires("certificate.issue")
@require_POST
def count_rest_unused(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """All that nobody has accounted for lies here unused."""
    sheets = blanks_of(workshop).filter(state=CertificateState.BLANK)
    counted = count_unused(sheets=sheets, by=member(request))
    words = ngettext(
        "%(n)d sheet is counted as not used.", "%(n)d sheets are counted as not used.", counted
    )
    messages.success(request, words % {"n": counted})
    return redirect("certificates:blanks", workshop.slug)


def _done(form: Any, act: Any, sheet: Certificate, request: HttpRequest, **facts: Any) -> bool:
    try:
        act(sheet=sheet, by=member(request), **facts)
    except RuleBroken as refusal:
        form.add_error(refusal.field or None, refusal.as_error())
        return False
    return True


def _accounted(request: HttpRequest, sheet: Certificate) -> HttpResponse:
    words = _("Sheet %(number)s is accounted for.") % {"number": sheet.printed_number}
    messages.success(request, words)
    return redirect("certificates:blanks", sheet.series.workshop.slug)


def _sheet(workshop: Workshop, pk: int) -> Certificate:
    return get_object_or_404(blanks_of(workshop), pk=pk)
