"""Who gets a certificate, and why, in words. The only home of this rule.

The rule: of the half-days or sessions that count (``sessions.attendance`` names them), a person
must have been *present* at the workshop's share, rounded up to whole ones.

- *Excused* counts neither for nor against: an excused half-day is left out of the reckoning.
- What nobody has marked counts like an absence, and the reason says how many are not marked yet.
- Sessions that run at the same time count once: nobody can be in two rooms.
- A waiver stands in for attendance, never for approval; an exclusion beats everything.
- Whose certificate was revoked gets another one only by a waiver given after the revocation.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certificates.models import Certificate, Decision
from certificates.states import CertificateState
from participants.models import Registration
from participants.states import RegistrationState
from sessions.attendance import marks_of, slots_of
from sessions.models import Attendance
from workshops.models import Workshop

Group = tuple[str, ...]  # keys of slots that count as one


@dataclass(frozen=True)
class Verdict:
    """``attended`` and ``required`` are half-days or sessions; ``reason`` says it in words."""

    is_eligible: bool
    reason: str
    attended: int = 0
    required: int = 0


@dataclass(frozen=True)
class Reckoning:
    """One person's attendance, counted. ``counted`` leaves the excused ones out."""

    attended: int
    counted: int
    required: int
    excused: int
    unmarked: int

    @property
    def suffices(self) -> bool:
        # Excused from everything is not the same as present.
        return self.attended >= self.required and self.counted > 0


def judge(workshop: Workshop, registrations: Collection[Registration]) -> dict[int, Verdict]:
    """A verdict for each registration of ``workshop``, by primary key, in the reader's language.

    The same number of queries for any number of people."""
    groups = counting_groups(slots_of(workshop))
    marks = marks_of(workshop)
    pks = [registration.pk for registration in registrations]
    decisions = {
        decision.registration_id: decision
        for decision in Decision.objects.filter(registration__in=pks)
    }
    revoked = _last_revoked(pks)
    return {
        registration.pk: _verdict(
            registration,
            reckon(groups, marks.get(registration.pk, {}), workshop.attendance_share),
            workshop,
            decisions.get(registration.pk),
            revoked.get(registration.pk),
        )
        for registration in registrations
    }


def reckon(groups: Sequence[Group], marks: Mapping[str, str], share: int) -> Reckoning:
    """Count one person's ``marks`` (slot key → status) against ``share`` per cent of ``groups``."""
    attended = excused = unmarked = 0
    for group in groups:
        statuses = {marks[key] for key in group if key in marks}
        if Attendance.Status.PRESENT in statuses:
            attended += 1
        elif Attendance.Status.EXCUSED in statuses:
            excused += 1
        elif not statuses:
            unmarked += 1
    counted = len(groups) - excused
    return Reckoning(attended, counted, ceil(share * counted / 100), excused, unmarked)


def counting_groups(slots: Iterable[Any]) -> list[Group]:
    """The slots that count, those of sessions overlapping in time gathered into one."""
    groups: list[list[str]] = []
    timed = []
    for slot in slots:
        item = getattr(slot, "item", None)
        if item is None or not item.is_scheduled:
            groups.append([slot.key])
        else:
            timed.append((item.day, item.start_minute, item.end_minute, slot.key))
    last: tuple[Any, int] | None = None
    for day, start, end, key in sorted(timed):
        if last and last[0] == day and start < last[1]:
            groups[-1].append(key)
            last = (day, max(last[1], end))
        else:
            groups.append([key])
            last = (day, end)
    return [tuple(group) for group in groups]


def _last_revoked(pks: Collection[int]) -> dict[int, Certificate]:
    """The revoked certificate of each person who has no valid one."""
    certificates = Certificate.objects.filter(registration__in=pks).select_related("series")
    living = {
        certificate.registration_id
        for certificate in certificates
        if certificate.state == CertificateState.VALID
    }
    return {
        certificate.registration_id: certificate
        for certificate in certificates  # in the order of numbers: the last one stays
        if certificate.state == CertificateState.REVOKED
        and certificate.registration_id not in living
    }


def _verdict(
    registration: Registration,
    reckoning: Reckoning,
    workshop: Workshop,
    decision: Decision | None,
    revoked: Certificate | None,
) -> Verdict:
    attendance = _in_words(reckoning, workshop)

    def verdict(is_eligible: bool, reason: str) -> Verdict:
        return Verdict(is_eligible, reason, reckoning.attended, reckoning.required)

    if decision and decision.effect == Decision.Effect.EXCLUSION:
        return verdict(False, _("Excluded: %(reason)s") % {"reason": decision.reason})
    if registration.state != RegistrationState.APPROVED:
        state = registration.get_state_display()
        return verdict(False, _("Not approved (%(state)s): not eligible") % {"state": state})
    waiver = decision if decision and decision.effect == Decision.Effect.WAIVER else None
    if revoked and not (waiver and revoked.revoked_at and waiver.at >= revoked.revoked_at):
        sentence = _("Certificate %(number)s was revoked: another one needs a waiver.")
        return verdict(False, sentence % {"number": revoked.printed_number})
    if waiver:
        words = {"reason": waiver.reason, "attendance": attendance}
        return verdict(True, _("Eligible by waiver: %(reason)s (%(attendance)s)") % words)
    return verdict(reckoning.suffices or workshop.attendance_share == 0, attendance)


def _in_words(reckoning: Reckoning, workshop: Workshop) -> str:
    if workshop.attendance_share == 0:
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
        "share": workshop.attendance_share,
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
