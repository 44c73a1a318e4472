"""A new draft made after an old workshop, part by part, with its dates shifted.

What belongs to workshops is copied here. An app above has parts of its own (wordings, delegations,
agenda): it makes a ``Part`` of each and hands them to ``clone`` and to the page, and nothing here
knows of them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workshops.actions.keeping_workshop import refuse_dates_outside, refuse_facts, save_workshop
from workshops.models import Project, Room, TeamMember, Workshop, WorkshopOrganiser


@dataclass(frozen=True)
class Shift:
    """From the old workshop to the new one; ``by`` is what every date moves by."""

    source: Workshop
    target: Workshop
    by: timedelta


@dataclass(frozen=True)
class Part:
    """What can be taken over or left out. ``copy`` runs after the target is saved."""

    code: str
    label: str | Promise
    copy: Callable[[Shift], None]


@transaction.atomic
def clone(
    *,
    source: Workshop,
    project: Project,
    title: str,
    slug: str,
    starts_on: date,
    parts: Iterable[Part],
    by: User,
) -> Workshop:
    """A draft with the settings of ``source``, beginning on ``starts_on``, and the given parts.

    Raises WorkshopRefused for a bad name or days outside the project.
    """
    shift = starts_on - source.starts_on
    target = Workshop(
        project=project,
        title=title,
        slug=slug,
        starts_on=starts_on,
        ends_on=source.ends_on + shift,
        nominations_until=source.nominations_until and source.nominations_until + shift,
        corrections_until=source.corrections_until and source.corrections_until + shift,
        **{name: getattr(source, name) for name in _SETTINGS},
    )
    refuse_facts(target)
    refuse_dates_outside(target)
    save_workshop(target)
    for part in parts:
        part.copy(Shift(source=source, target=target, by=shift))
    return target


# Not among them: its state, that its agenda is public, that its people are invented.
_SETTINGS = (  # noqa: SIM905
    "description scope mode time_zone day_starts_at day_ends_at capacity profile_sought "
    "gender_target open_registration needs_two_approvals confirms_promotions "
    "reapproves_changes reminds_before reminds_speakers_before holds_decisions "
    "shows_reasons_to_focal_points attendance_unit attendance_share certificate_language "
    "name_at_verification"
).split()


def _copy_place(shift: Shift) -> None:
    _copy_fields(shift, "venue", "address", "city", "country")


def _copy_languages(shift: Shift) -> None:
    _copy_fields(shift, "working_languages", "interpretation_languages")


def _copy_fields(shift: Shift, *names: str) -> None:
    for name in names:
        setattr(shift.target, name, getattr(shift.source, name))
    shift.target.save(update_fields=names)


def _copy_rooms(shift: Shift) -> None:
    Room.objects.bulk_create(
        Room(workshop=shift.target, name=room.name, seats=room.seats, position=room.position)
        for room in shift.source.rooms.all()
    )


def _copy_organisers(shift: Shift) -> None:
    WorkshopOrganiser.objects.bulk_create(
        WorkshopOrganiser(
            workshop=shift.target,
            organisation_id=organiser.organisation_id,
            part=organiser.part,
            position=organiser.position,
        )
        for organiser in shift.source.organisers.all()
    )


def _copy_team(shift: Shift) -> None:
    # Roles for the whole project hold in the new workshop by themselves.
    TeamMember.objects.bulk_create(
        TeamMember(
            project=shift.target.project,
            workshop=shift.target,
            user_id=member.user_id,
            role=member.role,
        )
        for member in shift.source.team.all()
    )


PARTS = (
    Part("place", _("Place: venue, address, city"), _copy_place),
    Part("rooms", _("Rooms"), _copy_rooms),
    Part("organisers", _("Organisers and their parts"), _copy_organisers),
    Part("languages", _("Working and interpretation languages"), _copy_languages),
    Part("team", _("Team of this workshop"), _copy_team),
)
