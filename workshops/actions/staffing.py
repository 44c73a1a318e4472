"""Who works on a workshop or on a whole project, in which role."""

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from common.rules import RuleBroken
from workshops.models import Project, TeamMember, Workshop
from workshops.queries import holds_in_project
from workshops.roles import Role


class StaffingRefused(RuleBroken):
    """No such account, already in the team, or nobody would be left to organise."""


@transaction.atomic
def add_member(
    *, workshop: Workshop, email: str, role: str, in_whole_project: bool, by: User
) -> TeamMember:
    """Give the account with this address a role, in ``workshop`` or in all of its project.

    Raises StaffingRefused; only who organises the project may give roles for all of it.
    """
    _refuse_beyond_own_reach(workshop.project, in_whole_project, by)
    # Anyone may sign up with an address; it is theirs once they have answered our message.
    user = User.objects.filter(
        email__iexact=email.strip(),
        is_active=True,
        emailaddress__email__iexact=email.strip(),
        emailaddress__verified=True,
    ).first()
    if user is None:
        raise StaffingRefused(
            _(
                "There is no account with this address. Ask the person to make one at "
                "%(address)s, then add them here."
            )
            % {"address": f"{settings.SITE_URL}/accounts/signup/"},
            field="email",
        )
    where = None if in_whole_project else workshop
    known = TeamMember.objects.filter(project=workshop.project, user=user, role=role)
    taken = StaffingRefused(_("This person already has this role."), field="role")
    if known.filter(workshop=None).exists() or known.filter(workshop=where).exists():
        raise taken
    try:
        with transaction.atomic():
            return TeamMember.objects.create(
                project=workshop.project, workshop=where, user=user, role=role
            )
    except IntegrityError:
        raise taken from None


@transaction.atomic
def remove_member(*, member: TeamMember, by: User) -> None:
    """Take a role away. Locks the project, so that two organisers cannot remove each other.

    Raises StaffingRefused where nobody would be left to organise the project, or this workshop.
    """
    project = Project.objects.select_for_update().get(pk=member.project_id)
    _refuse_beyond_own_reach(project, member.workshop_id is None, by)
    if member.role == Role.ORGANISER:
        others = TeamMember.objects.filter(project=project, role=Role.ORGANISER).exclude(
            pk=member.pk
        )
        whole = others.filter(workshop=None)
        if member.workshop_id is None and not whole.exists():
            raise StaffingRefused(
                _("A project needs at least one organiser. Add another one first.")
            )
        if not (whole.exists() or others.filter(workshop=member.workshop_id).exists()):
            raise StaffingRefused(
                _("A workshop needs at least one organiser. Add another one first.")
            )
    member.delete()


def _refuse_beyond_own_reach(project: Project, in_whole_project: bool, by: User) -> None:
    if in_whole_project and not holds_in_project(by, project, "workshop.team"):
        raise StaffingRefused(
            _("Only an organiser of the whole project can change roles for all its workshops."),
            field="in_whole_project",
        )
