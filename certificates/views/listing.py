"""Who gets a certificate, who has one, and the button that starts the batch."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
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
from certificates.kinds import all_kinds_of
from certificates.late import late_changes
from certificates.models import GivenKind, Rule
from certificates.permissions import member
from certificates.queries import (
    Batch,
    Cell,
    Row,
    is_print_file_current,
    last_batch,
    open_blanks,
    print_file_of,
    rows_of,
)
from certificates.sealing.state import key_in_use
from workshops.models import Workshop
from workshops.permissions import requires

PEOPLE_ON_A_PAGE = 100

_SHOWN: dict[str, Callable[[Cell], bool]] = {
    "all": lambda cell: True,
    "waiting": lambda cell: cell.waits,
    "issued": lambda cell: bool(cell.certificates),
    "not-eligible": lambda cell: not cell.verdict.is_eligible and cell.living is None,
}


@dataclass(frozen=True)
class Count:
    """How far one kind is."""

    kind: GivenKind
    living: int
    waiting: int
    not_eligible: int

    @property
    def is_named_by_hand(self) -> bool:
        return self.kind.rule == Rule.HAND


@requires("certificate.view")
@require_safe
def certificate_list(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """Who gets what and why: people and kinds, by kind and by how far it is."""
    rows = rows_of(workshop)
    given = [kind for kind in all_kinds_of(workshop) if kind.is_given]
    shown = request.GET.get("show", "all")
    shown = shown if shown in _SHOWN else "all"
    by_kind = _by_kind(rows)
    wanted = request.GET.get("kind", "")
    wanted = wanted if wanted in by_kind else ""
    of_kind = [row for row in (_only(row, wanted) for row in rows) if row.cells or not wanted]
    # Nobody who is registered disappears, even where no kind concerns them.
    chosen = [row for row in (_shown(row, shown) for row in of_kind) if row.cells or shown == "all"]
    paginator = Paginator(chosen, PEOPLE_ON_A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    batch = last_batch(workshop)
    counts = {name: sum(bool(_shown(row, name).cells) for row in of_kind) for name in _SHOWN}
    counts["all"] = len(of_kind)
    waiting = sum(cell.waits for row in rows for cell in row.cells)
    context = {
        "page": page,
        "tabs": _tabs(counts, shown),
        "shown": shown,
        "kind": wanted,
        "kinds": [_count(kind, by_kind.get(kind.key, [])) for kind in given],
        "has_a_test": any(kind.rule == Rule.TEST for kind in given),
        "of_old": [cells[0].kind for key, cells in by_kind.items() if not cells[0].kind.is_given],
        "counts": counts,
        "waiting": waiting,
        "open_blanks": open_blanks(workshop),
        "late": len(late_changes(workshop, rows=rows).open),
        "not_eligible": sum(_is_not_eligible(row) for row in rows),
        "living": sum(cell.living is not None for row in rows for cell in row.cells),
        "protected": sum(
            cell.living is not None for row in rows if row.holder.is_protected for cell in row.cells
        ),
        "issue_label": _issue_label(waiting),
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
    """Start the batch; a second click finds it running and joins it.

    Of the kinds that were ticked, where the button stands below boxes to tick."""
    kinds = request.POST.getlist("kinds") if "choose" in request.POST else None
    if kinds == []:
        messages.error(request, _("Tick at least one kind of certificate."))
        return redirect("certificates:list", workshop.slug)
    try:
        start_batch(workshop=workshop, by=member(request), kinds=kinds)
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


def _by_kind(rows: Iterable[Row]) -> dict[str, list[Cell]]:
    found: dict[str, list[Cell]] = {}
    for row in rows:
        for cell in row.cells:
            found.setdefault(cell.kind.key, []).append(cell)
    return found


def _count(kind: GivenKind, cells: list[Cell]) -> Count:
    return Count(
        kind,
        living=sum(cell.living is not None for cell in cells),
        waiting=sum(cell.waits for cell in cells),
        not_eligible=sum(map(_SHOWN["not-eligible"], cells)),
    )


def _only(row: Row, kind: str) -> Row:
    return Row(row.holder, [one for one in row.cells if one.kind.key == kind]) if kind else row


def _shown(row: Row, shown: str) -> Row:
    return Row(row.holder, [cell for cell in row.cells if _SHOWN[shown](cell)])


def _is_not_eligible(row: Row) -> bool:
    """For nothing at all: has no certificate, and the next batch will make none."""
    return bool(row.cells) and all(map(_SHOWN["not-eligible"], row.cells))
