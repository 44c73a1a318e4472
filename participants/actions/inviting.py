"""Inviting delegations, and the focal points whom the letters go to."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from participants.actions.numbering_letters import number_letter
from participants.emails import write_to_focal_point
from participants.links import prolong_link
from participants.models import Delegation, FocalPoint
from participants.rules import AlreadyRegistered, MoveRefused
from workshops.states import WorkshopState

_NO_INVITATIONS = frozenset({WorkshopState.CANCELLED, WorkshopState.ARCHIVED})


@transaction.atomic
def add_focal_point(
    *, delegation: Delegation, name: str, email: str, language: str, by: User
) -> FocalPoint:
    """Name somebody who names the delegation's people. Raises AlreadyRegistered."""
    delegation = Delegation.objects.select_for_update(no_key=True).get(pk=delegation.pk)
    if delegation.focal_points.filter(email__iexact=email.strip()).exists():
        raise AlreadyRegistered(
            _("This address is already a focal point of this delegation."), field="email"
        )
    return FocalPoint.objects.create(
        delegation=delegation, name=name.strip(), email=email.strip(), language=language
    )


@transaction.atomic
def remove_focal_point(*, focal_point: FocalPoint, by: User) -> None:
    """Take the right to name people away; the link stops working at once."""
    focal_point.delete()


@transaction.atomic
def invite_delegation(
    *,
    delegation: Delegation,
    by: User,
    once: bool = False,
    now: datetime.datetime | None = None,
) -> int:
    """Queue the letter with the personal link to every focal point; again is possible.

    Returns the number of letters queued. A second click within the minute sends nothing, and
    ``once`` leaves alone whom somebody else has invited meanwhile. The first letter takes the next
    reference number. Raises MoveRefused without a focal point, or when the workshop takes nobody.
    """
    now = now or timezone.now()
    refuse_letters(delegation)
    number_letter(delegation=delegation)
    if once and delegation.invited_at:
        return 0
    focal_points = list(delegation.focal_points.select_related("delegation__workshop__project"))
    if not focal_points:
        raise MoveRefused(
            _("Add a focal point of %(delegation)s first: the letter needs an address.")
            % {"delegation": delegation}
        )
    queued = sum(send_letter(focal_point=each, by=by, now=now) for each in focal_points)
    if queued:
        delegation.invited_at = now
        delegation.save(update_fields=["invited_at"])
    return queued


@transaction.atomic
def invite_on_paper(
    *, delegation: Delegation, by: User, now: datetime.datetime | None = None
) -> Delegation:
    """Note that the letter goes by post or by hand: it takes its number, and nothing is e-mailed.

    Raises MoveRefused when the workshop takes nobody."""
    refuse_letters(delegation)
    number_letter(delegation=delegation)
    delegation.contacted_at = now or timezone.now()
    delegation.invited_at = delegation.invited_at or delegation.contacted_at
    delegation.save(update_fields=["invited_at", "contacted_at"])
    return delegation


def refuse_letters(delegation: Delegation) -> None:
    """Raise MoveRefused when the workshop takes nobody."""
    if delegation.workshop.state in _NO_INVITATIONS:
        raise MoveRefused(_("This workshop takes nobody any more."))


def send_letter(*, focal_point: FocalPoint, by: User, now: datetime.datetime | None = None) -> bool:
    """Queue one focal point's letter; False when it was sent a moment ago."""
    now = now or timezone.now()
    prolong_link(focal_point, now=now)
    cause = f"delegation-letter:{focal_point.pk}:{focal_point.link_nonce}:{now:%Y%m%d%H%M}"
    if write_to_focal_point(focal_point, cause=cause) is None:
        return False
    Delegation.objects.filter(pk=focal_point.delegation_id).update(contacted_at=now)
    return True
