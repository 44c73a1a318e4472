"""The organisations that organise a workshop, their parts and their order on paper."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from common.rules import RuleBroken
from workshops.actions.naming_organisation import organisation_named
from workshops.models import Workshop, WorkshopOrganiser
from workshops.ordering import move_within, next_position
from workshops.states import PUBLIC_STATES


class OrganiserRefused(RuleBroken):
    """The organisation has this part already, or the page would be left without an organiser."""


@transaction.atomic
def add_organiser(
    *, workshop: Workshop, organisation: str, part: str, by: User
) -> WorkshopOrganiser:
    """Give the organisation of this name a part; an unknown name becomes an organisation.

    Raises OrganiserRefused when it has the part already."""
    found = organisation_named(organisation)
    taken = OrganiserRefused(
        _("“%(name)s” already has this part.") % {"name": found.name}, field="organisation"
    )
    if workshop.organisers.filter(organisation=found, part=part).exists():
        raise taken
    try:
        with transaction.atomic():
            return WorkshopOrganiser.objects.create(
                workshop=workshop,
                organisation=found,
                part=part,
                position=next_position(workshop.organisers.all()),
            )
    except IntegrityError:
        raise taken from None


@transaction.atomic
def move_organiser(*, organiser: WorkshopOrganiser, step: int, by: User) -> None:
    """One place up (-1) or down (+1); at the end it stays."""
    siblings = WorkshopOrganiser.objects.filter(workshop=organiser.workshop_id)
    move_within(siblings, organiser, step)


@transaction.atomic
def remove_organiser(*, organiser: WorkshopOrganiser, by: User) -> None:
    """Raises OrganiserRefused for the last one of a workshop that anyone can see."""
    workshop = Workshop.objects.select_for_update().get(pk=organiser.workshop_id)
    if workshop.state in PUBLIC_STATES and workshop.organisers.count() == 1:
        raise OrganiserRefused(_("A published workshop needs an organiser. Add the new one first."))
    organiser.delete()
