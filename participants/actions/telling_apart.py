"""The memory of "not the same": two people who look alike are not proposed again."""

from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from participants.models import DistinctPair, Person


@transaction.atomic
def tell_apart(*, one: Person, other: Person, by: User | None) -> DistinctPair:
    """Keep that these are two people, and who said so; the first word about a pair stands."""
    first, second = sorted([one, other], key=lambda person: person.pk)
    pair, _is_new = DistinctPair.objects.get_or_create(
        first=first, second=second, defaults={"by": by}
    )
    return pair


@transaction.atomic
def tell_all_apart(*, pairs: Iterable[tuple[int, int]], by: User | None) -> None:
    """The same for many pairs of keys at once, as a list that is imported says it."""
    DistinctPair.objects.bulk_create(
        (
            DistinctPair(first_id=min(pair), second_id=max(pair), by=by)
            for pair in pairs
            if pair[0] != pair[1]
        ),
        ignore_conflicts=True,
    )


@transaction.atomic
def take_back(*, one: Person, other: Person) -> None:
    """Let the two be proposed again."""
    first, second = sorted([one.pk, other.pk])
    DistinctPair.objects.filter(first=first, second=second).delete()
