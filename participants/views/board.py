"""The delegation board: where each delegation stands, and what is missing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.rules import RuleBroken
from participants.actions.adding_delegations import add_delegations as add
from participants.actions.inviting import invite_delegation
from participants.forms.delegation import AddDelegationsForm
from participants.models import Delegation
from participants.protocol import in_protocol_order
from participants.queries import delegations_with_seats, seats_of
from participants.views.answers import beside_field
from workshops.models import Workshop
from workshops.permissions import SignedInRequest, requires


@requires("delegation.view")
@require_safe
def delegations(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    rows = in_protocol_order(delegations_with_seats(workshop), get_language() or "en")
    for row in rows:
        row.gaps = _gaps(row)
    ready = [row for row in rows if row.focal_points.all() and not row.invited_at]
    context = {
        "workshop": workshop,
        "rows": rows,
        "quota_in_all": sum(row.quota for row in rows),
        "taken_in_all": seats_of(workshop),
        "ready_to_invite": len(ready),
    }
    return render(request, "participants/delegations.html", context)


@requires("delegation.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def add_delegations(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    form = AddDelegationsForm(request.POST or None, workshop=workshop)
    if request.method == "POST" and form.is_valid():
        try:
            added = add(
                workshop=workshop,
                by=request.user,
                states=form.codes,
                organisation=form.cleaned_data["organisation"],
                quota=form.cleaned_data["quota"],
                reserves=form.cleaned_data["reserves"],
                deadline=form.cleaned_data["deadline"],
            )
        except RuleBroken as refused:
            beside_field(form, refused)
        else:
            sentence = ngettext(
                "%(n)d delegation added. Now name its focal point.",
                "%(n)d delegations added. Now name their focal points.",
                len(added),
            )
            messages.success(request, sentence % {"n": len(added)})
            if len(added) == 1:
                return redirect("participants:delegation", workshop.slug, added[0].pk)
            return redirect("participants:delegations", workshop.slug)
    status = 422 if form.errors else 200
    context = {"workshop": workshop, "form": form}
    return render(request, "participants/add_delegations.html", context, status=status)


@requires("delegation.invite")
@require_POST
def invite_all(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    """Invite every delegation that has a focal point and no letter yet."""
    letters = 0
    waiting = workshop.delegations.filter(invited_at=None, focal_points__isnull=False)
    for delegation in waiting.distinct().select_related("workshop__project"):
        try:
            letters += invite_delegation(delegation=delegation, by=request.user)
        except RuleBroken as refused:
            messages.error(request, refused.sentence)
            break
    sentence = ngettext("%(n)d letter is on its way.", "%(n)d letters are on their way.", letters)
    messages.success(request, sentence % {"n": letters})
    return redirect("participants:delegations", workshop.slug)


def _gaps(row: Delegation) -> list[str]:
    """What is missing of a delegation, in a few words each."""
    gaps = []
    if not row.focal_points.all():
        gaps.append(_("a focal point"))
    elif not row.invited_at:
        gaps.append(_("the invitation"))
    free = row.quota - row.seats_taken
    if row.invited_at and free > 0 and row.is_open():
        gaps.append(ngettext("%(n)d nomination", "%(n)d nominations", free) % {"n": free})
    if row.seats_taken and not row.heads:
        gaps.append(_("a head of delegation"))
    outstanding = row.nominated - row.submitted
    if outstanding > 0:
        gaps.append(
            ngettext("%(n)d registration", "%(n)d registrations", outstanding) % {"n": outstanding}
        )
    undecided = row.submitted - row.approved - row.waitlisted
    if undecided > 0:
        gaps.append(
            ngettext("your decision on %(n)d", "your decision on %(n)d", undecided)
            % {"n": undecided}
        )
    return gaps
