"""The workshop's speakers: who they are, whether they come, what has not arrived."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from common.rules import RuleBroken
from participants.actions.telling_apart import tell_apart
from participants.views.files import private
from sessions.actions.adding_speakers import add_speaker, remove_speaker
from sessions.actions.changing_speaker import change_speaker
from sessions.actions.inviting_speakers import invite_speaker, remind_speaker, replace_link
from sessions.forms import SpeakerDetailsForm, SpeakerForm
from sessions.models import Speaker
from sessions.speaking import Show, standing_of, standings_of
from workshops.models import Workshop
from workshops.permissions import SignedInRequest, requires
from workshops.views.answering import pressed


@requires("agenda.view")
def speakers(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """The list; a POST adds somebody to it, which takes the permission to edit the agenda."""
    may_edit = "agenda.edit" in request.workshop_permissions  # type: ignore[attr-defined]
    form = None
    status = 200
    if may_edit:
        sent = request.POST if request.method == "POST" else None
        form = SpeakerForm(sent, workshop=workshop, user=request.user)  # type: ignore[arg-type]
    if request.method == "POST":
        if form is not None and form.is_valid():
            try:
                speaker = add_speaker(workshop=workshop, by=request.user, **form.facts)  # type: ignore[arg-type]
            except RuleBroken as broken:
                form.add_error(broken.field or None, broken.sentence)
            else:
                for other in form.other_people:
                    tell_apart(one=speaker.person, other=other, by=request.user)  # type: ignore[arg-type]
                words = _("%(name)s is now a speaker of this workshop.")
                messages.success(request, words % {"name": speaker.listed_name})
                return redirect("agenda:speakers", workshop.slug)
        status = 422 if form is not None else 403
    rows = standings_of(workshop)
    show = request.GET.get("show", "")
    context = {
        "workshop": workshop,
        "rows": [row for row in rows if row.is_shown_by(show)],
        "n_rows": len(rows),
        "filters": [("", _("All"), len(rows))]
        + [
            (str(each.value), each.label, sum(row.is_shown_by(each) for row in rows))
            for each in Show
        ],
        "show": show if show in Show.values else "",
        "may_invite": any(row.may_be_asked for row in rows),
        "may_remind": any(row.may_be_reminded for row in rows),
        "form": form,
        "may_edit": may_edit,
    }
    return render(request, "agenda/speakers.html", context, status=status)


@requires("agenda.edit")
def speaker(request: HttpRequest, workshop: Workshop, pk: int) -> HttpResponse:
    who = _speaker(workshop, pk)
    form = SpeakerDetailsForm(request.POST if request.method == "POST" else None, instance=who)
    if request.method == "POST" and form.is_valid():
        change_speaker(
            speaker=who,
            by=request.user,  # type: ignore[arg-type]
            facts=form.cleaned_data,
            person=form.person_form.cleaned_data if form.person_form else None,
        )
        messages.success(request, _("Saved."))
        return redirect("agenda:speakers", workshop.slug)
    standing = standing_of(_speaker(workshop, pk))
    return render(
        request,
        "agenda/speaker.html",
        {"workshop": workshop, "standing": standing, "speaker": standing.speaker, "form": form},
        status=422 if request.method == "POST" else 200,
    )


@requires("agenda.edit")
@require_POST
def invite(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponse:
    who = _speaker(workshop, pk)
    pressed(
        request,
        lambda: invite_speaker(speaker=who, by=request.user),
        success=_("The invitation is on its way."),
    )
    return redirect("agenda:speaker", workshop.slug, pk)


@requires("agenda.edit")
@require_POST
def remind(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponse:
    who = _speaker(workshop, pk)
    try:
        is_new = remind_speaker(speaker=who, by=request.user)
    except RuleBroken as refused:
        messages.error(request, refused.sentence)
    else:
        told = _("The reminder is on its way."), _("Today's reminder has gone already.")
        messages.success(request, told[0 if is_new else 1])
    return redirect("agenda:speaker", workshop.slug, pk)


@requires("agenda.edit")
@require_POST
def renew_link(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponse:
    who = _speaker(workshop, pk)
    pressed(
        request,
        lambda: replace_link(speaker=who, by=request.user),
        success=_("Every earlier link has ended. The next message brings the new one."),
    )
    return redirect("agenda:speaker", workshop.slug, pk)


@requires("agenda.view")
@require_safe
def photograph(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponseBase:
    """A face is an identity: of protected people it is shown to nobody here."""
    standing = standing_of(_speaker(workshop, pk))
    if standing.is_hidden or not standing.speaker.photograph:
        raise Http404(_("There is no such page."))
    file = standing.speaker.photograph.open("rb")
    return private(FileResponse(file, content_type="image/jpeg"))


@requires("workshop.delete")
@require_POST
def delete_speaker(request: HttpRequest, workshop: Workshop, pk: int) -> HttpResponse:
    who = _speaker(workshop, pk)
    words = _("%(name)s is no longer on the list of speakers.")
    pressed(
        request,
        lambda: remove_speaker(speaker=who, by=request.user),  # type: ignore[arg-type]
        success=words % {"name": who.listed_name},
    )
    return redirect("agenda:speakers", workshop.slug)


def _speaker(workshop: Workshop, pk: int) -> Speaker:
    who = get_object_or_404(Speaker.objects.with_names(), workshop=workshop, pk=pk)
    who.workshop = workshop
    return who
