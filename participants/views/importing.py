"""Importing a list: staff for a workshop or a delegation, focal points for their own."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from common.rules import RuleBroken
from common.throttling import throttled
from participants.forms.importing import ListForm, ReadAgainForm, TemplateForm
from participants.importing.applying import apply
from participants.importing.headings import FIELDS, LANGUAGES
from participants.importing.pages import is_key, page_of, sent_corrections, sent_fields
from participants.importing.preview import correct, read_run_again, set_columns, start
from participants.importing.standing import asked_in
from participants.importing.templates import MEDIA_TYPE, template
from participants.importing.undoing import undo
from participants.models import Delegation, FocalPoint, ImportRun, ImportSource
from participants.permissions import LinkRequest, by_focal_point_link
from participants.views.answers import beside_field
from participants.views.portal import refuse_closed
from workshops.models import Workshop
from workshops.permissions import SignedInRequest, requires


@dataclass(frozen=True)
class _Place:
    """Where a list goes to, who brings it, and the addresses of its pages."""

    workshop: Workshop
    delegation: Delegation | None
    prefix: str
    key: str
    base: str
    back: str
    focal_point: FocalPoint | None = None
    may_override: bool = False

    def url(self, name: str, *args: object) -> str:
        return reverse(f"participants:{self.prefix}{name}", args=[self.key, *args])

    @property
    def start_url(self) -> str:
        address = self.url("import")
        if self.delegation and not self.focal_point:
            return f"{address}?delegation={self.delegation.pk}"
        return address

    @property
    def context(self) -> dict[str, Any]:
        return {
            "base_template": self.base,
            "workshop": self.workshop,
            "delegation": self.delegation,
            "back_url": self.back,
            "start_url": self.start_url,
            "template_url": self.url("import_template"),
            "in_portal": bool(self.focal_point),
        }


@requires("registration.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def start_for_staff(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    wanted = request.GET.get("delegation", "")
    delegation = None
    if wanted:
        if not wanted.isdecimal():
            raise Http404(_("There is no such page."))
        delegation = get_object_or_404(workshop.delegations, pk=int(wanted))
        delegation.workshop = workshop
    return _start(request, _for_staff(request, workshop, delegation))


@requires("registration.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def run_for_staff(request: SignedInRequest, workshop: Workshop, run: Any) -> HttpResponse:
    """Lists of focal points are theirs: staff see what came of them."""
    found = get_object_or_404(
        ImportRun.objects.select_related("delegation", "by"),
        pk=run,
        workshop=workshop,
        focal_point=None,
        by=request.user,
    )
    found.workshop = workshop
    return _run(request, _for_staff(request, workshop, found.delegation), found)


@requires("registration.edit")
@require_safe
def template_for_staff(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    asked = asked_in(workshop, by_focal_point=False)
    return _template(request, asked, with_delegation="delegation" not in request.GET)


@by_focal_point_link
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("import", limit="30/h", methods=("POST",))
def start_in_portal(request: LinkRequest, focal_point: FocalPoint) -> HttpResponse:
    return _start(request, _in_portal(request, focal_point))


@by_focal_point_link
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("portal", limit="120/m", methods=("POST",))
def run_in_portal(request: LinkRequest, focal_point: FocalPoint, run: Any) -> HttpResponse:
    found = get_object_or_404(
        ImportRun.objects.select_related("workshop", "delegation"),
        pk=run,
        focal_point=focal_point,
        delegation=focal_point.delegation_id,
    )
    return _run(request, _in_portal(request, focal_point), found)


@by_focal_point_link
@require_safe
def template_in_portal(request: LinkRequest, focal_point: FocalPoint) -> HttpResponse:
    asked = asked_in(focal_point.delegation.workshop, by_focal_point=True)
    return _template(request, asked, with_delegation=False)


def _start(request: Any, place: _Place) -> HttpResponse:
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            if place.focal_point:
                refuse_closed(place.focal_point)
            run = start(
                sheet=form.read(),
                workshop=place.workshop,
                delegation=place.delegation,
                by=None if place.focal_point else request.user,
                focal_point=place.focal_point,
            )
        except RuleBroken as refused:
            beside_field(form, refused)
        else:
            return redirect(place.url("import_run", run.pk))
    language = get_language() if get_language() in LANGUAGES else "en"
    context = {
        **place.context,
        "form": form,
        "template_form": TemplateForm(initial={"language": language}),
    }
    status = 422 if form.errors else 200
    return render(request, "participants/import_start.html", context, status=status)


def _run(request: HttpRequest, place: _Place, run: ImportRun) -> HttpResponse:
    if request.method != "POST":
        return _page(request, place, run)
    do = request.POST.get("do", "")
    try:
        if place.focal_point and do != "discard":
            refuse_closed(place.focal_point)
        return _act(request, place, run, do)
    except RuleBroken as refused:
        return _page(request, place, run, refusal=refused.sentence)


def _act(request: HttpRequest, place: _Place, run: ImportRun, do: str) -> HttpResponse:
    """What the buttons of the page do. Whatever was typed is kept first. Raises RuleBroken."""
    if do == "discard":
        run.delete()
        messages.success(request, _("The list was put away. Nobody was removed."))
        return redirect(place.back)
    if do == "undo":
        n = undo(run=run)
        sentence = ngettext("%(n)d person was removed.", "%(n)d people were removed.", n)
        messages.success(request, sentence % {"n": n})
    elif do == "columns":
        fields, day_first = sent_fields(request.POST, run)
        set_columns(run=run, fields=fields, day_first=day_first)
    elif do == "read":
        form = ReadAgainForm(request.POST)
        if form.is_valid():
            read_run_again(run=run, **form.cleaned_data)
            messages.success(request, _("The list was read again."))
    else:
        corrections, answers = sent_corrections(request.POST)
        correct(run=run, corrections=corrections, answers=answers)
        if do in {"all", "chosen"}:
            chosen = [int(pk) for pk in request.POST.getlist("chosen") if is_key(pk)]
            n = apply(
                run=run,
                chosen=chosen if do == "chosen" else None,
                overflow_to_reserves="overflow" in request.POST,
                override_reason=request.POST.get("reason", "") if place.may_override else "",
            )
            sentence = ngettext("%(n)d person was imported.", "%(n)d people were imported.", n)
            messages.success(request, sentence % {"n": n})
    return redirect(f"{place.url('import_run', run.pk)}{_which(request)}")


def _which(request: HttpRequest) -> str:
    """The same part of the list again; nothing personal stands in it."""
    return f"?{request.GET.urlencode()}" if request.GET else ""


def _page(
    request: HttpRequest, place: _Place, run: ImportRun, *, refusal: str = ""
) -> HttpResponse:
    context = {
        **place.context,
        **page_of(run, show=request.GET.get("show", ""), number=request.GET.get("page"),
                  edit=request.GET.get("edit", "")),
        "run": run,
        "read_again_form": ReadAgainForm(initial={"encoding": run.encoding})
        if ImportSource.objects.filter(run=run).exists()
        else None,
        "refusal": refusal,
        "fields": FIELDS,
        "may_override": place.may_override,
        "here": f"{place.url('import_run', run.pk)}{_which(request)}",
        "overflow": "overflow" in request.POST,
        "reason": request.POST.get("reason", ""),
    }  # fmt: skip
    status = 422 if refusal else 200
    return render(request, "participants/import_run.html", context, status=status)


def _template(request: HttpRequest, asked: Iterable[str], *, with_delegation: bool) -> HttpResponse:
    form = TemplateForm(request.GET)
    language = form.cleaned_data["language"] if form.is_valid() else "en"
    content = template(language=language, with_delegation=with_delegation, asked=asked)
    headers = {"Content-Disposition": f'attachment; filename="participants-{language}.xlsx"'}
    return HttpResponse(content, content_type=MEDIA_TYPE, headers=headers)


def _for_staff(
    request: SignedInRequest, workshop: Workshop, delegation: Delegation | None
) -> _Place:
    back = (
        reverse("participants:delegation", args=[workshop.slug, delegation.pk])
        if delegation
        else reverse("participants:registrations", args=[workshop.slug])
    )
    return _Place(
        workshop, delegation, "", workshop.slug, "manage/workshop_base.html", back,
        may_override="registration.decide" in request.workshop_permissions,
    )  # fmt: skip


def _in_portal(request: LinkRequest, focal_point: FocalPoint) -> _Place:
    token = request.link_token
    back = reverse("participants:portal", args=[token])
    delegation = focal_point.delegation
    return _Place(delegation.workshop, delegation, "portal_", token, "base.html", back, focal_point)
