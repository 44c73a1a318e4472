"""Who may see the real name of a protected person: it stands on the certificate."""

from typing import cast

from django.http import HttpRequest

from accounts.models import User
from participants.models import Person, ProtectedLook, Registration
from workshops.models import Workshop


def may_see_name(request: HttpRequest, *, is_protected: bool) -> bool:
    """Inside a view of the workshop, whose decorator has noted what this user may do there."""
    held: frozenset[str] = getattr(request, "workshop_permissions", frozenset())
    return not is_protected or "registration.protected" in held


def member(request: HttpRequest) -> User:
    """The user of a view that only signed-in people reach."""
    return cast(User, request.user)


def note_look(person: Person, workshop: Workshop, by: User) -> None:
    """Each look at a protected name is written down: here, or wherever the person is protected."""
    protected = Registration.objects.filter(person=person, is_protected=True)
    here = list(protected.filter(workshop=workshop))
    ProtectedLook.objects.bulk_create(
        ProtectedLook(registration=one, by=by) for one in here or protected
    )
