"""Say which design the certificates of each kind get from now on."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from certificates.models import Design, DesignChoice
from common.rules import RuleBroken
from workshops.models import Workshop


class CannotChoose(RuleBroken):
    """The design belongs to another workshop, or is archived."""


@transaction.atomic
def choose_designs(
    *, workshop: Workshop, chosen: Mapping[str, Design | None], by: User | None
) -> None:
    """``chosen`` by kind, with "" for all kinds without one; None takes the choice back.

    What was issued keeps its design. Raises CannotChoose."""
    for kind, design in chosen.items():
        if design is None:
            workshop.design_choices.filter(kind=kind).delete()
            continue
        # Held, so that it is not archived at the same time.
        if not workshop.certificate_designs.offered().select_for_update().filter(pk=design.pk):
            raise CannotChoose(_("This design is not offered any more. Choose another one."))
        DesignChoice.objects.update_or_create(
            workshop=workshop, kind=kind, defaults={"design": design}
        )
