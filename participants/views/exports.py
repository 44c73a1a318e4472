"""The lists as files: in the order and the language chosen, narrowed as the page is."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from participants.exporting.columns import DELEGATIONS, PEOPLE, Column
from participants.exporting.files import lines_of_csv, workbook
from participants.filters import RegistrationFilter
from participants.listing import SENSITIVE
from participants.models import Delegation, Registration
from participants.protocol import in_protocol_order
from participants.queries import delegations_with_seats
from participants.questions.columns import asked_for, file_columns
from workshops.models import Workshop
from workshops.permissions import SignedInRequest, requires

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires("registration.view")
@require_safe
def participants_xlsx(request: SignedInRequest, workshop: Workshop) -> HttpResponseBase:
    rows = _people(request, workshop)
    return _xlsx(request, workshop, "participants", _columns(request, workshop, rows), rows)


@requires("registration.view")
@require_safe
def participants_csv(request: SignedInRequest, workshop: Workshop) -> HttpResponseBase:
    rows = _people(request, workshop)
    return _csv(request, workshop, "participants", _columns(request, workshop, rows), rows)


@requires("delegation.view")
@require_safe
def delegations_xlsx(request: SignedInRequest, workshop: Workshop) -> HttpResponseBase:
    return _xlsx(request, workshop, "delegations", DELEGATIONS, _delegations(request, workshop))


@requires("delegation.view")
@require_safe
def delegations_csv(request: SignedInRequest, workshop: Workshop) -> HttpResponseBase:
    return _csv(request, workshop, "delegations", DELEGATIONS, _delegations(request, workshop))


def chosen_language(request: SignedInRequest) -> str:
    """The language asked for, if the product speaks it; else the page's."""
    language = request.GET.get("language", "")
    if language in dict(settings.LANGUAGES):
        return language
    return get_language() or settings.LANGUAGE_CODE


def _people(request: SignedInRequest, workshop: Workshop) -> list[Registration]:
    filtered = RegistrationFilter(
        request.GET,
        queryset=workshop.registrations.all(),
        workshop=workshop,
        delegations=list(workshop.delegations.all()),
    )
    return filtered.ordered(chosen_language(request))[:]


def _columns(
    request: SignedInRequest, workshop: Workshop, rows: list[Registration]
) -> list[Column[Registration]]:
    """The usual columns, and the questions that the page of the list shows; what one may read."""
    held = request.workshop_permissions
    usual = [column for column in PEOPLE if SENSITIVE in held or not column.is_sensitive]
    with translation.override(chosen_language(request)):
        return [*usual, *file_columns(rows, asked_for(request.GET, workshop, held))]


def _delegations(request: SignedInRequest, workshop: Workshop) -> list[Delegation]:
    return in_protocol_order(delegations_with_seats(workshop), chosen_language(request))


def _xlsx(
    request: SignedInRequest,
    workshop: Workshop,
    name: str,
    columns: Sequence[Column[Any]],
    rows: list[Any],
) -> HttpResponseBase:
    language = chosen_language(request)
    with translation.override(language):
        title = _("Participants") if name == "participants" else _("Delegations")
    content = workbook(rows, columns, title=title, language=language)
    response = HttpResponse(content, content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}-{workshop.slug}.xlsx"'
    return response


def _csv(
    request: SignedInRequest,
    workshop: Workshop,
    name: str,
    columns: Sequence[Column[Any]],
    rows: list[Any],
) -> HttpResponseBase:
    lines = lines_of_csv(rows, columns, language=chosen_language(request))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}-{workshop.slug}.csv"'
    return response
