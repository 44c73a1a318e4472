"""What has changed since certificates were issued is proposed, decided, and kept."""

import pytest
from django.urls import reverse

from certificates.actions import deciding, issuing, settling
from certificates.actions.keeping_results import keep_results
from certificates.late import Change, late_changes
from certificates.models import Certificate, KeptDifference
from certificates.queries import waiting_for_issue
from certificates.states import CertificateState
from participants.states import RegistrationState
from sessions.models import Attendance
from tests.certificates.conftest import mark, of
from tests.certificates.test_kinds import give
from tests.factories import AppearanceFactory, released

pytestmark = pytest.mark.django_db


def absent(registration, half):
    Attendance.objects.update_or_create(
        registration=registration,
        day=registration.workshop.starts_on,
        half=half,
        defaults={"status": Attendance.Status.ABSENT},
    )


def open_ones(workshop):
    return [(one.change, one.holder.person.pk, one.kind.key) for one in late_changes(workshop).open]


def about(workshop):
    [proposal] = late_changes(workshop).open
    return {
        "workshop": workshop,
        "person": proposal.holder.person.pk,
        "kind": proposal.kind.key,
        "mark": proposal.mark,
    }


def test_nothing_is_late_before_anything_is_issued(attended, workshop):
    attended()

    assert open_ones(workshop) == []


def test_nothing_is_late_while_nothing_changes(attended, workshop):
    issuing.issue_one(registration=attended())

    assert open_ones(workshop) == []


def test_who_has_earned_one_since_is_proposed(attended, workshop):
    issuing.issue_one(registration=attended())
    late = attended(halves="am")
    assert open_ones(workshop) == []

    mark(late, "pm")

    assert open_ones(workshop) == [(Change.EARNED, late.person_id, "participation")]


def test_who_would_not_get_it_now_is_proposed_and_keeps_it(attended, workshop):
    registration = attended()
    certificate = issuing.issue_one(registration=registration)

    absent(registration, "pm")

    assert open_ones(workshop) == [(Change.LOST, registration.person_id, "participation")]
    certificate.refresh_from_db()
    assert certificate.state == CertificateState.VALID


def test_who_left_the_workshop_is_proposed(attended, workshop):
    registration = attended()
    issuing.issue_one(registration=registration)

    registration.state = RegistrationState.WITHDRAWN
    registration.save()

    [proposal] = late_changes(workshop).open
    assert (proposal.change, proposal.reason) == (
        Change.LOST,
        "Not approved (Withdrawn): not eligible",
    )


def test_other_hours_are_proposed_and_replaced(attended, workshop, organiser):
    give(workshop, "attendance", share=50)
    registration = attended(halves="am")
    old = issuing.issue(**of(registration, "attendance"))
    mark(registration, "pm")
    [proposal] = [one for one in late_changes(workshop).open if one.kind.key == "attendance"]
    assert proposal.change == Change.OTHER
    assert proposal.reason == "The sheet says 1 hour 30 minutes; attended were 3 hours."

    settling.settle_by_replacing(
        workshop=workshop,
        person=registration.person_id,
        kind="attendance",
        mark=proposal.mark,
        reason="Marked late",
        by=organiser,
    )

    old.refresh_from_db()
    assert old.state == CertificateState.REPLACED
    assert old.replaced_by.wording["attended_minutes"] == 180
    assert open_ones(workshop) == []


def test_result_that_was_corrected_is_proposed(attended, workshop, organiser):
    give(workshop, "completion")
    registration = attended()
    keep_results(workshop=workshop, results={registration.pk: 80}, by=organiser)
    issuing.issue(**of(registration, "completion"))

    keep_results(workshop=workshop, results={registration.pk: 40}, by=organiser)

    assert open_ones(workshop) == [(Change.LOST, registration.person_id, "completion")]


def test_released_agenda_that_names_another_session_is_proposed(workshop, agenda):
    give(workshop, "appreciation")
    part = AppearanceFactory(item=agenda[0], speaker__workshop=workshop)
    released(workshop)
    person = part.speaker.person
    issuing.issue(workshop=workshop, person=person, kind="appreciation")
    AppearanceFactory(item=agenda[1], speaker=part.speaker)
    assert open_ones(workshop) == []

    released(workshop)

    assert open_ones(workshop) == [(Change.OTHER, person.pk, "appreciation")]


