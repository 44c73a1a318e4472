"""Reminding approved people of what the second step of the form still asks of them."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common.rules import RuleBroken
from mail.models import Message
from participants.actions.registering import refuse_when_fixed
from participants.actions.sending_links import refuse_unreachable
from participants.emails import write_reminder
from participants.links import prolong_link
from participants.models import Registration
from participants.questions.answers import unanswered_after_approval
from participants.questions.composed import ComposedForm, form_of
from participants.questions.kinds import Stage
from participants.rules import MoveRefused
from participants.states import RegistrationState
from workshops.models import Workshop
from workshops.states import WorkshopState

#: The cause of the reminder that goes out by itself: once, whatever is pressed before and after.
_BY_ITSELF = "by-itself"


@transaction.atomic
def remind_to_answer(
    *, registration: Registration, by: User, now: datetime.datetime | None = None
) -> bool:
    """Queue a reminder of the questions left open; whether one was queued: one a day at most.

    Raises MoveRefused for whoever has nothing to answer, has not been told of the seat, or has no
    address, and EditingClosed when nothing can be answered any more."""
    now = now or timezone.now()
    today = now.astimezone(registration.workshop.zone).date()
    return _remind(registration, None, cause=f"{today:%Y%m%d}", now=now)


def remind_those_due(*, now: datetime.datetime | None = None) -> int:
    """Remind everybody whose workshop begins so soon that it wants to; how many were reminded.

    Nobody is reminded twice by this, nor on a day on which somebody was reminded by hand."""
    now = now or timezone.now()
    reminded = 0
    for workshop in Workshop.objects.exclude(reminds_before=None).filter(
        state__in=[WorkshopState.PUBLISHED, WorkshopState.CLOSED]
    ):
        today = now.astimezone(workshop.zone).date()
        if not 0 < (workshop.starts_on - today).days <= (workshop.reminds_before or 0):
            continue
        form = form_of(workshop)
        if any(question.stage == Stage.AFTER_APPROVAL for question in form.asked):
            reminded += sum(_is_due(each, form, today, now) for each in _approved(workshop))
    return reminded


def _approved(workshop: Workshop) -> list[Registration]:
    rows = workshop.registrations.filter(
        state=RegistrationState.APPROVED, decision_is_held=False
    ).exclude(person__email="")
    found = list(rows.select_related("person", "delegation", "workshop__project"))
    prefix = "registration-reminder:"
    causes = Message.objects.filter(workshop=workshop, cause__startswith=prefix)
    done = {
        cause.split(":")[1]
        for cause in causes.values_list("cause", flat=True)
        if cause.endswith(f":{_BY_ITSELF}")
    }
    return [each for each in found if str(each.pk) not in done]


def _is_due(
    registration: Registration, form: ComposedForm, today: datetime.date, now: datetime.datetime
) -> bool:
    by_hand = f"registration-reminder:{registration.pk}:{today:%Y%m%d}"
    if Message.objects.filter(cause=by_hand).exists():
        return False
    try:
        with transaction.atomic():
            return _remind(registration, form, cause=_BY_ITSELF, now=now)
    except RuleBroken:  # nothing is left to answer, or nothing can be answered any more
        return False


def _remind(
    registration: Registration, form: ComposedForm | None, *, cause: str, now: datetime.datetime
) -> bool:
    refuse_unreachable(registration)
    if registration.decision_is_held:
        raise MoveRefused(
            _("%(name)s has not been told of the decision yet.")
            % {"name": registration.listed_name}
        )
    refuse_when_fixed(registration)
    questions = unanswered_after_approval(registration, form)
    if not questions:
        raise MoveRefused(
            _("%(name)s has nothing left to answer.") % {"name": registration.listed_name}
        )
    prolong_link(registration, now=now)
    return write_reminder(registration, questions, cause=cause) is not None
