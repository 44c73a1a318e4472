"""Who gets a certificate, who has one, and the button that starts the batch."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from certificates.actions.issuing import NothingToIssue, start_batch
from certificates.permissions import member
from certificates.queries import (
    Batch,
    Row,
    is_print_file_current,
    last_batch,
    print_file_of,
    rows_of,
)
from certificates.sealing.state import key_in_use
from workshops.models import Workshop
from workshops.permissions import requires

PEOPLE_ON_A_PAGE = 100

_SHOWN = {
    "all": lambda row: True,
    "waiting": lambda row: row.waits,
    "issued": lambda row: bool(row.certificates),
    "not-eligible": lambda row: not row.verdict.is_eligible and row.living is None,
}


@requires("certificate.view")
@require_safe
def certificate_list(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    rows = rows_of(workshop)
    shown = request.GET.get("show", "all")
    shown = shown if shown in _SHOWN else "all"
    paginator = Paginator([row for row in rows if _SHOWN[shown](row)], PEOPLE_ON_A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    batch = last_batch(workshop)
    counts = {name: sum(map(belongs, rows)) for name, belongs in _SHOWN.items()}
    context = {
        "page": page,
        "tabs": _tabs(counts, shown),
        "shown": shown,
        "counts": counts,
        "not_eligible": counts["not-eligible"],
        "living": sum(row.living is not None for row in rows),
        "protected": sum(_is_protected_holder(row) for row in rows),
        "issue_label": _issue_label(counts["waiting"]),
        **_batch_context(workshop, batch),
        "print_file": print_file_of(workshop),
        "print_file_is_current": is_print_file_current(workshop),
        "key_in_use": key_in_use(),
    }
    return render(request, "certificates/list.html", context)


@requires("certificate.view")
@require_safe
def progress(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """The panel of the running batch, asked for every second; at the end the page loads anew."""
    batch = last_batch(workshop)
    response = render(request, "certificates/_batch.html", _batch_context(workshop, batch))
    if batch is None or batch.progress.is_finished:
        response["HX-Refresh"] = "true"
    return response


@requires("certificate.issue")
@require_POST
def issue(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """Start the batch; a second click finds it running and joins it."""
    try:
        start_batch(workshop=workshop, by=member(request))
    except NothingToIssue as refusal:
        messages.info(request, refusal.sentence)
    return redirect("certificates:list", workshop.slug)


def _batch_context(workshop: Workshop, batch: Batch | None) -> dict[str, Any]:
    return {
        "workshop": workshop,
        "batch": batch,
        "is_running": batch is not None and not batch.progress.is_finished,
        "here": reverse("certificates:list", args=[workshop.slug]),
    }


def _issue_label(waiting: int) -> str:
    if not waiting:
        return _("Make the print file")
    return ngettext("Issue %(number)d certificate", "Issue %(number)d certificates", waiting) % {
        "number": waiting
    }


def _tabs(counts: dict[str, int], shown: str) -> list[tuple[str, str, int, bool]]:
    labels = {
        "all": _("Everybody"),
        "waiting": _("To be issued"),
        "issued": _("Issued"),
        "not-eligible": _("Not eligible"),
    }
    return [(name, label, counts[name], name == shown) for name, label in labels.items()]


def _is_protected_holder(row: Row) -> bool:
    return row.living is not None and row.registration.is_protected
