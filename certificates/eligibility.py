"""Who gets which certificate, and why, in words. The only home of these rules.

*Attendance*: of the half-days or sessions that count (``sessions.attendance`` names them), a person
must have been *present* at the share, rounded up to whole ones.

- *Excused* counts neither for nor against: an excused half-day is left out of the reckoning.
- What nobody has marked counts like an absence, and the reason says how many are not marked yet.
- Sessions that run at the same time count once: nobody can be in two rooms.
- A certificate that says hours needs at least some.

*Test*: the pass mark is reached, and attendance is as above. *Speaking*: a part in a session of the
agenda as it was released last, interpreters aside. *By hand*: whom an organiser has named.

For every rule: a waiver stands in for it, never for the approval of a participant; an exclusion
beats everything; whose certificate was revoked gets another one of that kind only by a waiver or
naming given after the revocation.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from certificates.holders import Holder
from certificates.models import Certificate, Decision, GivenKind, KnowledgeResult, Rule
from certificates.phrases import hours
from certificates.reckoning import Reckoning, attended_minutes, counting_groups, reckon
from certificates.speaking import contributions_of
from certificates.states import CertificateState
from participants.models import Registration
from participants.states import RegistrationState
from sessions.attendance import marks_of, slots_from
from workshops.models import Workshop

Verdicts = dict[tuple[int, str], "Verdict"]


@dataclass(frozen=True)
class Verdict:
    """``attended`` and ``required`` are half-days or sessions; ``reason`` says it in words.

    ``concerns`` is false where the kind is not for people like this one: nobody asks whether a
    participant spoke. ``minutes`` is how long somebody was there; ``facts`` is what else the rule
    saw, in no language."""

    is_eligible: bool
    reason: str
    attended: int = 0
    required: int = 0
    concerns: bool = True
    minutes: int = 0
    facts: tuple[str, ...] = ()

    def mark(self, *about: str) -> str:
        """A fingerprint of what the rule saw, in no language: another one when that changes.

        With ``about`` it is that of something that rests on this verdict."""
        saw = [self.is_eligible, self.attended, self.required, self.minutes, *self.facts, *about]
        return sha256(json.dumps(saw).encode()).hexdigest()


@dataclass(frozen=True)
class Facts:
    """What the rules see of one person for one kind: plain values, no query."""

    workshop: Workshop
    registration: Registration | None = None
    reckoning: Reckoning = field(default_factory=lambda: Reckoning(0, 0, 0, 0, 0))
    minutes: int = 0
    percent: int | None = None
    sessions: int = 0
    decision: Decision | None = None
    revoked: Certificate | None = None


def judge(
    workshop: Workshop, holders: Collection[Holder], kinds: Collection[GivenKind]
) -> Verdicts:
    """A verdict for each of ``holders`` and ``kinds``, by the person's key and the kind's, in the
    reader's language. The same number of queries for any number of people."""
    people = [holder.person.pk for holder in holders]
    rules = {kind.rule for kind in kinds}
    items = list(workshop.agenda.counting().in_order())
    groups = counting_groups(slots_from(workshop, items))
    marks = marks_of(workshop)
    results = _results(workshop) if Rule.TEST in rules else {}
    spoken = contributions_of(workshop) if Rule.SPEAKING in rules else {}
    decisions = {
        (decision.person_id, decision.kind): decision
        for decision in Decision.objects.filter(workshop=workshop, person__in=people)
    }
    revoked = _last_revoked(workshop, people)
    verdicts: Verdicts = {}
    for holder in holders:
        registration, person = holder.registration, holder.person.pk
        marked: Mapping[str, str] = marks.get(registration.pk, {}) if registration else {}
        minutes = attended_minutes(workshop, items, marked) if marked else 0
        for kind in kinds:
            facts = Facts(
                workshop,
                registration,
                reckon(groups, marked, kind.share_of(workshop)),
                minutes,
                results.get(registration.pk) if registration else None,
                len(spoken.get(person, ())),
                decisions.get((person, kind.key)),
                revoked.get((person, kind.key)),
            )
            verdicts[person, kind.key] = verdict_of(kind, facts)
    return verdicts


def verdict_of(kind: GivenKind, facts: Facts) -> Verdict:
    """The rule of ``kind`` over what is known. No query."""
    decision, registration = facts.decision, facts.registration
    earned, words, concerns = _by_rule(kind, facts)

    def verdict(is_eligible: bool, reason: str) -> Verdict:
        return Verdict(
            is_eligible,
            reason,
            facts.reckoning.attended,
            facts.reckoning.required,
            concerns or decision is not None or facts.revoked is not None,
            facts.minutes,
            (
                registration.state if registration else "",
                "" if facts.percent is None else str(facts.percent),
                str(facts.sessions),
                f"{decision.effect} {decision.at.isoformat()}" if decision else "",
            ),
        )

    if decision and decision.effect == Decision.Effect.EXCLUSION:
        return verdict(False, _("Excluded: %(reason)s") % {"reason": decision.reason})
    if kind.rule in (Rule.ATTENDANCE, Rule.TEST):
        if registration is None:
            return verdict(False, _("Not registered as a participant: not eligible"))
        if registration.state != RegistrationState.APPROVED:
            state = registration.get_state_display()
            return verdict(False, _("Not approved (%(state)s): not eligible") % {"state": state})
    revoked = facts.revoked
    if revoked and not (decision and revoked.revoked_at and decision.at >= revoked.revoked_at):
        sentence = _("Certificate %(number)s was revoked: another one needs a waiver.")
        return verdict(False, sentence % {"number": revoked.printed_number})
    if kind.says_hours and not facts.minutes:
        return verdict(False, words)  # no waiver makes hours
    if decision and decision.effect == Decision.Effect.WAIVER and kind.rule != Rule.HAND:
        said = {"reason": decision.reason, "attendance": words}
        return verdict(True, _("Eligible by waiver: %(reason)s (%(attendance)s)") % said)
    return verdict(earned, words)


