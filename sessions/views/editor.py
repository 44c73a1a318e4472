"""The organisers' agenda: the page, and what its script sends and asks for."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from common.rules import RuleBroken
from common.throttling import throttled
from sessions.actions.accepting import accept, take_back
from sessions.actions.arranging import arrange
from sessions.actions.placing import StaleSession
from sessions.board import board_of, cursor_of, days_of_edits, edits_since
from sessions.forms.arrangement import BrokenArrangement, read_arrangement
from sessions.models import AgendaEdit, AgendaItem
from sessions.programme import publication_of
from sessions.views.words import editor_words
from workshops.models import Workshop
from workshops.permissions import SignedInRequest, requires


@requires("agenda.view")
def editor(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    cursor = cursor_of(workshop)
    context = {
        **_context(request, workshop),
        "board": board_of(workshop, user=request.user),
        "cursor": cursor,
        "kinds": AgendaItem.Kind.choices,
        "words": editor_words(),
        "publication": publication_of(workshop),
    }
    return render(request, "agenda/editor.html", context)


@requires("agenda.edit")
@require_POST
@throttled("agenda-arrangement", limit="600/m")
def arrangement(request: SignedInRequest, workshop: Workshop) -> JsonResponse:
    """Changes to one session or to many; they happen all or not at all.

    Answers 409 when a session has been changed by somebody else since the version that was sent,
    and 422 when a rule says no; both with the reason, and with how the agenda stands now.
    """
    try:
        asked = read_arrangement(request.body)
    except BrokenArrangement as broken:
        return JsonResponse({"sentence": broken.sentence}, status=400)
    try:
        done = arrange(workshop=workshop, changes=asked.changes, by=request.user)
    except StaleSession as stale:
        update = _update(request, workshop, asked.since, also=[stale.key])
        sentence = _who_was_faster(workshop, stale)
        return JsonResponse({"sentence": sentence, **update}, status=409)
    except RuleBroken as broken:
        update = _update(request, workshop, asked.since)
        return JsonResponse({"sentence": broken.sentence, **update}, status=422)
    update = _update(request, workshop, asked.since)
    return JsonResponse({"made": done.made, "versions": done.versions, **update})


@requires("agenda.view")
@require_GET
@throttled("agenda-changes", limit="1200/m")
def changes(request: SignedInRequest, workshop: Workshop) -> JsonResponse:
    """What was done to the agenda since the edit that the page has seen; mostly nothing."""
    since = request.GET.get("since", "")
    if not since.isdecimal() or len(since) > 18:
        return JsonResponse({"sentence": _("There is no such page.")}, status=400)
    if cursor_of(workshop) <= int(since):
        return JsonResponse({"cursor": int(since)})
    return JsonResponse(_update(request, workshop, int(since)))


@requires("agenda.edit")
@require_POST
def acceptances(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    """A warning is accepted with a note, or shown again."""
    mark = request.POST.get("mark", "")[:64]
    try:
        if "take_back" in request.POST:
            take_back(workshop=workshop, mark=mark, by=request.user)
        else:
            note = request.POST.get("note", "").strip()[:300]
            accept(workshop=workshop, mark=mark, note=note, by=request.user)
    except RuleBroken as broken:
        messages.error(request, broken.sentence)
    return redirect(reverse("agenda:editor", args=[workshop.slug]) + "#warnings")


def _update(
    request: SignedInRequest, workshop: Workshop, since: int, also: Iterable[int] = ()
) -> dict[str, Any]:
    """What a page that has seen edit ``since`` must draw anew, as HTML by day, and who did it.

    ``also`` are sessions whose day is drawn in any case.
    """
    edits = edits_since(workshop, since)
    days = days_of_edits(workshop, edits, since)
    if days is not None:
        more = workshop.agenda.filter(pk__in=list(also)).values_list("day", flat=True)
        days |= {day for day in more if day}
    board = board_of(workshop, user=request.user, days=days)
    context = {**_context(request, workshop), "board": board}

    def drawn(template: str, **more: Any) -> str:
        return render_to_string(f"agenda/{template}.html", context | more, request=request)

    return {
        "cursor": edits[-1].pk if edits else since,
        "frame": [board.frame.opens, board.frame.closes],
        "days": {
            timetable.date.isoformat(): drawn("_timetable", timetable=timetable)
            for timetable in board.timetables
        },
        "tray": drawn("_tray"),
        "warnings": drawn("_warnings"),
        "edits": [_told(edit) for edit in edits if edit.by_id != request.user.pk],
    }


def _told(edit: AgendaEdit) -> str:
    words = {
        AgendaEdit.Action.ADDED: _("%(who)s added “%(title)s”."),
        AgendaEdit.Action.MOVED: _("%(who)s moved “%(title)s”."),
        AgendaEdit.Action.CHANGED: _("%(who)s changed “%(title)s”."),
        AgendaEdit.Action.REMOVED: _("%(who)s deleted “%(title)s”."),
        AgendaEdit.Action.ACCEPTED: _("%(who)s looked at a warning of “%(title)s”."),
    }[AgendaEdit.Action(edit.action)]
    who = str(edit.by) if edit.by else _("Somebody else")
    return words % {"who": who, "title": edit.title}


def _who_was_faster(workshop: Workshop, stale: StaleSession) -> str:
    latest = [
        edit
        for edit in workshop.agenda_edits.select_related("by").order_by("-pk")[:50]
        if stale.key in edit.items
    ]
    told = _told(latest[0]) + " " if latest else ""
    if stale.saved is None:
        return told + _("The session is gone, so your change was taken back.")
    return told + _("Your change was taken back; look at theirs first.")


def _context(request: HttpRequest, workshop: Workshop) -> dict[str, Any]:
    held = request.workshop_permissions  # type: ignore[attr-defined]
    return {"workshop": workshop, "may_edit": "agenda.edit" in held}
