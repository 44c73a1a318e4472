"""Long lists of registrations in an order, of which only what is looked at is sorted and loaded."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any, overload

from django.db import connections
from django.db.models import Case, Count, F, IntegerField, Q, TextChoices, TextField, Value, When
from django.db.models.functions import Collate
from django.utils.translation import gettext_lazy as _

from common.collation import alphabet_key, binary_collation
from participants.models import Delegation, Registration
from participants.models.registration import RegistrationQuerySet
from participants.protocol import in_protocol_order
from participants.states import RegistrationState


class Order(TextChoices):
    """In what order the list of participants may stand; protocol is the usual one."""

    PROTOCOL = "", _("Protocol order")
    NAME = "name", _("Family name")
    STATE = "state", _("State")
    SUBMITTED = "submitted", _("Submitted, newest first")


class InOrder(Sequence[Registration]):
    """``rows`` in an order, for a paginator: a slice loads its own rows only.

    Two steps each time, the keys in order and then the rows, so that what is sorted stays narrow.
    """

    def __init__(self, rows: RegistrationQuerySet, order: str = Order.NAME) -> None:
        self._rows = rows
        self._order = order

    @cached_property
    def _count(self) -> int:
        return self._rows.count()

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Registration: ...

    @overload
    def __getitem__(self, place: slice) -> list[Registration]: ...

    def __getitem__(self, place: int | slice) -> Registration | list[Registration]:
        if isinstance(place, int):
            return self[place : place + 1][0]
        start, stop, _step = place.indices(len(self))
        pks = list(self._keys(start, stop))
        loaded = Registration.objects.for_list().in_bulk(pks)
        return [loaded[pk] for pk in pks if pk in loaded]

    def keys(self) -> list[int]:
        """Everybody's primary key, in order."""
        return list(self._keys(0, len(self)))

    def _keys(self, start: int, stop: int) -> Iterable[int]:
        keys = self._sorted(self._rows, *self._terms()).values_list("pk", flat=True)
        last = len(self)
        if start <= last - stop:
            return keys[start:stop]
        # The last page, counted from the end, needs no more sorting than the first.
        return reversed(keys.reverse()[last - stop : last - start])

    def _terms(self) -> Sequence[Any]:
        names = _by_name(self._rows)
        if self._order == Order.STATE:
            places = [
                When(state=state, then=Value(place))
                for place, state in enumerate(RegistrationState.values)
            ]
            return Case(*places, output_field=IntegerField()), *names
        if self._order == Order.SUBMITTED:
            return F("submitted_at").desc(nulls_last=True), *names
        return names

    @staticmethod
    def _sorted(rows: RegistrationQuerySet, *terms: Any) -> RegistrationQuerySet:
        return rows.order_by(*terms, "pk")


class InProtocolOrder(InOrder):
    """The order of ``protocol.registrations_in_protocol_order``, which sorts what is at hand.

    Delegations stand by the alphabet of ``language``, which a database does not know; but they are
    few. So people are counted by delegation, and only the delegations of the slice are sorted.
    """

    def __init__(
        self, rows: RegistrationQuerySet, *, delegations: Iterable[Delegation], language: str
    ) -> None:
        super().__init__(rows, Order.PROTOCOL)
        self._delegations = [each.pk for each in in_protocol_order(delegations, language)]

    @cached_property
    def _numbers(self) -> dict[int | None, int]:
        """How many people of each delegation, in the order of delegations; individuals last."""
        counted = self._rows.order_by().values_list("delegation").annotate(n=Count("pk"))
        found = dict(counted)
        return {pk: found[pk] for pk in (*self._delegations, None) if pk in found}

    @cached_property
    def _count(self) -> int:
        return sum(self._numbers.values())

    def _keys(self, start: int, stop: int) -> Iterable[int]:
        before = 0
        first: int | None = None
        touched: list[int | None] = []
        for pk, number in self._numbers.items():
            if before < stop and before + number > start:
                first = before if first is None else first
                touched.append(pk)
            before += number
        if first is None:
            return []
        wanted = Q(delegation__in=[pk for pk in touched if pk is not None])
        if None in touched:
            wanted |= Q(delegation=None)
        blocks = [When(delegation=pk, then=Value(place)) for place, pk in enumerate(touched) if pk]
        # Without a choice it would be a bare number, which is the place of a column to SQL.
        block = [Case(*blocks, default=Value(len(touched)), output_field=IntegerField())]
        terms = (
            *(block if blocks else ()),
            F("reserve_rank").asc(nulls_first=True),
            F("is_head").desc(),
            F("rank_order"),
            *_by_name(self._rows),
        )
        keys = self._sorted(self._rows.filter(wanted), *terms).values_list("pk", flat=True)
        return keys[start - first : stop - first]


def _by_name(rows: RegistrationQuerySet) -> Sequence[Any]:
    """By the listed name; a protected person by the alias, for the place tells the name."""
    name = Case(
        When(is_protected=True, then=alphabet_key("alias", Value(""))),
        default=F("person__in_alphabet"),
        output_field=TextField(),
    )
    return (Collate(name, binary_collation(connections[rows.db].vendor)),)
