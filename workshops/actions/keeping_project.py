"""Create and edit projects."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from common.dates import date_range
from common.rules import RuleBroken
from workshops.actions.naming_organisation import organisation_named
from workshops.models import Project, TeamMember
from workshops.roles import Role

RESERVED_CODES = frozenset({"new"})
FACTS = ("code", "title", "description", "funding", "starts_on", "ends_on")


class ProjectRefused(RuleBroken):
    """The facts of the project do not fit together."""


@transaction.atomic
def create_project(*, facts: Mapping[str, Any], donors: Iterable[str], by: User) -> Project:
    """A new project whose organiser is ``by``; ``donors`` are names, unknown ones are made known.

    Raises ProjectRefused.
    """
    project = Project(**{name: facts[name] for name in FACTS})
    _save(project)
    _set_donors(project, donors)
    TeamMember.objects.create(project=project, user=by, role=Role.ORGANISER)
    return project


@transaction.atomic
def edit_project(
    *, project: Project, facts: Mapping[str, Any], donors: Iterable[str], by: User
) -> Project:
    """Change a project's facts; its dates may not leave its workshops outside.

    Raises ProjectRefused.
    """
    locked = Project.objects.select_for_update().get(pk=project.pk)
    before = (locked.starts_on, locked.ends_on)
    for name in FACTS:
        setattr(locked, name, facts[name])
    if (locked.starts_on, locked.ends_on) != before:
        _refuse_workshops_outside(locked)
    _save(locked)
    _set_donors(locked, donors)
    return locked


def _save(project: Project) -> None:
    if project.ends_on < project.starts_on:
        raise ProjectRefused(_("The last day is before the first day."), field="ends_on")
    if project.code.lower() in RESERVED_CODES:
        raise ProjectRefused(_("This code is used by Rollcall itself."), field="code")
    taken = ProjectRefused(_("There is already a project with this code."), field="code")
    # In any case: OSCE-1 and osce-1 in two addresses would be mistaken for each other.
    if Project.objects.filter(code__iexact=project.code).exclude(pk=project.pk).exists():
        raise taken
    try:
        with transaction.atomic():
            project.save()
    except IntegrityError:
        raise ProjectRefused(
            _("There is already a project with this code."), field="code"
        ) from None


def _refuse_workshops_outside(project: Project) -> None:
    for workshop in project.workshops.order_by("starts_on"):
        if workshop.starts_on < project.starts_on or workshop.ends_on > project.ends_on:
            raise ProjectRefused(
                _("The workshop “%(title)s” (%(dates)s) would lie outside the project.")
                % {
                    "title": workshop.title,
                    "dates": date_range(workshop.starts_on, workshop.ends_on),
                },
                field="starts_on" if workshop.starts_on < project.starts_on else "ends_on",
            )


def _set_donors(project: Project, names: Iterable[str]) -> None:
    try:
        project.donors.set([organisation_named(name) for name in names if name.strip()])
    except RuleBroken as refusal:
        raise ProjectRefused(refusal.sentence, field="donors") from refusal
