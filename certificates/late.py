"""What has changed since certificates were issued: proposed to people, never done by itself.

Attendance is corrected late, a test is marked again, the agenda names another speaker. Whoever has
earned a certificate of a kind that is issued already is proposed for one; whoever holds one and
would not get it now, or whose sheet would say other hours or sessions, is proposed for revoking or
replacing. What somebody looked at and kept is not proposed again until it changes again.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _

from certificates.holders import Holder
from certificates.models import Certificate, GivenKind, KeptDifference, Rule
from certificates.phrases import hours
from certificates.queries import Cell, Row, rows_of
from certificates.speaking import contributions_of
from workshops.models import Workshop


class Change(TextChoices):
    EARNED = "earned", pgettext_lazy("late change", "Eligible now, and has none")
    LOST = "lost", pgettext_lazy("late change", "Would not be eligible now")
    OTHER = "other", pgettext_lazy("late change", "The sheet says something else")


@dataclass(frozen=True)
class Proposal:
    """One late change, what it is about, and the fingerprint by which it is known again."""

    change: Change
    holder: Holder
    kind: GivenKind
    reason: str
    mark: str
    certificate: Certificate | None = None

    @property
    def key(self) -> str:
        """How the page names it."""
        return f"{self.holder.person.pk}-{self.kind.key}"


@dataclass(frozen=True)
class Late:
    """All late changes of a workshop: to be decided, and those that were kept as they are."""

    open: list[Proposal]
    kept: list[tuple[Proposal, KeptDifference]]


def late_changes(workshop: Workshop, *, rows: list[Row] | None = None) -> Late:
    """In the order of the list of certificates; ``rows``: where they are at hand.

    The same number of queries for any number of people."""
    rows = rows_of(workshop) if rows is None else rows
    # A blank sheet that was handed over is no batch that somebody was left out of.
    issued = {
        cell.kind.key
        for row in rows
        for cell in row.cells
        if any(one.blank_run_id is None for one in cell.certificates)
    }
    if not issued:
        return Late([], [])
    topics = _topics_now(workshop, rows)
    kept = {
        (one.person_id, one.kind, one.mark): one
        for one in KeptDifference.objects.filter(workshop=workshop).select_related("by")
    }
    late = Late([], [])
    for row in rows:
        for cell in row.cells:
            if cell.kind.key not in issued:
                continue
            if (proposal := _proposal(row.holder, cell, topics)) is None:
                continue
            known = kept.get((row.holder.person.pk, cell.kind.key, proposal.mark))
            if known:
                late.kept.append((proposal, known))
            else:
                late.open.append(proposal)
    return late


def _proposal(
    holder: Holder, cell: Cell, topics: dict[tuple[int, str], list[str]]
) -> Proposal | None:
    verdict, living = cell.verdict, cell.living
    if living is None:
        if not cell.verdict.is_eligible or not cell.kind.is_given:
            return None
        return _about(Change.EARNED, holder, cell, verdict.reason)
    if living.blank_run_id:
        return None  # handed over on the spot, whatever the rule says
    if not verdict.is_eligible:
        return _about(Change.LOST, holder, cell, verdict.reason)
    said = living.wording
    if cell.kind.says_hours and said.get("attended_minutes") != verdict.minutes:
        language = get_language() or "en"
        words = _("The sheet says %(said)s; attended were %(now)s.") % {
            "said": hours(said.get("attended_minutes", 0), language) or "0",
            "now": hours(verdict.minutes, language),
        }
        return _about(Change.OTHER, holder, cell, words, str(verdict.minutes))
    spoken = topics.get((holder.person.pk, living.language), [])
    if cell.kind.rule == Rule.SPEAKING and said.get("topics", []) != spoken:
        words = _("The sheet says: %(said)s. The agenda now: %(now)s.") % {
            "said": "; ".join(said.get("topics", [])) or "–",
            "now": "; ".join(spoken) or "–",
        }
        return _about(Change.OTHER, holder, cell, words, *spoken)
    return None


def _about(change: Change, holder: Holder, cell: Cell, reason: str, *facts: str) -> Proposal:
    if cell.living is None:
        return Proposal(change, holder, cell.kind, reason, cell.mark_of_waiting)
    mark = cell.verdict.mark(change.value, str(cell.living.pk), *facts)
    return Proposal(change, holder, cell.kind, reason, mark, cell.living)


def _topics_now(workshop: Workshop, rows: list[Row]) -> dict[tuple[int, str], list[str]]:
    """The sessions of each speaker in each language in which such a certificate was issued."""
    languages = {
        cell.living.language
        for row in rows
        for cell in row.cells
        if cell.living and cell.kind.rule == Rule.SPEAKING
    }
    return {
        (person, language): titles
        for language in sorted(languages)
        for person, titles in contributions_of(workshop, language=language).items()
    }
