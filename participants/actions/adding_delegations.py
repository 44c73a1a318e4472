"""Adding delegations to a workshop, one or many at once, and taking away one without people."""

import datetime
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from participants.models import Delegation
from participants.rules import AlreadyRegistered, MoveRefused
from workshops.models import Workshop


@transaction.atomic
def add_delegations(
    *,
    workshop: Workshop,
    by: User,
    quota: int,
    reserves: int,
    states: Sequence[str] = (),
    organisations: Sequence[str] = (),
    deadline: datetime.date | None = None,
) -> list[Delegation]:
    """A delegation for each state, by its code, and for each organisation, by its name.

    All of them or none: raises AlreadyRegistered when one is there already."""
    wanted = [{"country": code} for code in states]
    wanted += [{"organisation_name": name} for name in organisations]
    try:
        with transaction.atomic():
            return [
                Delegation.objects.create(
                    workshop=workshop, quota=quota, reserves=reserves, deadline=deadline, **name
                )
                for name in wanted
            ]
    except IntegrityError:
        raise AlreadyRegistered(
            _("One of these delegations has just been added by somebody else.")
        ) from None


@transaction.atomic
def remove_delegation(*, delegation: Delegation, by: User) -> None:
    """Take a delegation away that nobody was ever named for. Raises MoveRefused otherwise.

    One whose letter has a reference number stays: the series of letters has no gaps."""
    delegation = Delegation.objects.select_for_update(no_key=True).get(pk=delegation.pk)
    if delegation.registrations.exists():
        raise MoveRefused(
            _("%(delegation)s has people; set its seats to 0 instead.") % {"delegation": delegation}
        )
    if delegation.letter_number is not None:
        raise MoveRefused(
            _("A letter with the number %(reference)s has gone out; set the seats to 0 instead.")
            % {"reference": delegation.reference}
        )
    delegation.delete()
