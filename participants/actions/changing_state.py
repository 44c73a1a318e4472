"""The only writer of ``Registration.state``."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from participants.actions.promoting import fill_freed_seat
from participants.emails import DECISIONS, write_decision
from participants.models import FirstApproval, FocalPoint, Offer, Registration, StateChange
from participants.rules import MoveRefused
from participants.seats import Seats, lock_seats
from participants.states import OVER, REASON_NEEDED, SEATED, RegistrationState, may_move

_S = RegistrationState

_WRITTEN = ("state", "state_reason", "decision_is_held", "is_head", "reserve_rank")
# The seat of a substituted person is handed over; a wait-listed or cancelled one is kept free on
# purpose.
_FREES_FOR_RESERVES = frozenset({_S.DECLINED, _S.REJECTED, _S.WITHDRAWN})


@transaction.atomic
def change_state(
    *,
    registration: Registration,
    to: str,
    by: User | None = None,
    focal_point: FocalPoint | None = None,
    actor: str = StateChange.Actor.USER,
    reason: str = "",
    override: bool = False,
) -> Registration:
    """Move ``registration`` to the state ``to``, write down who did it, and tell the person.

    Locks the delegation and the workshop before a seat is taken. ``override`` gives a seat beyond
    quota or capacity; it needs a ``reason``, which is kept. A seat that becomes free goes to the
    delegation's next reserve. Where focal points see decisions first, the message waits for
    ``telling.tell_decision``.
    Raises MoveRefused and SeatsTaken.
    """
    to = RegistrationState(to)
    reason = reason.strip()
    seats = lock_seats(
        workshop_id=registration.workshop_id, delegation_id=registration.delegation_id
    )
    current = _locked(registration, seats)
    from_state = RegistrationState(current.state)
    refuse_illegal(current, to, reason)
    if to == _S.APPROVED and seats.workshop.needs_two_approvals:
        _require_two(current, by)
    _end_what_was_open(current)

    had_seat = current.holds_seat
    _refuse_twice(current, to)
    _come_back(current, to)
    beyond = False
    if not had_seat and to in SEATED and current.reserve_rank is None:
        beyond = _take_seat(seats, override=override, reason=reason)

    current.state, current.state_reason = to, reason
    is_decision = to in DECISIONS
    # What the person did, by accepting an offer, is no news to the person.
    current.decision_is_held = (
        is_decision and seats.workshop.holds_decisions and actor == StateChange.Actor.USER
    )
    current.save(update_fields=[*_WRITTEN])
    change = StateChange.objects.create(
        registration=current,
        from_state=from_state,
        to_state=to,
        actor=actor,
        by=by,
        focal_point=focal_point,
        reason=reason,
        overrides_quota=beyond,
        is_held=current.decision_is_held,
    )
    if is_decision and not current.decision_is_held:
        write_decision(change, current)
    if had_seat and to in _FREES_FOR_RESERVES:
        fill_freed_seat(seats)
    _refresh(registration, current)
    return registration


def _locked(registration: Registration, seats: Seats) -> Registration:
    """The row as it is now, since a page may show yesterday's state."""
    current = (
        Registration.objects.select_for_update(of=("self",))
        .select_related("person")
        .get(pk=registration.pk)
    )
    current.workshop, current.delegation = seats.workshop, seats.delegation
    return current


def _require_two(current: Registration, by: User | None) -> None:
    """Raise MoveRefused unless somebody else has approved before; see ``actions.vetting``."""
    first = FirstApproval.objects.filter(registration=current).first()
    if first is None or by is None or first.by_id == by.pk:
        raise MoveRefused(_("Two different people must approve in this workshop."))


def _end_what_was_open(current: Registration) -> None:
    """A move answers the first approval and the offer of a seat that stood before it."""
    FirstApproval.objects.filter(registration=current).delete()
    Offer.objects.filter(registration=current, answer="").update(
        answer=Offer.Answer.WITHDRAWN, answered_at=timezone.now()
    )


def refuse_illegal(current: Registration, to: RegistrationState, reason: str) -> None:
    """Raise MoveRefused for a move that the table lacks, or that asks for a reason first."""
    if not may_move(current.state, to):
        raise MoveRefused(
            _("A registration that is “%(from)s” cannot become “%(to)s”.")
            % {"from": current.get_state_display(), "to": to.label}
        )
    if to in REASON_NEEDED and not reason:
        raise MoveRefused(_("Please give a reason: it is sent to the person."), field="reason")
    if to == _S.APPROVED and current.reserve_rank is not None:
        raise MoveRefused(
            _("%(name)s is a reserve. Promote the reserve to a seat before approving.")
            % {"name": current.listed_name}
        )


def _refuse_twice(current: Registration, to: RegistrationState) -> None:
    """Raise MoveRefused for coming back beside another registration of the same person.

    Where two records of one person were merged, the workshop may hold an ended one besides."""
    if current.state not in OVER or to in OVER:
        return
    others = Registration.objects.current().filter(
        workshop=current.workshop_id, person=current.person_id
    )
    if others.exclude(pk=current.pk).exists():
        raise MoveRefused(
            _("%(name)s takes part in this workshop by another registration.")
            % {"name": current.listed_name}
        )


def _come_back(current: Registration, to: RegistrationState) -> None:
    """Whoever returns does not push out those who have moved up meanwhile."""
    if current.state not in OVER or to in OVER or current.delegation is None:
        return
    others = Registration.objects.current().filter(delegation=current.delegation)
    if current.is_head and others.filter(is_head=True).exists():
        current.is_head = False
    if current.reserve_rank is not None:
        current.reserve_rank = next_rank(current.delegation.pk)


def _take_seat(seats: Seats, *, override: bool, reason: str) -> bool:
    """Whether the seat taken lies beyond quota or capacity. Raises SeatsTaken, MoveRefused."""
    refusal = seats.refusal()
    if refusal is None:
        return False
    if not override:
        raise refusal
    if not reason:
        raise MoveRefused(_("Say why a seat is given beyond the limit."), field="reason")
    return True


def next_rank(delegation_id: int) -> int:
    """The place behind the delegation's last reserve."""
    last = (
        Registration.objects.current()
        .filter(delegation=delegation_id, reserve_rank__isnull=False)
        .order_by("-reserve_rank")
        .values_list("reserve_rank", flat=True)
        .first()
    )
    return (last or 0) + 1


def _refresh(registration: Registration, current: Registration) -> None:
    for field in _WRITTEN:
        setattr(registration, field, getattr(current, field))
