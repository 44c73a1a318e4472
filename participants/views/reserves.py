"""The order of a delegation's reserves, as a whole: dragged, or by a button of a row."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from participants.actions.ordering import move_reserve, order_reserves
from participants.models import Delegation, FocalPoint
from participants.permissions import LinkRequest, by_focal_point_link
from participants.views.answers import act_and_return
from participants.views.portal import refuse_closed
from workshops.models import Workshop
from workshops.permissions import SignedInRequest, requires


@requires("registration.edit")
@require_POST
def order(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponse:
    delegation = get_object_or_404(workshop.delegations, pk=pk)
    return act_and_return(
        request,
        lambda: _order(request, delegation),
        done=_("The order of the reserves was saved."),
        back="participants:delegation",
        slug=workshop.slug,
        pk=pk,
    )


@by_focal_point_link
@require_POST
def order_in_portal(request: LinkRequest, focal_point: FocalPoint) -> HttpResponse:
    def act() -> None:
        refuse_closed(focal_point)
        _order(request, focal_point.delegation)

    return act_and_return(
        request,
        act,
        done=_("The order of the reserves was saved."),
        back="participants:portal",
        token=request.link_token,
    )


def _order(request: HttpRequest, delegation: Delegation) -> None:
    for button in ("up", "down"):
        if button in request.POST:
            pks = _keys(request.POST[button])
            found = get_object_or_404(delegation.registrations, pk__in=pks[:1])
            move_reserve(registration=found, up=button == "up")
            return
    order_reserves(
        delegation=delegation,
        order=_keys(request.POST.get("order", "")),
        seen=_keys(request.POST.get("seen", "")),
    )


def _keys(text: str) -> list[int]:
    return [int(part) for part in text.split(",") if part.isdecimal() and len(part) < 19]
