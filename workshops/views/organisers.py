"""The organisations behind a workshop."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from workshops.actions import arranging_organisers
from workshops.forms import OrganiserForm
from workshops.models import Workshop
from workshops.permissions import SignedInRequest, requires
from workshops.queries import organisers_of
from workshops.views.answering import carried_out, pressed, sent, status_of


@requires("workshop.edit")
def organisers(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    """All organisers in the order on paper, and a form for one more."""
    form = OrganiserForm(sent(request))

    def save() -> None:
        arranging_organisers.add_organiser(workshop=workshop, by=request.user, **form.cleaned_data)

    if carried_out(form, save):
        messages.success(request, _("The organiser was added."))
        return redirect("workshops:organisers", workshop.slug)

    context = {"workshop": workshop, "form": form, "organisers": organisers_of(workshop)}
    return render(request, "workshops/organisers.html", context, status=status_of(form))


@requires("workshop.edit")
@require_POST
def move_organiser(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponse:
    found = get_object_or_404(organisers_of(workshop), pk=pk)
    step = -1 if request.POST.get("to") == "up" else 1
    arranging_organisers.move_organiser(organiser=found, step=step, by=request.user)
    return redirect("workshops:organisers", workshop.slug)


@requires("workshop.delete")
@require_POST
def remove_organiser(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponse:
    found = get_object_or_404(organisers_of(workshop), pk=pk)
    pressed(
        request,
        lambda: arranging_organisers.remove_organiser(organiser=found, by=request.user),
        success=_("The organiser was removed."),
    )
    return redirect("workshops:organisers", workshop.slug)
