"""Naming several people at once: a grid of rows, which works by keyboard and without script."""

from typing import Any

from django.contrib import messages
from django.forms import BaseFormSet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from common.rules import RuleBroken
from common.throttling import throttled
from participants.actions.nominating import nominate
from participants.actions.sending_links import send_registration_link
from participants.forms.grid import MOST_ROWS, GridOptions, GridRow, PeopleGrid
from participants.models import FocalPoint
from participants.permissions import LinkRequest, by_focal_point_link
from participants.queries import delegations_with_seats
from participants.views.answers import beside_field
from participants.views.portal import why_closed

# Rows that an empty grid begins with, and that "More rows" adds.
_FIRST_ROWS, _MORE_ROWS = 5, 5


@by_focal_point_link
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("portal", limit="120/m", methods=("POST",))
def grid(request: LinkRequest, focal_point: FocalPoint) -> HttpResponse:
    """Every row that is right is saved; the others stay, with what is wrong beside the cell."""
    closed = why_closed(focal_point)
    if closed or request.method != "POST":
        rows = PeopleGrid()
        rows.extra = _rows_for(focal_point)
        return _page(request, focal_point, rows, GridOptions(), closed=closed)
    options = GridOptions(request.POST)
    options.is_valid()
    if "more" in request.POST:
        return _page(request, focal_point, PeopleGrid(_with_more_rows(request.POST)), options)
    rows = PeopleGrid(request.POST)
    rows.is_valid()
    typed = [form for form in rows.forms if form.has_changed()]
    named = sum(_name(form, options, focal_point) for form in typed)
    refused = [form for form in typed if form.errors]
    if named:
        sentence = ngettext("%(n)d person was named.", "%(n)d people were named.", named)
        messages.success(request, sentence % {"n": named})
    if not typed:
        messages.info(request, _("Nothing was typed, so nobody was named."))
    if named and not refused:
        return redirect("participants:portal", request.link_token)
    return _page(request, focal_point, rows, options, refused=refused)


def _name(form: GridRow, options: GridOptions, focal_point: FocalPoint) -> bool:
    """Name the person of one row, alone in its transaction: other rows do not depend on it."""
    if form.errors:
        return False
    try:
        registration = nominate(
            delegation=focal_point.delegation,
            as_reserve=form.cleaned_data["as_reserve"],
            focal_point=focal_point,
            **form.facts,
        )
    except RuleBroken as refusal:
        beside_field(form, refusal)
        return False
    if options.cleaned_data["send_link"] and registration.reserve_rank is None:
        send_registration_link(registration=registration, focal_point=focal_point)
    return True


def _page(
    request: LinkRequest,
    focal_point: FocalPoint,
    rows: BaseFormSet,
    options: GridOptions,
    *,
    refused: list[GridRow] | None = None,
    closed: str = "",
) -> HttpResponse:
    found = delegations_with_seats(focal_point.delegation.workshop).get(
        pk=focal_point.delegation_id
    )
    # Whoever was named is no row any more; the rows that are left keep their numbers.
    saved = [form for form in rows.forms if rows.is_bound and _was_saved(form, refused)]
    context: dict[str, Any] = {
        "focal_point": focal_point,
        "delegation": found,
        "workshop": found.workshop,
        "token": request.link_token,
        "closed": closed,
        "rows": rows,
        "shown": [form for form in rows.forms if form not in saved],
        "options": options,
        "refused": refused or [],
        "free": max(0, found.quota - found.seats_taken),
        "free_reserves": max(0, found.reserves - found.reserves_named),
        "may_add_rows": rows.total_form_count() < MOST_ROWS,
    }
    return render(request, "participants/portal_grid.html", context, status=422 if refused else 200)


def _was_saved(form: GridRow, refused: list[GridRow] | None) -> bool:
    return refused is not None and form.has_changed() and form not in refused


def _rows_for(focal_point: FocalPoint) -> int:
    """As many rows as people can still be named, within reason."""
    delegation = focal_point.delegation
    found = delegations_with_seats(delegation.workshop).get(pk=delegation.pk)
    open_places = found.quota - found.seats_taken + found.reserves - found.reserves_named
    return min(max(open_places, 1), 2 * _FIRST_ROWS)


def _with_more_rows(typed: Any) -> Any:
    data = typed.copy()
    try:
        now = int(data.get("form-TOTAL_FORMS", ""))
    except ValueError:
        now = 0
    data["form-TOTAL_FORMS"] = str(min(max(now, 0) + _MORE_ROWS, MOST_ROWS))
    return data