def test_issuing_settles_it(attended, workshop, organiser):
    issuing.issue_one(registration=attended())
    late = attended()

    settling.settle_by_issuing(**about(workshop), by=organiser)

    assert open_ones(workshop) == []
    assert Certificate.objects.living().filter(person=late.person).exists()


def test_revoking_settles_it_and_needs_a_reason(attended, workshop, organiser):
    registration = attended()
    issuing.issue_one(registration=registration)
    absent(registration, "pm")

    with pytest.raises(settling.RuleBroken):
        settling.settle_by_revoking(**about(workshop), reason=" ", by=organiser)
    settling.settle_by_revoking(**about(workshop), reason="Was not there", by=organiser)

    assert open_ones(workshop) == []
    assert Certificate.objects.get().state == CertificateState.REVOKED


def test_kept_is_not_proposed_again_until_it_changes_again(attended, workshop, organiser):
    registration = attended()
    issuing.issue_one(registration=registration)
    absent(registration, "pm")

    settling.keep(**about(workshop), note="He was ill", by=organiser)

    late = late_changes(workshop)
    assert late.open == []
    assert [(note.note, note.by) for _proposal, note in late.kept] == [("He was ill", organiser)]
    absent(registration, "am")
    assert open_ones(workshop) == [(Change.LOST, registration.person_id, "participation")]


def test_who_was_left_without_is_not_in_the_next_batch(attended, workshop, organiser):
    issuing.issue_one(registration=attended())
    late = attended()
    assert (late.person_id, "participation") in waiting_for_issue(workshop)

    settling.keep(**about(workshop), note="Asked for none", by=organiser)

    assert (late.person_id, "participation") not in waiting_for_issue(workshop)
    deciding.waive(**of(late), reason="Asked after all", by=organiser)
    assert (late.person_id, "participation") in waiting_for_issue(workshop)


@pytest.mark.parametrize("act", ["issue", "replace", "revoke", "keep"])
def test_what_has_changed_since_it_was_shown_is_looked_at_again(
    organiser_client, workshop, attended, act
):
    registration = attended()
    issuing.issue_one(registration=registration)
    absent(registration, "pm")
    shown = about(workshop)
    absent(registration, "am")

    answer = organiser_client.post(
        reverse("certificates:settle", args=[workshop.slug]),
        {**shown, "workshop": "", "choice": act, "reason": "As shown"},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This has changed in the meantime. Look at it again." in page
    assert "As shown" in page
    assert Certificate.objects.get().state == CertificateState.VALID
    assert not KeptDifference.objects.exists()


def test_page_proposes_and_keeps_with_a_note(organiser_client, workshop, attended):
    registration = attended()
    issuing.issue_one(registration=registration)
    absent(registration, "pm")
    where = reverse("certificates:late", args=[workshop.slug])
    sent = {**about(workshop), "workshop": "", "choice": "keep"}

    page = organiser_client.get(where).content.decode()
    refused = organiser_client.post(f"{where}settle/", {**sent, "reason": ""})
    organiser_client.post(f"{where}settle/", {**sent, "reason": "He was ill"})

    assert "1 change to decide" in page and "1 of 2 half-days" in page
    assert refused.status_code == 422
    assert "Say why it stays as it is: the note is kept." in refused.content.decode()
    assert "He was ill" in organiser_client.get(where).content.decode()


def test_overview_asks_for_a_decision(organiser_client, workshop, attended):
    registration = attended()
    issuing.issue_one(registration=registration)
    absent(registration, "pm")

    page = organiser_client.get(reverse("pages:overview", args=[workshop.slug])).content.decode()

    assert "1 certificate does not agree any more with what is known now: decide." in page


def test_same_queries_for_one_change_and_three(workshop, attended, django_assert_num_queries):
    def add():
        registration = attended()
        issuing.issue_one(registration=registration)
        absent(registration, "pm")

    add()
    with django_assert_num_queries(11) as first:
        late_changes(workshop)
    add(), add()

    with django_assert_num_queries(len(first)):
        assert len(late_changes(workshop).open) == 3
