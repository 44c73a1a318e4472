"""The participant's own page, by personal link or by a verified e-mail address."""

from allauth.account.models import EmailAddress
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from certificates.holding import holdings_of
from common.access import signed_in
from common.rules import RuleBroken
from pages.exporting import everything_about
from pages.situations import has_to_register, situation_of
from pages.wording import place_of
from participants.actions.registering import decline
from participants.emails import end_of
from participants.links import token_of
from participants.models import Registration
from participants.permissions import by_registration_link
from participants.questions.answers import unanswered_after_approval
from sessions.actions.following import follow_agenda, unfollow_agenda
from sessions.choosing import chosen_by, may_choose, with_choices
from sessions.ical import calendar_feed
from sessions.materials import for_participant, shown
from sessions.models import AgendaFollower
from sessions.permissions import may_see_agenda
from sessions.programme import released_programme
from workshops.permissions import SignedInRequest


@by_registration_link
@require_safe
def personal(request: HttpRequest, registration: Registration) -> HttpResponse:
    """A seat that waits for an answer, then where one stands, what is next, the facts."""
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
            "situation": (situation := situation_of(registration)),
            "to_answer": len(unanswered_after_approval(registration))
            if situation.may_correct
            else 0,
            "until": _held_until(registration),
            "holdings": holdings_of(registration),
            **_agenda_for(registration),
            **_materials_for(registration),
        },
    )


def _to_answer(registration: Registration) -> int:
    return len(unanswered_after_approval(registration))


def _held_until(registration: Registration) -> str:
    """The end of an open offer by the workshop's clocks; empty where no seat is held."""
    offer = registration.offers.open().first()
    if offer is None:
        return ""
    offer.registration = registration
    return end_of(offer)


def _agenda_for(registration: Registration) -> dict[str, object]:
    """The released agenda with its last changes, while the person takes part and it is open."""
    workshop = registration.workshop
    if not may_see_agenda(registration):
        return {"shows_agenda": False}
    programme = released_programme(workshop)
    if programme and may_choose(registration):
        programme = with_choices(programme, chosen_by(registration), timezone.now())
    return {
        "shows_agenda": True,
        "follows": AgendaFollower.objects.filter(registration=registration).exists(),
        "days": programme.days if programme else [],
        "has_choices": any(one.choice for one in programme.sessions) if programme else False,
        "version": programme.version if programme else None,
        "changelog": programme.changelog if programme else [],
        "calendar_feed": calendar_feed(
            reverse("agenda:participants_calendar", args=[token_of(registration)])
        ),
    }


def _materials_for(registration: Registration) -> dict[str, object]:
    token = token_of(registration)
    found = shown(
        for_participant(registration),
        lambda one: reverse("agenda:participants_material", args=[token, one.pk]),
    )
    return {"materials": found, "has_files": any(not one.is_elsewhere for one in found)}


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
@require_POST
def follow(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Messages about the agenda on or off."""
    if "on" in request.POST:
        follow_agenda(registration=registration)
        messages.success(request, _("We write to you when the agenda is released anew."))
    else:
        unfollow_agenda(registration=registration)
        messages.success(request, _("We write to you about the agenda no more."))
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
