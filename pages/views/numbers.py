"""A project in numbers, for donors: no name, and nothing that leads to one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pages.numbers import STEPS, funnel_of, people_by_gender, people_by_state, with_numbers
from workshops.models import Project
from workshops.permissions import requires_in_project
from workshops.states import WorkshopState


@requires_in_project("numbers.view")
def numbers(request: HttpRequest, project: Project) -> HttpResponse:
    """Each workshop's funnel, their sums, and the approved people by state and gender."""
    workshops = list(
        with_numbers(
            project.workshops.exclude(state=WorkshopState.DRAFT).order_by("starts_on", "title")
        )
    )
    totals = [sum(getattr(workshop, f"n_{step}") for workshop in workshops) for step in STEPS]
    return render(
        request,
        "pages/numbers.html",
        {
            "project": project,
            "donors": list(project.donors.all()),
            "rows": [
                {"workshop": workshop, "funnel": funnel_of(workshop)} for workshop in workshops
            ],
            "totals": totals,
            "by_state": people_by_state(project),
            "by_gender": people_by_gender(project),
        },
    )
