"""A participant says which of the sessions at the same time they go to."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.rules import RuleBroken
from participants.models import Registration
from sessions.choosing import chosen_by, is_open, may_choose, rivals_of
from sessions.models import ChosenSession
from sessions.permissions import may_see_agenda
from sessions.programme import Session, released_programme


@transaction.atomic
def choose_session(
    *, registration: Registration, uid: str, now: datetime.datetime | None = None
) -> Session:
    """Go to the released session ``uid``, and to none that it overlaps.

    Locks the registration, so that two clicks leave one choice. Raises RuleBroken where there is
    nothing to choose or one of the sessions has begun."""
    session, rivals = _open_choice(registration, uid, now or timezone.now())
    replaced = [other.uid for other in rivals]
    ChosenSession.objects.filter(registration=registration, uid__in=replaced).delete()
    ChosenSession.objects.get_or_create(registration=registration, uid=uid)
    return session


@transaction.atomic
def leave_session(
    *, registration: Registration, uid: str, now: datetime.datetime | None = None
) -> Session:
    """Take the choice back. Raises RuleBroken as ``choose_session`` does."""
    session, _rivals = _open_choice(registration, uid, now or timezone.now())
    ChosenSession.objects.filter(registration=registration, uid=uid).delete()
    return session


def _open_choice(
    registration: Registration, uid: str, now: datetime.datetime
) -> tuple[Session, list[Session]]:
    locked = Registration.objects.select_for_update(no_key=True, of=("self",))
    registration = locked.select_related("workshop__project").get(pk=registration.pk)
    may = may_choose(registration) and may_see_agenda(registration)
    programme = released_programme(registration.workshop) if may else None
    sessions = programme.sessions if programme else []
    rivals = rivals_of(sessions).get(uid)
    if rivals is None:
        raise RuleBroken(_("There is nothing to choose here any more: the agenda has changed."))
    session = next(one for one in sessions if one.uid == uid)
    if not is_open(session, rivals, chosen_by(registration), now):
        raise RuleBroken(_("One of these sessions has begun, so the choice stays as it is."))
    return session, rivals
