"""A job's page: how far it is, what failed and why, try again, stop."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.second_factor import second_factor_missing
from common.access import signed_in
from common.rules import RuleBroken
from jobs.actions.cancel import cancel
from jobs.actions.retry_failed import retry_failed
from jobs.kinds import kind_named
from jobs.models import Job
from jobs.queries import failures_of, progress_of

HTMX_STOPS_ASKING = 286


def _for_staff(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Jobs name people in what failed: those who ask for them need what all staff need."""

    @signed_in
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return second_factor_missing(request) or view(request, *args, **kwargs)

    return guarded


@_for_staff
@require_safe
def detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return render(request, "jobs/detail.html", progress_context(_job(request, public_id)))


@_for_staff
@require_safe
def progress(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What a page asks for every second: the counts, and at the end the whole with its buttons."""
    job = _job(request, public_id)
    context = {**progress_context(job), "next": request.GET.get("next", "")}
    if not job.finished_at:
        return render(request, "jobs/_counts.html", context)
    response = render(request, "jobs/_progress.html", context, status=HTMX_STOPS_ASKING)
    response["HX-Retarget"] = f"#job-{job.public_id}"
    response["HX-Reswap"] = "outerHTML"
    response["HX-Trigger-After-Swap"] = "job-finished"
    return response


@_for_staff
@require_POST
def retry(request: HttpRequest, public_id: UUID) -> HttpResponse:
    job = _job(request, public_id)
    try:
        retry_failed(job)
    except RuleBroken as broken:
        messages.error(request, broken.sentence)
    return _back(request, job)


@_for_staff
@require_POST
def stop(request: HttpRequest, public_id: UUID) -> HttpResponse:
    job = cancel(_job(request, public_id))
    if job.cancelled_at:
        messages.info(request, _("What had not been begun will not be done."))
    return _back(request, job)


def progress_context(job: Job) -> dict[str, Any]:
    """What ``jobs/_progress.html`` needs; ``job`` comes from ``with_progress()`` or costs a query.

    Pages of other apps include the fragment with this and give ``next``, their own address.
    """
    return {"job": job, "progress": progress_of(job), "failures": failures_of(job)}


def _job(request: HttpRequest, public_id: UUID) -> Job:
    visible = Job.objects.visible_to(request.user).with_progress()  # type: ignore[arg-type]
    job = get_object_or_404(visible, public_id=public_id)
    if not kind_named(job.kind).is_open_to(job, request.user):  # type: ignore[arg-type]
        raise Http404(_("There is no such page."))
    return job


def _back(request: HttpRequest, job: Job) -> HttpResponse:
    """To the page the button stood on, or the job's own."""
    target = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
        return HttpResponseRedirect(target)
    return redirect("jobs:detail", job.public_id)
