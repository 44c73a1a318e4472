"""The workshop's list of speakers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from common.rules import RuleBroken
from participants.actions.telling_apart import tell_apart
from sessions.actions.adding_speakers import add_speaker, remove_speaker
from sessions.forms import SpeakerDetailsForm, SpeakerForm
from sessions.models import Speaker
from sessions.queries import speakers_of
from workshops.models import Workshop
from workshops.permissions import requires


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
    context = {
        "workshop": workshop,
        "speakers": list(speakers_of(workshop)),
        "form": form,
        "may_edit": may_edit,
    }
    return render(request, "agenda/speakers.html", context, status=status)


@requires("agenda.edit")
def speaker(request: HttpRequest, workshop: Workshop, pk: int) -> HttpResponse:
    who = get_object_or_404(Speaker.objects.with_names(), workshop=workshop, pk=pk)
    form = SpeakerDetailsForm(request.POST if request.method == "POST" else None, instance=who)
    if request.method == "POST" and form.is_valid():
        who.save(update_fields=form.Meta.fields)
        messages.success(request, _("Saved."))
        return redirect("agenda:speakers", workshop.slug)
    return render(
        request,
        "agenda/speaker.html",
        {"workshop": workshop, "speaker": who, "form": form},
        status=422 if form.errors else 200,
    )


@requires("workshop.delete")
@require_POST
def delete_speaker(request: HttpRequest, workshop: Workshop, pk: int) -> HttpResponse:
    who = get_object_or_404(Speaker.objects.with_names(), workshop=workshop, pk=pk)
    try:
        remove_speaker(speaker=who, by=request.user)  # type: ignore[arg-type]
    except RuleBroken as broken:
        messages.error(request, broken.sentence)
    else:
        words = _("%(name)s is no longer on the list of speakers.")
        messages.success(request, words % {"name": who.listed_name})
    return redirect("agenda:speakers", workshop.slug)
