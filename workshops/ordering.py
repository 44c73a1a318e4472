"""Rows that a person puts in order: ``position`` counts from 0 without gaps after each move."""

from typing import Any

from django.db.models import Max, QuerySet


def next_position(siblings: QuerySet[Any]) -> int:
    """The place after the last."""
    last = siblings.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def move_within(siblings: QuerySet[Any], row: Any, step: int) -> None:
    """Swap ``row`` with its neighbour ``step`` places away; at the end it stays.

    Locks the siblings: two moves at once must not give two rows one place.
    """
    rows = list(siblings.select_for_update().order_by(*siblings.model._meta.ordering))
    here = rows.index(row)
    there = min(max(here + step, 0), len(rows) - 1)
    rows.insert(there, rows.pop(here))
    for position, each in enumerate(rows):
        if each.position != position:
            each.position = position
            each.save(update_fields=["position"])
