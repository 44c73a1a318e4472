"""Where a participant stands, in words, and what is to be done next."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from participants.actions.registering import refuse_when_fixed
from participants.models import Registration
from participants.rules import EditingClosed
from participants.states import RegistrationState, may_move
from workshops.states import WorkshopState

_S = RegistrationState
_HAS_TO_REGISTER = frozenset({_S.NOMINATED, _S.INVITED, _S.WAITLISTED})


@dataclass(frozen=True)
class Situation:
    """``headline`` says where one stands, ``next`` what follows from it."""

    headline: str
    next: str
    may_leave: bool
    may_correct: bool


def has_to_register(registration: Registration) -> bool:
    """Whether the form has not been sent yet; then the form is the person's page."""
    return (
        registration.state in _HAS_TO_REGISTER
        and registration.submitted_at is None
        and not registration.decision_is_held
    )


def situation_of(registration: Registration) -> Situation:
    """What to tell the person, and what it may do from here."""
    state, workshop = RegistrationState(registration.state), registration.workshop
    is_past = workshop.today() > workshop.ends_on
    headline, what_next = _words(state)
    if registration.decision_is_held:
        headline = _("Your registration is being decided.")
        what_next = _("The organisers write to you. Until then nothing can be changed here.")
    if workshop.state == WorkshopState.CANCELLED:
        headline = _("This workshop has been cancelled.")
        what_next = _("There is nothing you need to do.")
    elif is_past and state == _S.APPROVED and not registration.decision_is_held:
        headline = _("The workshop is over.")
        what_next = _("You find your certificate on this page as soon as it has been issued.")
    return Situation(
        headline=headline,
        next=what_next,
        may_leave=not registration.decision_is_held
        and may_move(state, _S.DECLINED)
        and not is_past
        and workshop.state in (WorkshopState.PUBLISHED, WorkshopState.CLOSED),
        may_correct=_may_correct(registration),
    )


def _may_correct(registration: Registration) -> bool:
    try:
        refuse_when_fixed(registration)
    except EditingClosed:
        return False
    return True


def _words(state: RegistrationState) -> tuple[str, str]:
    wait = _("There is nothing you need to do.")
    return {
        _S.NOMINATED: (_("You have been nominated."), _("Please complete your registration.")),
        _S.INVITED: (_("You have been nominated."), _("Please complete your registration.")),
        _S.SUBMITTED: (
            _("Your registration has been sent."),
            _("The organisers decide about it and write to you."),
        ),
        _S.APPROVED: (
            _("Your seat is confirmed."),
            _("Please keep your travel and food up to date, and tell us if you cannot come."),
        ),
        _S.WAITLISTED: (
            _("You are on the waiting list."),
            _("The organisers write to you as soon as there is a seat."),
        ),
        _S.DECLINED: (
            _("You have said that you are not coming."),
            _("If that has changed, you can register again while there is a seat."),
        ),
        _S.REJECTED: (_("Your registration could not be accepted."), wait),
        _S.WITHDRAWN: (
            _("Your delegation has withdrawn your nomination."),
            _("If that is a mistake, ask your delegation's focal point."),
        ),
        _S.SUBSTITUTED: (_("Somebody else of your delegation takes your seat."), wait),
        _S.CANCELLED: (_("Your registration has been cancelled."), wait),
    }[state]
