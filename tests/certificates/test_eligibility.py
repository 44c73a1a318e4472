"""The rule of attendance and its words."""

import pytest

from certificates.actions import deciding
from certificates.eligibility import judge
from certificates.holders import holders_of
from certificates.kinds import kinds_of
from participants.states import RegistrationState
from sessions.models import Attendance
from tests.certificates.conftest import mark, of, verdict_for
from tests.factories import AgendaItemFactory, AttendanceFactory
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
EXCUSED, ABSENT = Attendance.Status.EXCUSED, Attendance.Status.ABSENT


@pytest.fixture
def eight_half_days(workshop):
    """Four days, each with a morning and an afternoon that count."""
    workshop.ends_on = workshop.starts_on.replace(day=15)
    workshop.save()
    for day in workshop.days:
        for start in (9 * 60, 14 * 60):
            AgendaItemFactory(workshop=workshop, day=day, start_minute=start)
    return [(day, half) for day in workshop.days for half in ("am", "pm")]


def verdict(registration):
    return verdict_for(registration.workshop, registration.person)


def was(registration, half_days, status):
    for day, half in half_days:
        AttendanceFactory(registration=registration, day=day, half=half, status=status)


def test_seven_of_eight_is_enough_for_eighty_per_cent(attended, eight_half_days):
    registration = attended(halves=())
    was(registration, eight_half_days[:7], Attendance.Status.PRESENT)
    was(registration, eight_half_days[7:], ABSENT)

    assert verdict(registration).reason == "7 of 8 half-days, 80 % required: eligible"
    assert verdict(registration).is_eligible
    assert (verdict(registration).attended, verdict(registration).required) == (7, 7)


def test_six_of_eight_is_not_enough(attended, eight_half_days):
    registration = attended(halves=())
    was(registration, eight_half_days[:6], Attendance.Status.PRESENT)
    was(registration, eight_half_days[6:], ABSENT)

    assert verdict(registration).reason == "6 of 8 half-days, 80 % required: not eligible"
    assert not verdict(registration).is_eligible


def test_excused_counts_neither_for_nor_against(attended, eight_half_days):
    registration = attended(halves=())
    was(registration, eight_half_days[:6], Attendance.Status.PRESENT)
    was(registration, eight_half_days[6:], EXCUSED)

    assert verdict(registration).reason == ("6 of 6 half-days, 80 % required: eligible; excused: 2")


def test_excused_from_everything_is_not_present(attended, eight_half_days):
    registration = attended(halves=())
    was(registration, eight_half_days, EXCUSED)

    assert not verdict(registration).is_eligible
    assert verdict(registration).reason == "Excused from everything that counts: not eligible"


def test_one_half_day_is_singular(attended, workshop):
    workshop.agenda.last().delete()
    registration = attended(halves="am")

    assert verdict(registration).reason == "1 of 1 half-day, 80 % required: eligible"


def test_nothing_counts_yet(attended, workshop):
    workshop.agenda.all().delete()

    assert verdict(attended()).reason == "No half-day counts for attendance yet: not eligible"


def test_share_of_zero_needs_no_attendance(attended, workshop):
    workshop.attendance_share = 0
    workshop.save()

    assert verdict(attended(halves=())).reason == "No attendance is required: eligible"


def test_parallel_sessions_count_once(attended, workshop, agenda):
    workshop.attendance_unit = Workshop.AttendanceUnit.SESSION
    workshop.save()
    AgendaItemFactory(workshop=workshop, start_minute=9 * 60, minutes=90)
    registration = attended(halves=())
    for item in agenda:
        Attendance.objects.create(registration=registration, item=item, status="present")

    assert verdict(registration).reason == "2 of 2 sessions, 80 % required: eligible"


@pytest.mark.parametrize("state", [s for s in RegistrationState if s != "approved"])
def test_only_the_approved_are_eligible(attended, organiser, state):
    registration = attended(state=state)
    deciding.waive(**of(registration), reason="All the same", by=organiser)

    assert not verdict(registration).is_eligible
    assert verdict(registration).reason.startswith("Not approved (")


def test_waiver_makes_eligible_and_keeps_the_reason(attended, organiser):
    registration = attended(halves=())
    deciding.waive(**of(registration), reason="Spoke instead", by=organiser)

    assert verdict(registration).is_eligible
    assert verdict(registration).reason == (
        "Eligible by waiver: Spoke instead (0 of 2 half-days, 80 % required: not eligible;"
        " not marked yet: 2)"
    )


def test_exclusion_beats_attendance(attended, organiser):
    registration = attended()
    deciding.exclude(**of(registration), reason="Slept", by=organiser)

    assert not verdict(registration).is_eligible
    assert verdict(registration).reason == "Excluded: Slept"


def test_withdrawn_decision_lets_the_rule_decide(attended, organiser):
    registration = attended()
    deciding.exclude(**of(registration), reason="Slept", by=organiser)

    deciding.withdraw(**of(registration))

    assert verdict(registration).is_eligible


def test_decision_without_a_reason_is_refused(attended, organiser):
    with pytest.raises(deciding.CannotDecide):
        deciding.waive(**of(attended()), reason="  ", by=organiser)


def test_absent_at_one_of_two(attended):
    registration = attended(halves="am")
    mark(registration, "pm", ABSENT)

    assert verdict(registration).reason == "1 of 2 half-days, 80 % required: not eligible"


def test_judging_takes_the_same_queries_for_one_and_three(
    attended, workshop, django_assert_num_queries
):
    for _ in range(3):
        attended()
    holders, kinds = holders_of(workshop), kinds_of(workshop)

    with django_assert_num_queries(4):
        judge(workshop, holders[:1], kinds)
    with django_assert_num_queries(4):
        judge(workshop, holders, kinds)
