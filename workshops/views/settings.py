"""A workshop's settings: create, edit, clone."""

from collections.abc import Sequence
from copy import copy

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from workshops.actions import cloning
from workshops.actions.keeping_workshop import Check, create_workshop, edit_workshop
from workshops.forms import CloneForm, WorkshopForm
from workshops.models import Project, Workshop
from workshops.permissions import SignedInRequest, requires, requires_in_project
from workshops.queries import projects_to_create_in
from workshops.views.answering import carried_out, sent, status_of


@requires_in_project("workshop.create")
def create(request: SignedInRequest, project: Project) -> HttpResponse:
    draft = Workshop(project=project, working_languages=["en"])
    form = WorkshopForm(sent(request), instance=draft)

    def save() -> None:
        create_workshop(project=project, facts=form.cleaned_data, by=request.user)

    if carried_out(form, save):
        messages.success(
            request, _("The workshop was created as a draft. Nobody outside the team sees it.")
        )
        return redirect("workshops:edit", form.cleaned_data["slug"])

    context = {"project": project, "form": form}
    return render(request, "workshops/create.html", context, status=status_of(form))


@requires("workshop.edit")
def edit(
    request: SignedInRequest, workshop: Workshop, checks: Sequence[Check] = ()
) -> HttpResponse:
    """Change the settings. An app above may route this address with its own ``checks``."""
    # A copy: the page's heading must not show what was typed and refused.
    may_publish = "workshop.publish" in request.workshop_permissions
    form = WorkshopForm(sent(request), instance=copy(workshop), may_publish=may_publish)

    def save() -> None:
        edit_workshop(workshop=workshop, facts=form.cleaned_data, by=request.user, checks=checks)

    if carried_out(form, save):
        messages.success(request, _("The settings were saved."))
        return redirect("workshops:edit", form.cleaned_data["slug"])

    context = {"workshop": workshop, "form": form}
    return render(request, "workshops/edit.html", context, status=status_of(form))


@requires("workshop.create")
def clone(
    request: SignedInRequest, workshop: Workshop, more_parts: Sequence[cloning.Part] = ()
) -> HttpResponse:
    """Make a draft after this workshop. An app above may route this address with ``more_parts``."""
    projects = projects_to_create_in(request.user)
    if not projects:
        raise Http404(_("There is no such page."))
    form = CloneForm(
        sent(request),
        source=workshop,
        projects=projects,
        parts=[*cloning.PARTS, *more_parts],
    )

    def save() -> None:
        cloning.clone(source=workshop, by=request.user, **form.cleaned_data)

    if carried_out(form, save):
        messages.success(
            request, _("The new workshop was created as a draft. Nobody outside the team sees it.")
        )
        return redirect("workshops:edit", form.cleaned_data["slug"])

    context = {"workshop": workshop, "form": form}
    return render(request, "workshops/clone.html", context, status=status_of(form))
