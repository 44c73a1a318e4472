"""The participant's own page, by personal link or by a verified e-mail address."""

from allauth.account.models import EmailAddress
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from certificates.holding import holdings_of
from common.access import signed_in
from common.rules import RuleBroken
from pages.exporting import everything_about
from pages.situations import has_to_register, situation_of
from pages.wording import place_of
from participants.actions.registering import decline
from participants.links import token_of
from participants.models import Registration
from participants.permissions import by_registration_link
from sessions.permissions import is_open_to_all
from sessions.queries import days_of, public_agenda_of
from workshops.models import Workshop
from workshops.permissions import SignedInRequest


@by_registration_link
@require_safe
def personal(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Where one stands, what is next, the facts, the agenda and the certificate."""
    token = token_of(registration)
    if has_to_register(registration):
        return redirect("participants:form", token=token)
    workshop = registration.workshop
    return render(
        request,
        "pages/personal.html",
        {
            "registration": registration,
            "workshop": workshop,
            "token": token,
            "place": place_of(workshop),
            "situation": situation_of(registration),
            "holdings": holdings_of(registration),
            "days": [] if registration.is_over else _agenda_of(workshop),
        },
    )


def _agenda_of(workshop: Workshop) -> list:
    return days_of(public_agenda_of(workshop)) if is_open_to_all(workshop) else []


@by_registration_link
@require_POST
def leave(request: HttpRequest, registration: Registration) -> HttpResponse:
    """The person does not come; the seat is given on."""
    try:
        # PostgreSQL stores no NUL; forms refuse it, and this button has no form.
        reason = request.POST.get("reason", "").replace("\0", "")[:500]
        decline(registration=registration, reason=reason)
    except RuleBroken as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Thank you for telling us. Your seat can go to somebody else."))
    return redirect("pages:personal", token=token_of(registration))


@by_registration_link
@require_safe
def export(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Everything that is held, as a file that machines read as well."""
    response = JsonResponse(
        everything_about(registration), json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    response["Content-Disposition"] = 'attachment; filename="what-we-hold.json"'
    return response


@signed_in
def mine(request: SignedInRequest) -> HttpResponse:
    """The registrations of the person behind the account, by its verified addresses."""
    addresses = EmailAddress.objects.filter(user=request.user, verified=True)
    is_mine = Q(pk__in=[])
    for address in addresses.values_list("email", flat=True):
        is_mine |= Q(person__email__iexact=address)
    registrations = (
        Registration.objects.filter(is_mine).for_list().order_by("-workshop__starts_on", "pk")
    )
    entries = [
        {
            "registration": registration,
            "token": token_of(registration),
        }
        for registration in registrations
    ]
    return render(request, "pages/mine.html", {"entries": entries})
