"""Blank sheets with numbers, for the unforeseen; each is accounted for afterwards."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from certificates.actions.issuing import (
    ask_for_sheets,
    living_of,
    refuse_unprintable,
)
from certificates.actions.numbering import insert_next_blank
from certificates.designs.queries import design_for
from certificates.designs.wording import blank_worded
from certificates.holders import Holder, holder_of
from certificates.models import BlankRun, Certificate, GivenKind, Rule
from certificates.states import CertificateState, may_move
from certificates.wording import named
from common.rules import RuleBroken
from jobs.actions.enqueue import enqueue
from participants.actions.holding_person import hold_person
from participants.actions.keeping_keys import keep_keys
from participants.models import Person

BLANKS_KIND = "certificates.blanks"
MOST = 100


class CannotMakeBlanks(RuleBroken):
    """Not so many, or not of this kind."""


class CannotAccount(RuleBroken):
    """The sheet is not blank any more, or what was said of it is not enough."""


@transaction.atomic
def make_blanks(
    *,
    kind: GivenKind,
    number: int,
    language: str,
    by: User | None,
    now: datetime | None = None,
) -> BlankRun:
    """Take ``number`` numbers of the workshop's series for sheets without a name.

    All in one transaction: either all numbers are taken, or none. A job makes the one PDF of them.
    Raises CannotMakeBlanks and CannotPrint.
    """
    now = now or timezone.now()
    if not 1 <= number <= MOST:
        sentence = _("Make between 1 and %(most)d sheets at a time.") % {"most": MOST}
        raise CannotMakeBlanks(sentence, field="number")
    if not may_be_blank(kind):
        sentence = _("These sheets tell hours or sessions of a person: they cannot be blank.")
        raise CannotMakeBlanks(sentence, field="kind")
    version = design_for(kind.workshop, kind.key)
    wording = blank_worded(version, kind, language=language, now=now)
    refuse_unprintable(None, wording)
    run = BlankRun.objects.create(workshop=kind.workshop, kind=kind.key, by=by, at=now)
    for _number in range(number):
        insert_next_blank(run=run, wording=wording, language=language, version=version, now=now)
    enqueue(kind=BLANKS_KIND, items=[str(run.pk)], params={"workshop": run.workshop_id}, by=by)
    return run


@transaction.atomic
def assign(
    *,
    sheet: Certificate,
    by: User | None,
    person: Person | None = None,
    now: datetime | None = None,
    **facts: str,
) -> Certificate:
    """Take down whose the sheet is: it is a valid certificate from now on, with a PDF of its own.

    ``person`` is known to the workshop, or ``facts`` make a new one. No rule is asked: the sheet
    was handed over. Locks the person, then the sheet. Raises CannotAccount.
    """
    workshop = sheet.series.workshop
    if person is None:
        if not facts.get("family_name"):
            raise CannotAccount(_("Whose is it? A family name is needed."), field="family_name")
        person = Person.objects.create(**facts)
        keep_keys([person], are_new=True)
    held = hold_person(person.pk)
    holder = holder_of(workshop, held.pk) or Holder(workshop, held)
    if living := living_of(holder, sheet.kind):
        words = _("This person has certificate %(number)s of this kind, which is valid.")
        raise CannotAccount(words % {"number": living.printed_number}, field="person")
    locked = _held(sheet, CertificateState.VALID)
    locked.person, locked.registration = held, holder.registration
    locked.wording = named(locked.wording, holder, locked.language)
    refuse_unprintable(holder, locked.wording)
    _account(locked, CertificateState.VALID, by, now, "person", "registration", "wording")
    ask_for_sheets(workshop=workshop, certificates=[locked], by=by)
    return locked


@transaction.atomic
def spoil(
    *, sheet: Certificate, reason: str, by: User | None, now: datetime | None = None
) -> Certificate:
    """The sheet is void: torn, lost, wrongly filled in. Raises CannotAccount."""
    if not reason.strip():
        raise CannotAccount(_("Say what happened to the sheet."), field="reason")
    locked = _held(sheet, CertificateState.SPOILED)
    locked.reason = reason.strip()
    return _account(locked, CertificateState.SPOILED, by, now, "reason")


@transaction.atomic
def count_unused(
    *, sheets: Iterable[Certificate], by: User | None, now: datetime | None = None
) -> int:
    """The sheets lie here unused. Returns how many: those accounted for since are left alone."""
    counted = 0
    for sheet in sheets:
        try:
            locked = _held(sheet, CertificateState.UNUSED)
        except CannotAccount:
            continue
        _account(locked, CertificateState.UNUSED, by, now)
        counted += 1
    return counted


def may_be_blank(kind: GivenKind) -> bool:
    """Whether a sheet of this kind says nothing of its holder but the name."""
    return not kind.says_hours and kind.rule != Rule.SPEAKING


def _held(sheet: Certificate, to: CertificateState) -> Certificate:
    locked = (
        Certificate.objects.select_for_update(of=("self",))
        .select_related("series__workshop")
        .get(pk=sheet.pk)
    )
    if locked.blank_run_id is None or not may_move(locked.state, to):
        words = _("Sheet %(number)s is accounted for already: %(state)s.")
        raise CannotAccount(
            words % {"number": locked.printed_number, "state": locked.get_state_display()}
        )
    return locked


def _account(
    sheet: Certificate,
    state: CertificateState,
    by: User | None,
    now: datetime | None,
    *fields: str,
) -> Certificate:
    facts: dict[str, Any] = {
        "state": state,
        "accounted_by": by,
        "accounted_at": now or timezone.now(),
    }
    for name, value in facts.items():
        setattr(sheet, name, value)
    sheet.save(update_fields=[*facts, *fields])
    return sheet
