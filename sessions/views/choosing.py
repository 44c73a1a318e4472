"""The participant's choice among sessions that run at the same time."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from common.rules import RuleBroken
from common.throttling import throttled
from participants.models import Registration
from participants.permissions import LinkRequest, by_registration_link
from sessions.actions.choosing import choose_session, leave_session


@by_registration_link
@require_POST
@throttled("choose-session", limit="120/m")
def choose(request: LinkRequest, registration: Registration) -> HttpResponse:
    wanted, left = request.POST.get("choose", ""), request.POST.get("leave", "")
    try:
        if left:
            session = leave_session(registration=registration, uid=left)
            words = _("You no longer go to “%(title)s”.")
        else:
            session = choose_session(registration=registration, uid=wanted)
            words = _("You go to “%(title)s”.")
    except RuleBroken as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, words % {"title": session.title})
    return redirect(reverse("pages:personal", args=[request.link_token]) + "#agenda")
