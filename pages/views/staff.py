"""What an organiser sees first."""

import datetime
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from accounts.second_factor import second_factor_missing
from certificates.late import late_changes
from certificates.queries import open_blanks, rows_of, waiting_for_issue
from common.access import signed_in
from jobs.models import Job
from jobs.queries import progress_of
from mail.models import Message
from pages import steps
from pages.access import permissions_by_workshop
from pages.numbers import Counted, funnel_of, with_gaps, with_numbers
from pages.searching import search as search_for
from pages.wording import place_of
from participants.protocol import in_protocol_order
from participants.queries import delegations_with_seats, what_is_missing
from sessions.models import AgendaItem
from sessions.programme import publication_of
from workshops.models import Project, Workshop
from workshops.permissions import SignedInRequest, requires
from workshops.queries import missing_for_publication, projects_to_create_in
from workshops.states import MOVES, WorkshopState
from workshops.views.state import OFFERS, Move

FINISHED = {WorkshopState.COMPLETED, WorkshopState.ARCHIVED, WorkshopState.CANCELLED}


@signed_in
def your_workshops(request: SignedInRequest) -> HttpResponseBase:
    """Where signing in leads: each workshop with what is missing and what comes next."""
    user = request.user
    workshops = list(
        with_gaps(with_numbers(Workshop.objects.permitting(user, "workshop.view")))
        .with_project()
        .order_by("starts_on", "title")
    )
    permissions = permissions_by_workshop(user, workshops)
    # The frame offers the outbox to whoever reads the mail of some workshop.
    request.workshop_permissions = frozenset().union(*permissions.values())
    cards = [_card(workshop, permissions[workshop.pk]) for workshop in workshops]
    followed = [
        workshop
        for workshop in with_numbers(Workshop.objects.permitting(user, "numbers.view"))
        .exclude(state=WorkshopState.DRAFT)
        .with_project()
        .order_by("project", "starts_on")
        if workshop.pk not in permissions
    ]
    projects = list(projects_to_create_in(user))
    with_numbers_of = set(Project.objects.permitting(user, "numbers.view"))
    with_people = set(Project.objects.permitting_in_part(user, "registration.view"))
    if (workshops or followed) and (missing := second_factor_missing(request)):
        return missing
    return render(
        request,
        "pages/your_workshops.html",
        {
            "current": [card for card in cards if card["workshop"].state not in FINISHED],
            "finished": [card for card in cards if card["workshop"].state in FINISHED],
            "followed": [
                {"workshop": workshop, "funnel": funnel_of(workshop)} for workshop in followed
            ],
            "with_numbers": with_numbers_of,
            "with_people": with_people,
            "all_projects": sorted(
                with_numbers_of.union(with_people, projects),
                key=lambda project: (project.starts_on, project.code),
                reverse=True,
            ),
            "projects": projects,
            "may_create_projects": user.is_superuser or user.may_create_projects,
        },
    )


def _card(workshop: Counted, permissions: frozenset[str]) -> dict[str, Any]:
    to_do = (
        steps.steps_about_people(workshop)
        + steps.steps_about_the_event(workshop)
        + steps.steps_about_certificates(workshop)
    )
    return {
        "workshop": workshop,
        "place": place_of(workshop, short=True),
        "steps": steps.for_holder_of(to_do, permissions),
        "may_see_people": "registration.view" in permissions,
        "may_mark": "attendance.mark" in permissions,
    }


@requires("workshop.view")
def overview(request: SignedInRequest, workshop: Counted) -> HttpResponse:
    """How far a workshop is, what is missing, and its state with the moves from it."""
    permissions = request.workshop_permissions
    workshop = with_gaps(with_numbers(Workshop.objects.with_project())).get(pk=workshop.pk)
    sees_people = "delegation.view" in permissions
    to_do = steps.steps_about_the_event(workshop)
    if "agenda.view" in permissions:
        to_do += steps.steps_about_publication(workshop, publication_of(workshop))
    uncertified = 0
    if "certificate.issue" in permissions:
        certificates = rows_of(workshop)
        to_do += steps.steps_about_late_changes(workshop, late_changes(workshop, rows=certificates))
        to_do += steps.steps_about_blank_sheets(workshop, open_blanks(workshop))
        if workshop.n_attended or workshop.n_certified:
            waiting = waiting_for_issue(workshop, rows=certificates)
            uncertified = len({person for person, _kind in waiting})
    to_do = steps.for_holder_of(to_do, permissions)
    jobs = Job.objects.filter(requested_by=request.user).unfinished().with_progress()[:3]
    return render(
        request,
        "pages/overview.html",
        {
            "workshop": workshop,
            "permissions": permissions,
            "place": place_of(workshop),
            "funnel": funnel_of(workshop),
            "people_to_do": what_is_missing(workshop)
            if sees_people and workshop.state not in FINISHED
            else [],
            "to_do": to_do,
            "unpublishable": missing_for_publication(workshop)
            if workshop.state == WorkshopState.DRAFT and "workshop.edit" in permissions
            else [],
            "uncertified": uncertified,
            "delegations": in_protocol_order(
                delegations_with_seats(workshop), get_language() or "en"
            )
            if sees_people
            else [],
            "moves": _moves(workshop) if "workshop.publish" in permissions else [],
            "may_be_cancelled": WorkshopState.CANCELLED in MOVES[WorkshopState(workshop.state)],
            "next_sessions": next_sessions(workshop, now=timezone.now())
            if "agenda.view" in permissions
            else [],
            "jobs": [{"job": job, "progress": progress_of(job)} for job in jobs],
            "failed_messages": list(
                Message.objects.filter(workshop=workshop, state=Message.State.FAILED)[:3]
            )
            if "mail.view" in permissions
            else [],
        },
    )


def next_sessions(workshop: Workshop, *, now: datetime.datetime) -> list[AgendaItem]:
    """The running session and those after it, by the clock at the workshop's place."""
    here = now.astimezone(workshop.zone)
    minute = here.hour * 60 + here.minute
    rows = AgendaItem.objects.filter(workshop=workshop, day__gte=here.date())
    coming = rows.scheduled().exclude(kind=AgendaItem.Kind.BREAK).in_order()[:20]
    later = [item for item in coming if item.day != here.date() or (item.end_minute or 0) > minute]
    return later[:4]


def _moves(workshop: Workshop) -> list[Move]:
    """The moves from here, the next one first; cancelling has a page of its own for its reason."""
    here, life = WorkshopState(workshop.state), list(WorkshopState)
    onwards = life[life.index(here) :] + life[: life.index(here)]
    return [
        OFFERS[here, there]
        for there in onwards
        if there in MOVES[here] and there != WorkshopState.CANCELLED
    ]


@require_POST
@signed_in
def search(request: SignedInRequest) -> HttpResponseBase:
    """By POST, so that a name that is searched for stays out of addresses and logs."""
    if missing := second_factor_missing(request):
        return missing
    words = request.POST.get("q", "").strip()[:200]
    found = search_for(request.user, words)
    return render(request, "pages/search.html", {"words": words, "found": found})
