"""What people are recognised by follows their names and addresses."""

from collections.abc import Iterable

from django.db import transaction

from participants.matching import keys_of
from participants.models import MatchKey, Person

_BATCH = 500
#: Whoever writes one of these calls ``keep_keys``.
RECOGNISED_BY = frozenset(
    {"given_names", "family_name", "name_on_certificate", "name_in_own_script", "email"}
)


@transaction.atomic
def keep_keys(people: Iterable[Person], *, are_new: bool = False) -> None:
    """Write down what each of ``people`` is recognised by, in the place of what it was before.

    For the actions that write names, in the same transaction. ``are_new`` saves a query."""
    people = list(people)
    if not are_new:
        MatchKey.objects.filter(person__in=people).delete()
    MatchKey.objects.bulk_create(
        (
            MatchKey(person=person, kind=kind, key=key)
            for person in people
            for kind, key in sorted(keys_of(person))
        ),
        batch_size=_BATCH,
    )
