from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workshops.models.project import Project
from workshops.models.workshop import Workshop
from workshops.roles import Role


class TeamMember(models.Model):
    """An account's role in a project, or in one workshop of it."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="team")
    workshop = models.ForeignKey(
        Workshop,
        on_delete=models.CASCADE,
        related_name="team",
        null=True,
        blank=True,
        verbose_name=_("workshop"),
        help_text=_("Empty: all workshops of the project."),
    )
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="team_roles")
    role = models.CharField(_("role"), max_length=20, choices=Role)

    class Meta:
        ordering = ["role", "user__email"]
        verbose_name = _("team member")
        verbose_name_plural = _("team members")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "user", "role"],
                condition=Q(workshop=None),
                name="workshops_teammember_once_per_project",
            ),
            models.UniqueConstraint(
                fields=["workshop", "user", "role"], name="workshops_teammember_once_per_workshop"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"
