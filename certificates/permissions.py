"""Who may see the real name of a protected person: it stands on the certificate."""

from typing import cast

from django.http import HttpRequest

from accounts.models import User
from participants.models import ProtectedLook, Registration


def may_see_name(request: HttpRequest, registration: Registration) -> bool:
    """Inside a view of the workshop, whose decorator has noted what this user may do there."""
    held: frozenset[str] = getattr(request, "workshop_permissions", frozenset())
    return not registration.is_protected or "registration.protected" in held


def member(request: HttpRequest) -> User:
    """The user of a view that only signed-in people reach."""
    return cast(User, request.user)


def note_look(registration: Registration, by: User) -> None:
    """Each look at a protected name is written down."""
    ProtectedLook.objects.create(registration=registration, by=by)
