"""One decision about many people: each stands for itself, and refusals are told by name."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from accounts.models import User
from common.rules import RuleBroken
from participants.actions.changing_state import change_state
from participants.actions.vetting import approve
from participants.models import Registration
from participants.states import RegistrationState


@dataclass
class Outcome:
    """How many it worked for, and for whom not, with the sentence that says why."""

    done: int = 0
    refused: list[tuple[Registration, str]] = field(default_factory=list)


def decide(
    *, registrations: Iterable[Registration], to: str, by: User, reason: str = ""
) -> Outcome:
    """Move each registration to ``to``. Somebody without a seat does not stop the others.

    A first of two approvals is not counted as done."""
    if to == RegistrationState.APPROVED:
        return for_each(
            registrations, lambda each: approve(registration=each, by=by, reason=reason)
        )
    return for_each(
        registrations,
        lambda each: change_state(registration=each, to=to, by=by, reason=reason),
    )


def for_each(
    registrations: Iterable[Registration], act: Callable[[Registration], object]
) -> Outcome:
    """Do ``act`` to each in a transaction of its own, and gather the refusals."""
    outcome = Outcome()
    for registration in registrations:
        try:
            did = act(registration)
        except RuleBroken as refused:
            outcome.refused.append((registration, refused.sentence))
        else:
            outcome.done += did is not False
    return outcome
