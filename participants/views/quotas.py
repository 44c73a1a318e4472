"""The seats of all delegations on one page, changed together."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from participants.actions.resizing_many import SomeRefused, resize_many
from participants.forms.letters import SeatsForm
from participants.queries import seats_of
from participants.standing import board_rows
from participants.views.answers import beside_field
from workshops.models import Workshop
from workshops.permissions import SignedInRequest, requires


@requires("delegation.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def quotas(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    rows = board_rows(workshop)
    typed = request.POST if request.method == "POST" else None
    forms = [SeatsForm(typed, delegation=row) for row in rows]
    are_valid = [form.is_valid() for form in forms]  # each of them, so that all errors are told
    if request.method == "POST" and all(are_valid):
        changed = {form.delegation.pk: _size(form) for form in forms if form.has_changed()}
        try:
            resize_many(workshop=workshop, sizes=changed, by=request.user)
        except SomeRefused as refused:
            for form in forms:
                if reason := refused.of.get(form.delegation.pk):
                    beside_field(form, reason)
        else:
            sentence = ngettext(
                "The seats of %(n)d delegation were changed.",
                "The seats of %(n)d delegations were changed.",
                len(changed),
            )
            messages.success(request, sentence % {"n": len(changed)})
            return redirect("participants:delegations", workshop.slug)
    is_wrong = any(form.errors for form in forms)
    context = {
        "workshop": workshop,
        "forms": forms,
        "is_wrong": is_wrong,
        "taken_in_all": seats_of(workshop),
        "quota_in_all": sum(row.quota for row in rows),
        "nothing_saved": _("Nothing has been changed yet: see the cells in red."),
    }
    return render(request, "participants/quotas.html", context, status=422 if is_wrong else 200)


def _size(form: SeatsForm) -> tuple[int, int]:
    """What was typed for a row; a number left alone stays as it is now, not as it was shown."""
    now = form.delegation
    return (
        form.cleaned_data["quota"] if "quota" in form.changed_data else now.quota,
        form.cleaned_data["reserves"] if "reserves" in form.changed_data else now.reserves,
    )
