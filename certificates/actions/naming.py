"""Name somebody for a certificate that is given by hand, also somebody new to the workshop."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from certificates.actions.deciding import CannotDecide, name
from certificates.models import Decision, GivenKind, Rule
from common.rules import RuleBroken
from participants.actions.keeping_keys import keep_keys
from participants.models import Person


@transaction.atomic
def name_somebody(
    *,
    kind: GivenKind,
    by: User | None,
    person: Person | None = None,
    given_names: str = "",
    family_name: str = "",
    title: str = "",
    gender: str = "",
    email: str = "",
    reason: str = "",
) -> Decision:
    """Name ``person``, or a new person of this name. Raises CannotDecide and RuleBroken."""
    if kind.rule != Rule.HAND:
        raise CannotDecide(_("People earn this kind by its rule; nobody is named for it."))
    if person is None:
        if not family_name:
            raise RuleBroken(_("A new person needs a family name."), field="family_name")
        person = Person.objects.create(
            given_names=given_names,
            family_name=family_name,
            title=title,
            gender=gender,
            email=email,
        )
        keep_keys([person], are_new=True)
    return name(workshop=kind.workshop, person=person, kind=kind.key, reason=reason, by=by)
