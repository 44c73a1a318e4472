"""What people are recognised by follows their names, addresses and some of their answers."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from participants.matching import RECOGNISING_ANSWERS, keys_of
from participants.models import Answer, MatchKey, Person

_BATCH = 500
#: Whoever writes or erases one of these calls ``keep_keys``, and so does whoever removes or moves
#: the registrations of a person who stays.
RECOGNISED_BY = frozenset(
    {
        "given_names",
        "family_name",
        "name_on_certificate",
        "name_in_own_script",
        "email",
        *RECOGNISING_ANSWERS,
    }
)


@transaction.atomic
def keep_keys(people: Iterable[Person], *, are_new: bool = False) -> None:
    """Write down what each of ``people`` is recognised by, in the place of what it was before.

    For the actions that write names, in the same transaction, after answers were written.
    ``are_new``: nothing was written down of them before, which saves a query."""
    people = list(people)
    if not people:
        return
    if not are_new:
        MatchKey.objects.filter(person__in=people).delete()
    answered = _answers_of(people)
    MatchKey.objects.bulk_create(
        (
            MatchKey(person=person, kind=kind, key=key)
            for person in people
            for kind, key in sorted(keys_of(person, answered[person.pk]))
        ),
        batch_size=_BATCH,
    )


def _answers_of(people: list[Person]) -> dict[int, list[tuple[str, Any]]]:
    rows = Answer.objects.filter(
        registration__person__in=people, question__key__in=RECOGNISING_ANSWERS
    )
    found: dict[int, list[tuple[str, Any]]] = defaultdict(list)
    for pk, key, value in rows.values_list("registration__person", "question__key", "value"):
        found[pk].append((key, value))
    return found
