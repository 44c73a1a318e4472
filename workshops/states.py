"""The life of a workshop as data: one table of states and legal moves, which a test walks."""

from django.db import models
from django.utils.translation import pgettext_lazy


class WorkshopState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("workshop state", "Draft")
    PUBLISHED = "published", pgettext_lazy("workshop state", "Published")
    CLOSED = "closed", pgettext_lazy("workshop state", "Registration closed")
    COMPLETED = "completed", pgettext_lazy("workshop state", "Completed")
    ARCHIVED = "archived", pgettext_lazy("workshop state", "Archived")
    CANCELLED = "cancelled", pgettext_lazy("workshop state", "Cancelled")


# A step back is allowed where nothing irrevocable happened between the two states.
MOVES: dict[WorkshopState, frozenset[WorkshopState]] = {
    WorkshopState.DRAFT: frozenset({WorkshopState.PUBLISHED, WorkshopState.CANCELLED}),
    WorkshopState.PUBLISHED: frozenset(
        {WorkshopState.DRAFT, WorkshopState.CLOSED, WorkshopState.CANCELLED}
    ),
    WorkshopState.CLOSED: frozenset(
        {WorkshopState.PUBLISHED, WorkshopState.COMPLETED, WorkshopState.CANCELLED}
    ),
    WorkshopState.COMPLETED: frozenset({WorkshopState.CLOSED, WorkshopState.ARCHIVED}),
    WorkshopState.ARCHIVED: frozenset(),
    WorkshopState.CANCELLED: frozenset(),
}

#: States in which the public page and the agenda can be seen by anyone.
PUBLIC_STATES = frozenset(
    {
        WorkshopState.PUBLISHED,
        WorkshopState.CLOSED,
        WorkshopState.COMPLETED,
        WorkshopState.CANCELLED,
    }
)


def may_move(from_state: str, to_state: str) -> bool:
    """Whether the table has this move; a state never moves to itself."""
    return WorkshopState(to_state) in MOVES[WorkshopState(from_state)]
