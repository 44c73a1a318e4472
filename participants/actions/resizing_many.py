"""Changing the seats of several delegations in one go."""

from collections.abc import Mapping

from django.db import transaction

from accounts.models import User
from common.rules import RuleBroken
from participants.actions.resizing import resize
from participants.models import Delegation
from workshops.models import Workshop


class SomeRefused(RuleBroken):
    """Nothing was changed; ``of`` tells why for each delegation that stood in the way."""

    def __init__(self, of: dict[int, RuleBroken]) -> None:
        super().__init__(next(iter(of.values())).sentence)
        self.of = of


@transaction.atomic
def resize_many(
    *, workshop: Workshop, sizes: Mapping[int, tuple[int, int]], by: User
) -> list[Delegation]:
    """Give each delegation (by its pk) its new seats and reserves: all of them, or none.

    Locks every delegation first, always in the same order, and the workshop after them, so that
    two people who change the same ones do not wait for each other for ever. Raises SomeRefused."""
    rows = Delegation.objects.select_for_update(no_key=True).filter(workshop=workshop, pk__in=sizes)
    refused: dict[int, RuleBroken] = {}
    changed = []
    for row in rows.order_by("pk"):
        quota, reserves = sizes[row.pk]
        try:
            changed.append(resize(delegation=row, quota=quota, reserves=reserves, by=by))
        except RuleBroken as sentence:
            refused[row.pk] = sentence
    if refused:
        raise SomeRefused(refused)
    return changed
