"""One decision about many people: each stands for itself, and refusals are told by name."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from common.rules import RuleBroken
from participants.models import Registration


@dataclass
class Outcome:
    """How many it worked for, and for whom not, with the sentence that says why."""

    done: int = 0
    refused: list[tuple[Registration, str]] = field(default_factory=list)


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
