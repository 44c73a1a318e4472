"""The offer of a seat: made by staff, answered behind the personal link."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from common.rules import RuleBroken
from common.throttling import throttled
from participants.actions.offering import accept_offer, decline_offer, offer_seat
from participants.emails import end_of
from participants.models import Registration
from participants.permissions import LinkRequest, by_registration_link
from participants.views.answers import act_and_return
from participants.views.registration import registration_of
from workshops.models import Workshop
from workshops.permissions import SignedInRequest, requires


@requires("registration.decide")
@require_POST
def offer(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponse:
    found = registration_of(workshop, pk)
    return act_and_return(
        request,
        lambda: offer_seat(registration=found, by=request.user),
        done=_("The offer is on its way; the seat is held until it is answered or runs out."),
        back="participants:registration",
        slug=workshop.slug,
        pk=pk,
    )


@by_registration_link
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("offer", limit="60/m", methods=("POST",))
def answer(request: LinkRequest, registration: Registration) -> HttpResponse:
    """The latest offer: a page with two buttons while it stands, else what became of it."""
    latest = registration.offers.first()
    if latest is None:
        raise Http404(_("There is no such page."))
    latest.registration = registration
    if request.method == "POST":
        act = decline_offer if "decline" in request.POST else accept_offer
        try:
            act(offer=latest)
        except RuleBroken as refused:
            messages.error(request, refused.sentence)
        else:
            messages.success(request, _("Thank you. Your answer was noted."))
        return redirect("pages:personal", request.link_token)
    context = {
        "registration": registration,
        "offer": latest,
        "until": end_of(latest),
        "token": request.link_token,
    }
    return render(request, "participants/offer.html", context)
