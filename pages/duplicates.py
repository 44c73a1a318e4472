"""Records that may be one person, and why; people decide."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from pages.sight import workshops_with_people
from participants.matching import reasons
from participants.models import DistinctPair, MatchKey, Person
from workshops.models import Project

#: An address that more people share is an office's, and says nothing about one of them.
MOST_WITH_ONE_ADDRESS = 4
#: Of more people with one name, each is compared with the oldest record only.
MOST_IN_ALL_PAIRS = 6

_OTHER_BIRTH = "other birth"
_LAST = "\uffff"  # in no order before a name or an address

Pair = tuple[int, int]


@dataclass(frozen=True)
class Proposal:
    first: Person
    second: Person
    reasons: list[str]


def pairs_alike(project: Project, user: User) -> dict[Pair, dict[str, str]]:
    """(lower key, higher key) → what the two share (kind → folded text).

    Of the records that ``user`` may see, one takes part in ``project``, the other one anywhere.
    Protected people are compared with nobody, nor are those told apart. Six queries, however many
    people."""
    people, theirs = _comparable(project, user)
    other = MatchKey.objects.filter(
        kind=OuterRef("kind"), key=OuterRef("key"), person__in=people.values("pk")
    ).exclude(person=OuterRef("person"))
    rows = MatchKey.objects.filter(person__in=people.values("pk")).filter(Exists(other))
    rows = rows.exclude(kind=MatchKey.Kind.BIRTH)  # which many share
    sharing: dict[tuple[str, str], list[int]] = defaultdict(list)
    for kind, key, person in rows.order_by("person").values_list("kind", "key", "person"):
        sharing[kind, key].append(person)
    ours = set(theirs.values_list("pk", flat=True))
    told = DistinctPair.objects.filter(first__in=people.values("pk"))
    apart = set(told.values_list("first", "second"))
    pairs: dict[Pair, dict[str, str]] = defaultdict(dict)
    for (kind, key), who in sharing.items():
        if kind == MatchKey.Kind.EMAIL and len(who) > MOST_WITH_ONE_ADDRESS:
            continue
        of_all = combinations(who, 2)
        of_first = ((who[0], each) for each in who[1:])
        for pair in of_all if len(who) <= MOST_IN_ALL_PAIRS else of_first:
            if pair not in apart and not ours.isdisjoint(pair):
                pairs[pair].setdefault(kind, key)
    _weigh_births(pairs, people)
    return pairs


def proposals_of(project: Project, user: User) -> list[Pair]:
    """The pairs to look at: those that share most first, and in an order that stays."""
    pairs = pairs_alike(project, user)
    return sorted(pairs, key=lambda pair: (-_weight(pairs[pair]), min(pairs[pair].values()), pair))


def keys_with_a_likeness(project: Project, user: User) -> set[int]:
    return {pk for pair in pairs_alike(project, user) for pk in pair}


def explained(pairs: list[Pair]) -> list[Proposal]:
    """The records of ``pairs`` with the reasons in words. Two queries."""
    people = Person.objects.prefetch_related("match_keys").in_bulk(
        {pk for pair in pairs for pk in pair}
    )
    return [
        Proposal(people[one], people[two], reasons(people[one], people[two]))
        for one, two in pairs
        if one in people and two in people
    ]


def _weigh_births(pairs: dict[Pair, dict[str, str]], people: QuerySet[Person]) -> None:
    """The date of birth speaks for a pair, or against it, that something else proposes."""
    births: dict[int, set[str]] = defaultdict(set)
    rows = MatchKey.objects.filter(kind=MatchKey.Kind.BIRTH, person__in=people.values("pk"))
    for person, key in rows.values_list("person", "key"):
        births[person].add(key)
    for (one, other), shared in pairs.items():
        if births[one] and births[other]:
            alike = not births[one].isdisjoint(births[other])
            shared[MatchKey.Kind.BIRTH if alike else _OTHER_BIRTH] = _LAST


def _weight(shared: dict[str, str]) -> int:
    return len(shared) - 2 * (_OTHER_BIRTH in shared)


def told_apart(project: Project, user: User) -> QuerySet[DistinctPair]:
    """What was said about these people, the latest first, for whoever wants to take it back."""
    people, theirs = _comparable(project, user)
    return (
        DistinctPair.objects.filter(first__in=people.values("pk"), second__in=people.values("pk"))
        .filter(Q(first__in=theirs.values("pk")) | Q(second__in=theirs.values("pk")))
        .select_related("first", "second", "by")
    )


def _comparable(project: Project, user: User) -> tuple[QuerySet[Person], QuerySet[Person]]:
    """Everybody whose name ``user`` may see, and those of ``project`` among them."""
    mine, held = workshops_with_people(user)
    seeing = [pk for pk in mine if "registration.view" in held[pk]]
    listening = [pk for pk in mine if "agenda.view" in held[pk]]
    everybody = Person.objects.exclude(registrations__is_protected=True)
    people = everybody.filter(
        Q(registrations__workshop__in=seeing) | Q(speaking__workshop__in=listening)
    )
    here = {pk for pk in mine if mine[pk].project_id == project.pk}
    theirs = everybody.filter(
        Q(registrations__workshop__in=here.intersection(seeing))
        | Q(speaking__workshop__in=here.intersection(listening))
    )
    return people, theirs.distinct()
