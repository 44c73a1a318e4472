"""The rooms of a workshop."""

from copy import copy

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from workshops.actions import arranging_rooms
from workshops.forms import RoomForm
from workshops.models import Workshop
from workshops.permissions import SignedInRequest, requires
from workshops.queries import rooms_of
from workshops.views.answering import carried_out, pressed, sent, status_of


@requires("workshop.edit")
def rooms(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    """All rooms in their order, and a form for one more."""
    form = RoomForm(sent(request))

    def save() -> None:
        arranging_rooms.add_room(workshop=workshop, by=request.user, **form.cleaned_data)

    if carried_out(form, save):
        messages.success(request, _("The room was added."))
        return redirect("workshops:rooms", workshop.slug)

    context = {"workshop": workshop, "form": form, "rooms": rooms_of(workshop)}
    return render(request, "workshops/rooms.html", context, status=status_of(form))


@requires("workshop.edit")
def room(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponse:
    found = get_object_or_404(rooms_of(workshop), pk=pk)
    form = RoomForm(sent(request), instance=copy(found))

    def save() -> None:
        arranging_rooms.edit_room(room=copy(found), by=request.user, **form.cleaned_data)

    if carried_out(form, save):
        messages.success(request, _("The room was saved."))
        return redirect("workshops:rooms", workshop.slug)

    context = {"workshop": workshop, "form": form, "room": found}
    return render(request, "workshops/room.html", context, status=status_of(form))


@requires("workshop.edit")
@require_POST
def move_room(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponse:
    found = get_object_or_404(rooms_of(workshop), pk=pk)
    step = -1 if request.POST.get("to") == "up" else 1
    arranging_rooms.move_room(room=found, step=step, by=request.user)
    return redirect("workshops:rooms", workshop.slug)


@requires("workshop.delete")
@require_POST
def delete_room(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponse:
    found = get_object_or_404(rooms_of(workshop), pk=pk)
    pressed(
        request,
        lambda: arranging_rooms.delete_room(room=found, by=request.user),
        success=_("The room was deleted."),
    )
    return redirect("workshops:rooms", workshop.slug)