def _by_rule(kind: GivenKind, facts: Facts) -> tuple[bool, str, bool]:
    """Whether the rule is met, in words, and whether it is for people like this one."""
    if kind.rule == Rule.HAND:
        return (*_by_hand(facts.decision), facts.decision is not None)
    if kind.rule == Rule.SPEAKING:
        return (*_by_speaking(facts.sessions), facts.sessions > 0)
    share = kind.share_of(facts.workshop)
    earned = facts.reckoning.suffices or share == 0
    words = _in_words(facts.reckoning, facts.workshop, share)
    if kind.rule == Rule.TEST:
        earned, words = _with_test(earned, words, facts.percent, kind.pass_mark)
    if kind.says_hours:
        earned, words = _with_hours(earned, words, facts.minutes)
    return earned, words, facts.registration is not None


def _by_hand(decision: Decision | None) -> tuple[bool, str]:
    if decision is None:
        return False, _("Not named: not eligible")
    if decision.reason:
        return True, _("Named by the organisers: %(reason)s") % {"reason": decision.reason}
    return True, _("Named by the organisers: eligible")


def _by_speaking(sessions: int) -> tuple[bool, str]:
    if not sessions:
        return False, _("Speaks at no session of the agenda: not eligible")
    sentence = ngettext(
        "Speaks at %(n)d session of the agenda: eligible",
        "Speaks at %(n)d sessions of the agenda: eligible",
        sessions,
    )
    return True, sentence % {"n": sessions}


def _with_test(
    attended: bool, attendance: str, percent: int | None, pass_mark: int
) -> tuple[bool, str]:
    if percent is None:
        return False, _("No result of the test yet: not eligible")
    facts = {"percent": percent, "mark": pass_mark, "attendance": attendance}
    if percent < pass_mark:
        return False, _("Test %(percent)d %%, %(mark)d %% required: not eligible") % facts
    return attended, _("Test %(percent)d %%, %(mark)d %% required; %(attendance)s") % facts


def _with_hours(attended: bool, attendance: str, minutes: int) -> tuple[bool, str]:
    if not minutes:
        return False, _("No hours attended: not eligible")
    facts = {"hours": hours(minutes, get_language() or "en"), "attendance": attendance}
    return attended, _("Attended %(hours)s; %(attendance)s") % facts


def _results(workshop: Workshop) -> dict[int, int]:
    rows = KnowledgeResult.objects.filter(registration__workshop=workshop)
    return dict(rows.values_list("registration", "percent"))


def _last_revoked(workshop: Workshop, people: Iterable[int]) -> dict[tuple[int, str], Certificate]:
    """The revoked certificate of each person and kind of which there is no valid one."""
    certificates = list(
        Certificate.objects.of_workshop(workshop)
        .filter(person__in=people)
        .select_related("series")
        .order_by("number")
    )
    living = {
        (one.person_id, one.kind) for one in certificates if one.state == CertificateState.VALID
    }
    return {
        (one.person_id, one.kind): one
        for one in certificates  # in the order of numbers: the last one stays
        if one.person_id
        and one.state == CertificateState.REVOKED
        and (one.person_id, one.kind) not in living
    }


def _in_words(reckoning: Reckoning, workshop: Workshop, share: int) -> str:
    if share == 0:
        return _("No attendance is required: eligible")
    by_session = workshop.attendance_unit == Workshop.AttendanceUnit.SESSION
    if not reckoning.counted and not reckoning.excused:
        if by_session:
            return _("No session counts for attendance yet: not eligible")
        return _("No half-day counts for attendance yet: not eligible")
    if not reckoning.counted:
        return _("Excused from everything that counts: not eligible")
    words = {
        "attended": reckoning.attended,
        "count": reckoning.counted,
        "share": share,
    }
    reason = _share_in_words(by_session, reckoning.suffices, reckoning.counted) % words
    if reckoning.excused:
        reason = _("%(reason)s; excused: %(number)d") % {
            "reason": reason,
            "number": reckoning.excused,
        }
    if reckoning.unmarked and not reckoning.suffices:
        reason = _("%(reason)s; not marked yet: %(number)d") % {
            "reason": reason,
            "number": reckoning.unmarked,
        }
    return reason


def _share_in_words(by_session: bool, suffices: bool, count: int) -> str:
    """Whole sentences, since languages agree differently with their numbers."""
    if by_session and suffices:
        return ngettext(
            "%(attended)d of %(count)d session, %(share)d %% required: eligible",
            "%(attended)d of %(count)d sessions, %(share)d %% required: eligible",
            count,
        )
    if by_session:
        return ngettext(
            "%(attended)d of %(count)d session, %(share)d %% required: not eligible",
            "%(attended)d of %(count)d sessions, %(share)d %% required: not eligible",
            count,
        )
    if suffices:
        return ngettext(
            "%(attended)d of %(count)d half-day, %(share)d %% required: eligible",
            "%(attended)d of %(count)d half-days, %(share)d %% required: eligible",
            count,
        )
    return ngettext(
        "%(attended)d of %(count)d half-day, %(share)d %% required: not eligible",
        "%(attended)d of %(count)d half-days, %(share)d %% required: not eligible",
        count,
    )
