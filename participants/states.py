"""The life of a registration as data. ``actions.changing_state`` is the only writer of it.

A registration of a reserve passes through the same states; whether it holds a seat is decided in
``participants.queries`` and nowhere else.
"""

from django.db import models
from django.utils.translation import pgettext_lazy


class RegistrationState(models.TextChoices):
    NOMINATED = "nominated", pgettext_lazy("registration state", "Nominated")
    INVITED = "invited", pgettext_lazy("registration state", "Invited")
    SUBMITTED = "submitted", pgettext_lazy("registration state", "Submitted")
    APPROVED = "approved", pgettext_lazy("registration state", "Approved")
    WAITLISTED = "waitlisted", pgettext_lazy("registration state", "On the waiting list")
    DECLINED = "declined", pgettext_lazy("registration state", "Declined")
    REJECTED = "rejected", pgettext_lazy("registration state", "Rejected")
    WITHDRAWN = "withdrawn", pgettext_lazy("registration state", "Withdrawn")
    SUBSTITUTED = "substituted", pgettext_lazy("registration state", "Substituted")
    CANCELLED = "cancelled", pgettext_lazy("registration state", "Cancelled")


_S = RegistrationState

#: The only states in which a registration takes a seat (reserves never do).
SEATED = frozenset({_S.NOMINATED, _S.INVITED, _S.SUBMITTED, _S.APPROVED})
#: States nobody leaves by accident: coming back takes an organiser.
OVER = frozenset({_S.DECLINED, _S.REJECTED, _S.WITHDRAWN, _S.SUBSTITUTED, _S.CANCELLED})

_LEAVING = {_S.DECLINED, _S.REJECTED, _S.WITHDRAWN, _S.SUBSTITUTED, _S.CANCELLED}

MOVES: dict[RegistrationState, frozenset[RegistrationState]] = {
    _S.NOMINATED: frozenset({_S.INVITED, _S.SUBMITTED, _S.WAITLISTED, *_LEAVING}),
    _S.INVITED: frozenset({_S.SUBMITTED, _S.WAITLISTED, *_LEAVING}),
    _S.SUBMITTED: frozenset({_S.APPROVED, _S.WAITLISTED, *_LEAVING}),
    _S.APPROVED: frozenset({_S.SUBMITTED, _S.WAITLISTED, *_LEAVING}),
    _S.WAITLISTED: frozenset({_S.SUBMITTED, _S.APPROVED, *_LEAVING}),
    _S.DECLINED: frozenset({_S.INVITED, _S.SUBMITTED}),
    _S.REJECTED: frozenset({_S.SUBMITTED}),
    _S.WITHDRAWN: frozenset({_S.NOMINATED}),
    _S.SUBSTITUTED: frozenset(),
    _S.CANCELLED: frozenset(),
}

#: Moves that are void without a sentence saying why.
REASON_NEEDED = frozenset({_S.REJECTED})


def may_move(from_state: str, to_state: str) -> bool:
    """Whether the table has this move; a state never moves to itself."""
    return RegistrationState(to_state) in MOVES[RegistrationState(from_state)]


#: The colour that goes with the word on a badge.
TONES: dict[RegistrationState, str] = {
    _S.NOMINATED: "quiet",
    _S.INVITED: "info",
    _S.SUBMITTED: "warn",
    _S.APPROVED: "good",
    _S.WAITLISTED: "warn",
    _S.REJECTED: "bad",
    _S.CANCELLED: "bad",
}
