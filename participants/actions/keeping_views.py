"""A user's own views of the list."""

from accounts.models import User
from participants.models import SavedView
from workshops.models import Workshop


def keep_view(*, workshop: Workshop, user: User, name: str, query: str) -> SavedView:
    """Remember ``query`` under ``name``; a view of this name is replaced."""
    view, _is_new = SavedView.objects.update_or_create(
        workshop=workshop, user=user, name=" ".join(name.split()), defaults={"query": query}
    )
    return view
