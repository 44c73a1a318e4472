from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workshops.models.organisation import Organisation
from workshops.roles import roles_with


class ProjectQuerySet(models.QuerySet["Project"]):
    def permitting(self, user: User, permission: str) -> "ProjectQuerySet":
        """The projects in which ``user`` holds ``permission`` for the whole project."""
        if user.is_superuser:
            return self
        return self.filter(
            team__user=user, team__workshop=None, team__role__in=roles_with(permission)
        ).distinct()

    def permitting_in_part(self, user: User, permission: str) -> "ProjectQuerySet":
        """The projects in which ``user`` holds ``permission`` for the whole or for a workshop."""
        if user.is_superuser:
            return self
        return self.filter(team__user=user, team__role__in=roles_with(permission)).distinct()


class Project(models.Model):
    """A donor-funded series of workshops."""

    code = models.CharField(
        _("code"),
        max_length=40,
        unique=True,
        validators=[
            RegexValidator(
                r"\A[A-Za-z0-9][A-Za-z0-9-]*\Z", _("Use letters, digits and hyphens only.")
            )
        ],
    )
    title = models.CharField(_("title"), max_length=250)
    description = models.TextField(_("description"), blank=True)
    funding = models.CharField(_("funding"), max_length=100, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    donors = models.ManyToManyField(
        Organisation, verbose_name=_("donors"), related_name="funded_projects", blank=True
    )

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "code"]
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="workshops_project_ends_after_start",
                violation_error_message=_("The last day is before the first day."),
            )
        ]

    def __str__(self) -> str:
        return self.title
