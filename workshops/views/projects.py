"""Projects: create one, edit one, see its workshops."""

from copy import copy

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.second_factor import second_factor_missing
from common.access import signed_in
from workshops.actions.keeping_project import create_project, edit_project
from workshops.forms import ProjectForm
from workshops.models import Project
from workshops.permissions import SignedInRequest, requires_in_project
from workshops.queries import workshops_of
from workshops.views.answering import carried_out, sent, status_of


@signed_in
def create(request: SignedInRequest) -> HttpResponseBase:
    """For the few accounts that may begin projects; for others there is no such page."""
    if not (request.user.is_superuser or request.user.may_create_projects):
        raise Http404(_("There is no such page."))
    if missing := second_factor_missing(request):
        return missing
    form = ProjectForm(sent(request))

    def save() -> None:
        facts = form.cleaned_data
        create_project(facts=facts, donors=facts["donors"], by=request.user)

    if carried_out(form, save):
        messages.success(request, _("The project was created. Now add its first workshop."))
        return redirect("workshops:project", form.cleaned_data["code"])

    return render(request, "workshops/project_form.html", {"form": form}, status=status_of(form))


@requires_in_project("project.edit")
def project(request: SignedInRequest, project: Project) -> HttpResponse:
    """The facts of a project, as a form, and its series of workshops."""
    form = ProjectForm(sent(request), instance=copy(project))

    def save() -> None:
        facts = form.cleaned_data
        edit_project(project=project, facts=facts, donors=facts["donors"], by=request.user)

    if carried_out(form, save):
        messages.success(request, _("The project was saved."))
        return redirect("workshops:project", form.cleaned_data["code"])

    context = {"project": project, "form": form, "workshops": workshops_of(project)}
    return render(request, "workshops/project.html", context, status=status_of(form))
