"""Staff correct what is said of a speaker."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.models import User
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
        for name, value in person.items():
            setattr(speaker.person, name, value)
        speaker.person.save(update_fields=list(person))
