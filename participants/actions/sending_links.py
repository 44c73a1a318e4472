"""Sending people the personal link to their registration."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from participants.actions.changing_state import change_state
from participants.emails import write_to_participant
from participants.links import new_link, prolong_link
from participants.models import FocalPoint, Registration, StateChange
from participants.rules import MoveRefused
from participants.states import RegistrationState
from workshops.states import WorkshopState


@transaction.atomic
def send_registration_link(
    *,
    registration: Registration,
    by: User | None = None,
    focal_point: FocalPoint | None = None,
    replace: bool = False,
    now: datetime.datetime | None = None,
) -> bool:
    """Queue the message with the personal link; a nominee becomes invited by it.

    It may be sent again at any time; a second click within the minute sends nothing and returns
    False. ``replace`` makes a new link and ends the old one.
    Raises MoveRefused for people without an address and for those who are out.
    """
    now = now or timezone.now()
    refuse_unreachable(registration)
    if replace:
        new_link(registration, now=now)
    else:
        prolong_link(registration, now=now)
    kind = "registration-confirm" if registration.is_awaiting_confirmation else "registration-link"
    cause = f"{kind}:{registration.pk}:{registration.link_nonce}:{now:%Y%m%d%H%M}"
    if write_to_participant(kind, registration, cause=cause) is None:
        return False
    if registration.state == RegistrationState.NOMINATED:
        change_state(
            registration=registration,
            to=RegistrationState.INVITED,
            by=by,
            focal_point=focal_point,
            actor=StateChange.Actor.FOCAL_POINT if focal_point else StateChange.Actor.USER,
        )
    return True


def refuse_unreachable(registration: Registration) -> None:
    """Raise MoveRefused when the link would go nowhere or to somebody who is out."""
    if registration.workshop.state in (WorkshopState.CANCELLED, WorkshopState.ARCHIVED):
        raise MoveRefused(_("This workshop takes nobody any more."))
    if registration.is_over and registration.state != RegistrationState.DECLINED:
        raise MoveRefused(
            _("%(name)s no longer takes part, so no link was sent.")
            % {"name": registration.listed_name}
        )
    if not registration.person.email:
        raise MoveRefused(_("%(name)s has no e-mail address.") % {"name": registration.listed_name})
