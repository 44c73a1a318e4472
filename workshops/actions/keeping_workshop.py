"""Create and edit workshops: the facts that a form gives, and the rules they must keep."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from common.dates import date_range
from common.rules import RuleBroken
from workshops.models import Project, Workshop
from workshops.states import WorkshopState

#: Words that addresses of workshops and projects use themselves, now or soon.
RESERVED_SLUGS = (  # noqa: SIM905
    "all api archive calendar feed map new past register search upcoming workshop workshops"
).split()

FACTS = (  # noqa: SIM905
    "title slug description scope mode starts_on ends_on time_zone day_starts_at "
    "day_ends_at venue address city country working_languages interpretation_languages "
    "capacity nominations_until profile_sought gender_target open_registration "
    "needs_two_approvals confirms_promotions corrections_until reapproves_changes "
    "reminds_before reminds_speakers_before "
    "agenda_is_public holds_decisions shows_reasons_to_focal_points "
    "attendance_unit attendance_share certificate_language name_at_verification"
).split()

Check = Callable[[Workshop], None]
"""A rule of an upper app: is given the changed, unsaved workshop and raises RuleBroken."""


class WorkshopRefused(RuleBroken):
    """The facts of the workshop do not fit together."""


@transaction.atomic
def create_workshop(*, project: Project, facts: Mapping[str, Any], by: User) -> Workshop:
    """A new draft in ``project``. Raises WorkshopRefused."""
    workshop = Workshop(project=project, **{name: facts[name] for name in FACTS if name in facts})
    refuse_facts(workshop)
    refuse_dates_outside(workshop)
    save_workshop(workshop)
    return workshop


@transaction.atomic
def edit_workshop(
    *, workshop: Workshop, facts: Mapping[str, Any], by: User, checks: Iterable[Check] = ()
) -> Workshop:
    """Change a workshop's facts.

    Locks the row, so that ``checks``, the rules of the apps above (sessions outside the new dates,
    more approved people than the new capacity), judge what will be saved. Its name in addresses is
    fixed once people may have them. Raises WorkshopRefused, or what a check raises.
    """
    locked = Workshop.objects.select_for_update().get(pk=workshop.pk)
    locked.project = workshop.project
    before = (locked.starts_on, locked.ends_on)
    old_slug = locked.slug
    for name in FACTS:
        if name in facts:
            setattr(locked, name, facts[name])
    if locked.slug != old_slug and locked.state != WorkshopState.DRAFT:
        raise WorkshopRefused(
            _("People have links with this name already; it can be changed in drafts only."),
            field="slug",
        )
    refuse_facts(locked)
    # A project that was shortened on purpose must not keep a title from being corrected.
    if (locked.starts_on, locked.ends_on) != before:
        refuse_dates_outside(locked)
    for check in checks:
        check(locked)
    save_workshop(locked)
    return locked


def refuse_dates_outside(workshop: Workshop) -> None:
    """Raises WorkshopRefused when the workshop is not within its project's dates."""
    project = workshop.project
    starts_early = workshop.starts_on < project.starts_on
    if starts_early or workshop.ends_on > project.ends_on:
        raise WorkshopRefused(
            _("The project runs %(dates)s. Choose days within it, or change the project first.")
            % {"dates": date_range(project.starts_on, project.ends_on)},
            field="starts_on" if starts_early else "ends_on",
        )


def refuse_facts(workshop: Workshop) -> None:
    """Raises WorkshopRefused for facts that do not fit together; needs no other row."""
    if workshop.ends_on < workshop.starts_on:
        raise WorkshopRefused(_("The last day is before the first day."), field="ends_on")
    if workshop.day_ends_at <= workshop.day_starts_at:
        raise WorkshopRefused(_("The day ends before it begins."), field="day_ends_at")
    if workshop.nominations_until and workshop.nominations_until > workshop.ends_on:
        raise WorkshopRefused(
            _("Nominations cannot end after the workshop."), field="nominations_until"
        )
    refuse_slug(workshop.slug)


def save_workshop(workshop: Workshop) -> None:
    """Save; raises WorkshopRefused when another workshop has the name in its address."""
    taken = WorkshopRefused(
        _("Another workshop has this name in its address. Choose another."), field="slug"
    )
    if Workshop.objects.filter(slug=workshop.slug).exclude(pk=workshop.pk).exists():
        raise taken
    try:
        with transaction.atomic():
            workshop.save()
    except IntegrityError:
        # Somebody took the name between the look and the insert.
        if Workshop.objects.filter(slug=workshop.slug).exclude(pk=workshop.pk).exists():
            raise taken from None
        raise


def refuse_slug(slug: str) -> None:
    """Raises WorkshopRefused for a name that addresses cannot have."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug):
        raise WorkshopRefused(
            _("Use lower-case letters, digits and single hyphens, as in kyiv-2019."), field="slug"
        )
    if slug in RESERVED_SLUGS:
        raise WorkshopRefused(
            _("“%(slug)s” is used by Rollcall itself. Choose another.") % {"slug": slug},
            field="slug",
        )
