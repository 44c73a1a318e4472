"""The page that calls a workshop off."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from common.rules import RuleBroken
from participants.actions.calling_off import call_off as call_off_workshop
from participants.forms.staff import CallingOffForm
from participants.views.answers import beside_field
from workshops.models import Workshop
from workshops.permissions import SignedInRequest, requires


@requires("workshop.publish")
@require_http_methods(["GET", "HEAD", "POST"])
def call_off(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    form = CallingOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            told = call_off_workshop(
                workshop=workshop, by=request.user, reason=form.cleaned_data["reason"]
            )
        except RuleBroken as refused:
            beside_field(form, refused)
        else:
            sentence = ngettext(
                "The workshop is cancelled; %(n)d person is written to.",
                "The workshop is cancelled; %(n)d people are written to.",
                told,
            )
            messages.success(request, sentence % {"n": told})
            return redirect("pages:overview", workshop.slug)
    context = {
        "workshop": workshop,
        "form": form,
        "people": workshop.registrations.current().count(),
    }
    status = 422 if form.errors else 200
    return render(request, "participants/call_off.html", context, status=status)
