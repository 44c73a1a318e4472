"""What a user may see where: permissions for many workshops at once."""

from collections import defaultdict
from collections.abc import Iterable

from accounts.models import User
from workshops.models import TeamMember, Workshop
from workshops.roles import PERMISSIONS, permissions_of


def permissions_by_workshop(user: User, workshops: Iterable[Workshop]) -> dict[int, frozenset[str]]:
    """Everything ``user`` holds in each of ``workshops``, by primary key. One query."""
    workshops = list(workshops)
    if user.is_superuser:
        return {workshop.pk: frozenset(PERMISSIONS) for workshop in workshops}
    in_project: dict[int, set[str]] = defaultdict(set)
    in_workshop: dict[int, set[str]] = defaultdict(set)
    for role, project, workshop in TeamMember.objects.filter(user=user).values_list(
        "role", "project", "workshop"
    ):
        if workshop is None:
            in_project[project].add(role)
        else:
            in_workshop[workshop].add(role)
    return {
        workshop.pk: permissions_of(in_project[workshop.project_id] | in_workshop[workshop.pk])
        for workshop in workshops
    }
