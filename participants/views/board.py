"""The delegation board: where each delegation stands, and what is missing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from common.rules import RuleBroken
from participants.actions.adding_delegations import add_delegations as add
from participants.forms.delegation import AddDelegationsForm
from participants.queries import seats_of
from participants.standing import (
    Show,
    board_rows,
    is_invitable,
    is_remindable,
    mix_in_all,
    shown_by,
)
from participants.views.answers import beside_field
from workshops.models import Workshop
from workshops.permissions import SignedInRequest, requires


@requires("delegation.view")
@require_safe
def delegations(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    """One row a delegation. The filter stands in the address and names nobody: it can be shared."""
    rows = board_rows(workshop)
    show = request.GET.get("show", "")
    show = show if show in Show.values else Show.ALL
    mix = mix_in_all(rows)
    target = workshop.gender_target
    context = {
        "workshop": workshop,
        "rows": [(row, row.mix.falls_short(target)) for row in rows if shown_by(show, row)],
        "has_delegations": bool(rows),
        "filters": [(each, each.label, sum(shown_by(each, row) for row in rows)) for each in Show],
        "show": show,
        "mix": mix,
        "is_short_of_a_gender": mix.falls_short(target),
        "quota_in_all": sum(row.quota for row in rows),
        "taken_in_all": seats_of(workshop),
        "may_invite": any(is_invitable(row) for row in rows),
        "may_remind": any(is_remindable(row) for row in rows),
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
                organisations=form.organisation_names,
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
