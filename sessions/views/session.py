"""The form of one session, which also is the way without JavaScript."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from common.rules import RuleBroken
from sessions.actions.duplicating import duplicate as duplicate_session
from sessions.actions.placing import SessionClashes, StaleSession
from sessions.actions.removing import remove
from sessions.actions.scheduling import Scheduled, schedule
from sessions.choosing import numbers_chosen
from sessions.conflicts import Clash
from sessions.forms import BasePartFormSet, SessionForm, part_form_set
from sessions.forms.translations import named_translations
from sessions.models import AgendaItem
from sessions.queries import agenda_of
from workshops.models import Workshop
from workshops.permissions import requires


@requires("agenda.edit")
def create(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    return _write(request, workshop, None)


@requires("agenda.edit")
def edit(request: HttpRequest, workshop: Workshop, pk: int) -> HttpResponse:
    if request.method == "POST" and not workshop.agenda.filter(pk=pk).exists():
        return _offer_to_add_again(request, workshop)
    return _write(request, workshop, _session(workshop, pk))


@requires("agenda.edit")
@require_POST
def duplicate(request: HttpRequest, workshop: Workshop, pk: int) -> HttpResponse:
    copy = duplicate_session(item=_session(workshop, pk), by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("The session was copied. Choose where the copy goes."))
    return redirect("agenda:edit", workshop.slug, copy.pk)


@requires("workshop.delete")
@require_POST
def delete(request: HttpRequest, workshop: Workshop, pk: int) -> HttpResponse:
    item = _session(workshop, pk)
    try:
        remove(item=item, by=request.user)  # type: ignore[arg-type]
    except RuleBroken as broken:
        messages.error(request, broken.sentence)
        return redirect("agenda:edit", workshop.slug, pk)
    messages.success(request, _("“%(title)s” was deleted.") % {"title": item.title})
    return redirect("agenda:editor", workshop.slug)


def _write(request: HttpRequest, workshop: Workshop, item: AgendaItem | None) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = SessionForm(data, workshop=workshop, item=item, **_asked_for(request, item))
    rows = part_form_set()(data, workshop=workshop, item=item)
    saved: AgendaItem | None = None
    status = 200
    if data is not None and "more" in data:
        form, rows = _with_another_row(data, workshop, item)
    elif data is not None:
        # Both are asked, so that all that is wrong is said at once.
        if all([form.is_valid(), rows.is_valid()]):
            try:
                done = schedule(
                    workshop=workshop,
                    item=item,
                    version=form.cleaned_data["version"],
                    details=form.details,
                    parts=rows.parts,
                    by=request.user,  # type: ignore[arg-type]
                )
            except SessionClashes as refused:
                for clash in refused.clashes:
                    form.blame(clash.field, _with_link(clash))
            except StaleSession as stale:
                form.blame("", stale.sentence)
                saved = stale.saved and agenda_of(workshop).filter(pk=stale.saved.pk).first()
            except RuleBroken as broken:
                form.blame(broken.field, broken.sentence)
            else:
                _tell(request, done)
                return redirect(
                    reverse("agenda:editor", args=[workshop.slug]) + f"#session-{done.item.pk}"
                )
        status = 422
    context = {
        "workshop": workshop,
        "item": item,
        "form": form,
        "rows": rows,
        "n_chosen": numbers_chosen(workshop).get(item.pk, 0) if item else 0,
        "saved": saved,
        "saved_translations": named_translations(saved) if saved else [],
        # Saving again after having compared replaces what was saved meanwhile.
        "version": saved.version if saved else (form["version"].value() or ""),
    }
    return render(request, "agenda/session.html", context, status=status)


def _offer_to_add_again(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """Somebody deleted the session while it was being changed: keep what was typed."""
    form = SessionForm(request.POST, workshop=workshop)
    form.is_valid()
    form.blame("", StaleSession(None).sentence + " " + _("Save to add it again as a new one."))
    rows = part_form_set()(request.POST, workshop=workshop)
    context = {"workshop": workshop, "item": None, "form": form, "rows": rows, "version": ""}
    return render(request, "agenda/session.html", context, status=422)


def _session(workshop: Workshop, pk: int) -> AgendaItem:
    item = get_object_or_404(AgendaItem, workshop=workshop, pk=pk)
    item.workshop = workshop
    return item


def _asked_for(request: HttpRequest, item: AgendaItem | None) -> dict[str, Any]:
    """“Add a session” stands beside each day and brings it along."""
    day = request.GET.get("day", "")
    return {"initial": {"day": day}} if item is None and day else {}


def _with_another_row(
    data: Any, workshop: Workshop, item: AgendaItem | None
) -> tuple[SessionForm, BasePartFormSet]:
    """The same page with everything typed so far and room for one more speaker; nothing is saved.

    Without a session's initial values and without validation: half a form is no mistake yet.
    """
    typed = data.copy()
    count = int(typed.get("people-TOTAL_FORMS") or 0) if _is_number(typed) else 0
    typed["people-TOTAL_FORMS"] = str(count + 1)
    form = SessionForm(typed, workshop=workshop, item=item)
    rows = part_form_set()(typed, workshop=workshop, item=item)
    for unfinished in [form, *rows.forms]:
        unfinished.errors.clear()
    return form, rows


def _is_number(typed: Any) -> bool:
    return str(typed.get("people-TOTAL_FORMS", "")).isdigit()


def _with_link(clash: Clash) -> str:
    if clash.other is None:
        return clash.words
    url = reverse("agenda:edit", args=[clash.other.workshop_slug, clash.other.key])
    return format_html(
        '{} <a href="{}" target="_blank">{}</a>', clash.words, url, _("Open that session")
    )


def _tell(request: HttpRequest, done: Scheduled) -> None:
    if not done.warnings:
        messages.success(request, _("“%(title)s” was saved.") % {"title": done.item.title})
        return
    words = ngettext(
        "“%(title)s” was saved, with a warning: %(warnings)s",
        "“%(title)s” was saved, with warnings: %(warnings)s",
        len(done.warnings),
    )
    facts = {"title": done.item.title, "warnings": " ".join(c.words for c in done.warnings)}
    messages.warning(request, words % facts)
