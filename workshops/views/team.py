"""Who works on a workshop."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from workshops.actions import staffing
from workshops.forms import TeamForm
from workshops.models import Workshop
from workshops.permissions import SignedInRequest, permissions_in, requires
from workshops.queries import holds_in_project, team_of
from workshops.views.answering import carried_out, pressed, sent, status_of


@requires("workshop.team")
def team(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    """Everybody with a role here or in the whole project, and a form for one more."""
    may_staff_project = holds_in_project(request.user, workshop.project, "workshop.team")
    form = TeamForm(sent(request), may_staff_project=may_staff_project)

    def save() -> None:
        facts = form.cleaned_data
        staffing.add_member(
            workshop=workshop,
            email=facts["email"],
            role=facts["role"],
            in_whole_project=facts.get("in_whole_project", False),
            by=request.user,
        )

    if carried_out(form, save):
        messages.success(request, _("The person was added to the team."))
        return redirect("workshops:team", workshop.slug)

    context = {
        "workshop": workshop,
        "form": form,
        "team": team_of(workshop),
        "may_staff_project": may_staff_project,
    }
    return render(request, "workshops/team.html", context, status=status_of(form))


@requires("workshop.team")
@require_POST
def remove_member(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponse:
    found = get_object_or_404(team_of(workshop), pk=pk)
    pressed(
        request,
        lambda: staffing.remove_member(member=found, by=request.user),
        success=_("The role was taken away."),
    )
    if "workshop.team" not in permissions_in(workshop, request.user):
        return redirect(settings.LOGIN_REDIRECT_URL)  # they removed themselves
    return redirect("workshops:team", workshop.slug)
