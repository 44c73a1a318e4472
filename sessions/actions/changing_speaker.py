"""Staff correct what is said of a speaker."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.models import User
from participants.actions.holding_person import hold_person
from participants.actions.keeping_keys import RECOGNISED_BY, keep_keys
from sessions.models import Speaker


@transaction.atomic
def change_speaker(
    *,
    speaker: Speaker,
    by: User | None,
    facts: Mapping[str, Any],
    person: Mapping[str, Any] | None = None,
) -> None:
    """Write ``facts`` of the speaker, and of the ``person`` where the name is ours to change."""
    for name, value in facts.items():
        setattr(speaker, name, value)
    speaker.save(update_fields=list(facts))
    if person:
        held = speaker.person = hold_person(speaker.person_id)
        for name, value in person.items():
            setattr(held, name, value)
        held.save(update_fields=list(person))
        if RECOGNISED_BY & person.keys():
            keep_keys([held])
