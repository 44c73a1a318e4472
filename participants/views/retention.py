"""What is erased when, and what has been: for the organisers, in numbers only."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from participants.questions.retention import periods_of
from workshops.models import Workshop
from workshops.permissions import SignedInRequest, requires


@requires("registration.view")
@require_safe
def retention(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    context = {
        "workshop": workshop,
        "periods": periods_of(workshop),
        "receipts": list(workshop.erasures.all()),
    }
    return render(request, "participants/retention.html", context)
