"""Who leads a delegation, and in which order its reserves move up."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from participants.models import Delegation, Registration
from participants.queries import reserves
from participants.rules import MoveRefused


@transaction.atomic
def mark_head(*, registration: Registration) -> Registration:
    """Make this person the head of the delegation; there is one, so the old head steps back.

    Raises MoveRefused for people without a delegation, reserves, and those who are out."""
    if registration.delegation_id is None:
        raise MoveRefused(_("Only a delegation has a head."))
    Delegation.objects.select_for_update(no_key=True).get(pk=registration.delegation_id)
    registration.refresh_from_db(fields=["state", "reserve_rank", "is_head"])
    if registration.is_over or registration.reserve_rank is not None:
        raise MoveRefused(_("The head of a delegation needs a seat."))
    Registration.objects.current().filter(
        delegation=registration.delegation_id, is_head=True
    ).update(is_head=False)
    registration.is_head = True
    registration.save(update_fields=["is_head"])
    return registration


@transaction.atomic
def move_reserve(*, registration: Registration, up: bool) -> Registration:
    """Let a reserve change places with the neighbour above or below. No neighbour, no change."""
    if registration.delegation is None:
        raise MoveRefused(_("Only delegations have reserves."))
    Delegation.objects.select_for_update(no_key=True).get(pk=registration.delegation.pk)
    order = list(reserves().filter(delegation=registration.delegation_id))
    places = [each.pk for each in order]
    if registration.pk not in places:
        raise MoveRefused(_("Only reserves have an order."))
    here = places.index(registration.pk)
    there = here - 1 if up else here + 1
    if 0 <= there < len(order):
        order[here], order[there] = order[there], order[here]
    _write(order)
    registration.refresh_from_db(fields=["reserve_rank"])
    return registration


@transaction.atomic
def order_reserves(*, delegation: Delegation, order: Sequence[int], seen: Sequence[int]) -> None:
    """Let the reserves move up in ``order``, primary keys, first to last.

    ``seen`` is the order that the page showed. Raises MoveRefused when it is another one by now,
    so that nobody undoes unseen what somebody else has done."""
    Delegation.objects.select_for_update(no_key=True).get(pk=delegation.pk)
    now = {each.pk: each for each in reserves().filter(delegation=delegation)}
    if list(now) != list(seen) or sorted(now) != sorted(order):
        raise MoveRefused(
            _(
                "The reserves have changed meanwhile, so your order was not saved. They stand here"
                " as they are now: please order them again."
            )
        )
    _write([now[pk] for pk in order])


def _write(order: Iterable[Registration]) -> None:
    for rank, each in enumerate(order, start=1):  # closes the gaps that others have left
        if each.reserve_rank != rank:
            each.reserve_rank = rank
            each.save(update_fields=["reserve_rank"])
