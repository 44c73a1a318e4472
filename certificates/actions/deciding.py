"""An organiser's word about one person and one kind: a waiver, an exclusion, a naming."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from certificates.actions.issuing import living_of, locked_holder
from certificates.holders import Holder
from certificates.models import Decision
from common.rules import RuleBroken
from participants.actions.holding_person import hold_person
from participants.models import Person
from workshops.models import Workshop


class CannotDecide(RuleBroken):
    """No reason was given, or a valid certificate stands against it."""


@transaction.atomic
def waive(
    *,
    workshop: Workshop,
    person: Person,
    kind: str,
    reason: str,
    by: User | None,
    now: datetime | None = None,
) -> Decision:
    """Make the person eligible whatever the kind's rule says. Raises CannotDecide."""
    _require(reason)
    holder = locked_holder(workshop, person)
    return _write(holder.workshop, holder.person, kind, Decision.Effect.WAIVER, reason, by, now)


@transaction.atomic
def exclude(
    *,
    workshop: Workshop,
    person: Person,
    kind: str,
    reason: str,
    by: User | None,
    now: datetime | None = None,
) -> Decision:
    """Keep the person from a certificate of this kind; one that lives must be revoked first.

    Raises CannotDecide."""
    _require(reason)
    holder = locked_holder(workshop, person)
    _refuse_living(holder, kind)
    return _write(holder.workshop, holder.person, kind, Decision.Effect.EXCLUSION, reason, by, now)


@transaction.atomic
def name(
    *,
    workshop: Workshop,
    person: Person,
    kind: str,
    by: User | None,
    reason: str = "",
    now: datetime | None = None,
) -> Decision:
    """Name ``person`` for a kind that is given by hand; also somebody new to the workshop."""
    held = hold_person(person.pk)
    return _write(workshop, held, kind, Decision.Effect.NAMED, reason, by, now)


@transaction.atomic
def withdraw(*, workshop: Workshop, person: Person, kind: str) -> None:
    """Let the rule decide again; what was issued meanwhile stays valid."""
    held = hold_person(person.pk)
    Decision.objects.filter(workshop=workshop, person=held, kind=kind).delete()


def _require(reason: str) -> None:
    if not reason.strip():
        raise CannotDecide(_("Say why: the reason is kept."), field="reason")


def _refuse_living(holder: Holder, kind: str) -> None:
    if living := living_of(holder, kind):
        raise CannotDecide(
            _("Certificate %(number)s is valid. Revoke it first.")
            % {"number": living.printed_number}
        )


def _write(
    workshop: Workshop,
    person: Person,
    kind: str,
    effect: str,
    reason: str,
    by: User | None,
    now: datetime | None,
) -> Decision:
    decision, _is_new = Decision.objects.update_or_create(
        workshop=workshop,
        person=person,
        kind=kind,
        defaults={
            "effect": effect,
            "reason": reason.strip(),
            "by": by,
            "at": now or timezone.now(),
        },
    )
    return decision
