"""Releasing the agenda, and its versions."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.rules import RuleBroken
from sessions.actions.releasing import release as release_agenda
from sessions.actions.restoring import Restored
from sessions.actions.restoring import restore as restore_version
from sessions.clashes import agenda_clashes
from sessions.forms.publication import ReleaseForm
from sessions.freezing import digest_of, draft_of
from sessions.models import AgendaVersion
from sessions.permissions import is_open_to_all
from sessions.programme import (
    latest_version,
    names_in,
    programme_of,
    sentences_of,
    unreleased_changes,
)
from workshops.models import Workshop
from workshops.permissions import SignedInRequest, requires


@requires("agenda.release")
@require_http_methods(["GET", "HEAD", "POST"])
def release(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    """What would change for everybody, a note, and the button."""
    form = ReleaseForm(request.POST or None, initial={"seen": digest_of(draft_of(workshop))})
    if request.method == "POST" and form.is_valid():
        try:
            version = release_agenda(workshop=workshop, by=request.user, **form.cleaned_data)
        except RuleBroken as refused:
            messages.error(request, refused.sentence)
            # With the note as it was typed, and the differences as they are now.
            form = ReleaseForm(
                initial={
                    "note": form.cleaned_data["note"],
                    "seen": digest_of(draft_of(workshop)),
                }
            )
            return _page(request, workshop, form, status=409)
        messages.success(request, _("Version %(number)d is released.") % {"number": version.number})
        return redirect("agenda:version", workshop.slug, version.number)
    return _page(request, workshop, form, status=422 if form.errors else 200)


@requires("agenda.view")
@require_safe
def versions(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    rows = workshop.agenda_versions.select_related("released_by").defer("content")
    return render(
        request,
        "agenda/versions.html",
        {
            "workshop": workshop,
            "versions": list(rows),
            "may_release": "agenda.release" in request.workshop_permissions,
        },
    )


@requires("agenda.view")
@require_safe
def version(request: SignedInRequest, workshop: Workshop, number: int) -> HttpResponse:
    """A version as it was released, with people as staff may know them."""
    found = _version(workshop, number)
    latest = latest_version(workshop)
    programme = programme_of(found, for_staff=True)
    return render(
        request,
        "agenda/version.html",
        {
            "workshop": workshop,
            "version": found,
            "days": programme.days,
            "changelog": programme.changelog,
            "is_latest": latest == found,
            "differs": bool(unreleased_changes(workshop)) if latest == found else True,
            "may_release": "agenda.release" in request.workshop_permissions,
        },
    )


@requires("agenda.release")
@require_POST
def restore(request: SignedInRequest, workshop: Workshop, number: int) -> HttpResponse:
    done = restore_version(version=_version(workshop, number), by=request.user)
    for sentence in _what_is_missing(done):
        messages.warning(request, sentence)
    words = _("The draft is as version %(number)d was. Nothing is released yet.")
    messages.success(request, words % {"number": number})
    return redirect("agenda:editor", workshop.slug)


def _page(
    request: SignedInRequest, workshop: Workshop, form: ReleaseForm, *, status: int
) -> HttpResponse:
    changes = unreleased_changes(workshop)
    clashes = agenda_clashes(workshop, user=request.user)
    context = {
        "workshop": workshop,
        "form": form,
        "latest": latest_version(workshop),
        "n_changes": len(changes),
        "changelog": sentences_of(changes, names_in(workshop, for_staff=True)),
        "n_clashing": len(clashes),
        "n_hard": sum(any(one.is_hard for one in found) for found in clashes.values()),
        "is_open_to_all": is_open_to_all(workshop),
    }
    return render(request, "agenda/release.html", context, status=status)


def _version(workshop: Workshop, number: int) -> AgendaVersion:
    found = get_object_or_404(
        AgendaVersion.objects.select_related("released_by"), workshop=workshop, number=number
    )
    found.workshop = workshop
    return found


def _what_is_missing(done: Restored) -> list[str]:
    said = [
        _("“%(title)s” has no time now: %(reason)s") % {"title": title, "reason": reason}
        for title, reason in done.unscheduled
    ]
    for titles, words in (
        (done.without_room, _("A room that is gone was left out at: %(sessions)s.")),
        (done.without_speaker, _("A speaker who is gone was left out at: %(sessions)s.")),
    ):
        if titles:
            said.append(words % {"sessions": ", ".join(f"“{title}”" for title in titles)})
    return said
