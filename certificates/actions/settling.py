"""Decide about a late change: issue, replace or revoke, or keep what was issued, with a note."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from certificates.actions.issuing import ask_for_sheets, issue, locked_holder
from certificates.actions.replacing import replace
from certificates.actions.revoking import revoke
from certificates.late import Change, Proposal, late_changes
from certificates.models import Certificate, KeptDifference
from common.rules import RuleBroken
from participants.models import Person
from workshops.models import Workshop


class ChangedAgain(RuleBroken):
    """What was looked at is not what there is now."""


@transaction.atomic
def settle_by_issuing(*, workshop: Workshop, person: int, kind: str, mark: str, by: User) -> None:
    """Give the certificate that is earned now. Raises ChangedAgain, NotEligible, CannotPrint."""
    proposal = _held(workshop, person, kind, mark)
    if proposal.change != Change.EARNED:
        raise ChangedAgain(_("There is a certificate already: replace, revoke or keep it."))
    made = issue(workshop=workshop, person=proposal.holder.person, kind=kind, by=by)
    ask_for_sheets(workshop=workshop, certificates=[made], by=by)


@transaction.atomic
def settle_by_replacing(
    *, workshop: Workshop, person: int, kind: str, mark: str, reason: str, by: User
) -> None:
    """Issue a sheet that says what is so now. Raises ChangedAgain, CannotReplace, CannotPrint."""
    replace(certificate=_theirs(workshop, person, kind, mark), reason=reason, by=by)


@transaction.atomic
def settle_by_revoking(
    *, workshop: Workshop, person: int, kind: str, mark: str, reason: str, by: User
) -> None:
    """Take the certificate back. Raises ChangedAgain and CannotRevoke."""
    revoke(certificate=_theirs(workshop, person, kind, mark), reason=reason, by=by)


@transaction.atomic
def keep(
    *, workshop: Workshop, person: int, kind: str, mark: str, note: str, by: User
) -> KeptDifference:
    """Let things stand; they are proposed again when they change again.

    Raises ChangedAgain, and RuleBroken without a note."""
    if not note.strip():
        raise RuleBroken(_("Say why it stays as it is: the note is kept."), field="reason")
    proposal = _held(workshop, person, kind, mark)
    return KeptDifference.objects.create(
        workshop=workshop,
        person=proposal.holder.person,
        kind=kind,
        mark=mark,
        note=note.strip(),
        by=by,
    )


def _theirs(workshop: Workshop, person: int, kind: str, mark: str) -> Certificate:
    certificate = _held(workshop, person, kind, mark).certificate
    if certificate is None:
        raise ChangedAgain(_("There is no certificate yet: issue it, or keep it so."))
    return certificate


def _held(workshop: Workshop, person: int, kind: str, mark: str) -> Proposal:
    """The proposal as it is now, with the person held; somebody may have been quicker."""
    locked_holder(workshop, Person(pk=person))
    for proposal in late_changes(workshop).open:
        if (proposal.holder.person.pk, proposal.kind.key) == (person, kind):
            if proposal.mark == mark:
                return proposal
            break
    raise ChangedAgain(_("This has changed in the meantime. Look at it again."))
