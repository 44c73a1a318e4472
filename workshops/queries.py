"""What pages about projects and workshops ask for."""

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from workshops.models import Organisation, Project, Room, TeamMember, Workshop, WorkshopOrganiser
from workshops.roles import roles_with


def workshops_of(project: Project) -> QuerySet[Workshop]:
    """The project's series, newest first."""
    return project.workshops.order_by("-starts_on", "title")


def rooms_of(workshop: Workshop) -> QuerySet[Room]:
    return workshop.rooms.order_by("position", "name")


def organisers_of(workshop: Workshop) -> QuerySet[WorkshopOrganiser]:
    """In the order on paper, with their organisations."""
    return workshop.organisers.select_related("organisation").order_by("position", "pk")


def team_of(workshop: Workshop) -> QuerySet[TeamMember]:
    """Everybody with a role here, by the project or by the workshop itself."""
    return (
        TeamMember.objects.filter(Q(workshop=workshop) | Q(workshop=None), project=workshop.project)
        .select_related("user")
        .order_by("workshop", "role", "user__email")
    )


def projects_to_create_in(user: User) -> QuerySet[Project]:
    """The projects in which ``user`` may create a workshop."""
    return Project.objects.permitting(user, "workshop.create").order_by("-starts_on", "code")


def known_organisations() -> list[str]:
    """Names to offer where one is typed."""
    return list(Organisation.objects.order_by("name").values_list("name", flat=True))


def holds_in_project(user: User, project: Project, permission: str) -> bool:
    """Whether ``user`` holds ``permission`` for the whole project, not for one workshop of it."""
    return user.is_superuser or (
        TeamMember.objects.filter(
            user=user, project=project, workshop=None, role__in=roles_with(permission)
        ).exists()
    )


def missing_for_publication(workshop: Workshop) -> list[str]:
    """What a public page would lack, as sentences; empty when the workshop can be published."""
    missing = []
    if not workshop.title.strip():
        missing.append(_("It has no title."))
    if workshop.mode != Workshop.Mode.ONLINE and not workshop.city:
        missing.append(_("Its city is not set."))
    if workshop.mode != Workshop.Mode.ONLINE and not workshop.venue:
        missing.append(_("Its venue is not set."))
    if not workshop.working_languages:
        missing.append(_("It has no working language."))
    count = workshop.organisers.aggregate(count=Count("pk"))["count"]
    if not count:
        missing.append(_("No organisation is named as its organiser."))
    return missing
