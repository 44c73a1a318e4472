"""The list, the batch's button and one person's page."""

import pytest
from django.urls import reverse

from certificates.actions import issuing
from certificates.models import Certificate, Decision
from certificates.states import CertificateState
from jobs.models import Job
from participants.models import ProtectedLook
from sessions.models import Attendance
from tests.certificates.conftest import of
from tests.downloads import read
from tests.factories import PersonFactory, TeamMemberFactory, WorkshopFactory
from workshops.roles import Role

pytestmark = pytest.mark.django_db


def url(name, workshop, *args):
    return reverse(f"certificates:{name}", args=[workshop.slug, *args])


def whom(registration):
    return registration.person_id, "participation"


def signed_in(client, workshop, role):
    client.force_login(TeamMemberFactory(workshop=workshop, role=role).user)
    return client


@pytest.fixture
def certificate(attended, workshop, run_jobs):
    registration = attended(person=PersonFactory(given_names="Ana", family_name="Beridze"))
    issuing.start_batch(workshop=workshop)
    run_jobs()
    return Certificate.objects.get(registration=registration)


def test_list_says_who_gets_what_and_why_before_anything_is_issued(
    organiser_client, workshop, attended
):
    attended(person=PersonFactory(family_name="Present"))
    attended(person=PersonFactory(family_name="Late"), halves="pm")

    page = organiser_client.get(url("list", workshop)).content.decode()

    assert "2 of 2 half-days, 80 % required: eligible" in page
    assert "1 of 2 half-days, 80 % required: not eligible" in page
    assert "Issue 1 certificate" in page


@pytest.mark.parametrize("show", ["all", "waiting", "issued", "not-eligible"])
def test_list_takes_the_same_queries_for_one_and_three(
    organiser_client, workshop, attended, django_assert_num_queries, run_jobs, show
):
    def look():
        with CaptureQueriesContext(connection) as queries:
            assert organiser_client.get(f"{url('list', workshop)}?show={show}").status_code == 200
        return len(queries)

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def add():
        attended(), attended(halves="am")
        issuing.issue_one(registration=attended())
        issuing.issue_one(registration=attended(is_protected=True, alias="Guest"))

    add()
    look()
    with_one = look()
    add(), add()

    assert look() == with_one


def test_empty_list_says_what_to_do(organiser_client, workshop):
    page = organiser_client.get(url("list", workshop)).content.decode()

    assert "Nobody is registered yet" in page


def test_issue_button_starts_one_batch_however_often_it_is_pressed(
    organiser_client, workshop, attended
):
    attended()

    first = organiser_client.post(url("issue", workshop), follow=True)
    organiser_client.post(url("issue", workshop))

    assert Job.objects.count() == 1
    assert "0 of 2" in first.content.decode()


def test_progress_panel_ends_by_loading_the_page_anew(
    organiser_client, workshop, attended, run_jobs
):
    attended()
    organiser_client.post(url("issue", workshop))

    running = organiser_client.get(url("progress", workshop))
    run_jobs()
    over = organiser_client.get(url("progress", workshop))

    assert "HX-Refresh" not in running.headers
    assert over.headers["HX-Refresh"] == "true"


def test_no_decision_is_asked_for_while_certificates_are_being_made(
    organiser_client, workshop, attended, run_jobs
):
    attended()
    organiser_client.post(url("issue", workshop))
    late = attended()
    issuing.issue_one(registration=late)  # the batch, half done

    running = organiser_client.get(url("list", workshop)).content.decode()
    run_jobs()
    Attendance.objects.filter(registration=late).delete()
    over = organiser_client.get(url("list", workshop)).content.decode()

    assert "since certificates were issued" not in running
    assert "since certificates were issued" in over


def test_issue_with_nobody_eligible_says_so(organiser_client, workshop):
    page = organiser_client.post(url("issue", workshop), follow=True)

    assert "Nobody is eligible for a certificate yet." in page.content.decode()


def test_failed_item_is_shown_with_its_sentence(organiser_client, workshop, attended, run_jobs):
    attended(person=PersonFactory(given_names="Ana 🐙", family_name="Beridze"))
    organiser_client.post(url("issue", workshop))
    run_jobs()

    page = organiser_client.get(url("list", workshop)).content.decode()

    assert "No font here has the character “🐙” (U+1F419) of the certificate for Ana 🐙" in page


def test_protected_person_goes_by_the_alias(organiser_client, workshop, attended):
    person = PersonFactory(given_names="Secret", family_name="Name")
    attended(person=person, is_protected=True, alias="Guest 7")

    page = organiser_client.get(url("list", workshop)).content.decode()

    assert "Guest 7" in page
    assert "Secret" not in page


def test_waiver_is_recorded_from_the_form(organiser_client, organiser, workshop, attended):
    registration = attended(halves=())
    data = {
        "decision-participation-effect": "waiver",
        "decision-participation-reason": "Spoke instead",
    }

    answer = organiser_client.post(url("decide", workshop, *whom(registration)), data)

    assert answer.status_code == 302
    decision = Decision.objects.get()
    assert (decision.effect, decision.reason, decision.by) == ("waiver", "Spoke instead", organiser)


def test_decision_without_reason_comes_back_as_typed(organiser_client, workshop, attended):
    registration = attended(halves=())

    answer = organiser_client.post(
        url("decide", workshop, *whom(registration)),
        {"decision-participation-effect": "exclusion"},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Say why: the reason is kept." in page
    assert 'value="exclusion"' in page and "checked" in page


def test_decision_is_withdrawn(organiser_client, organiser, workshop, attended):
    registration = attended()
    Decision.objects.create(**of(registration), effect="waiver", reason="R", by=organiser)

    organiser_client.post(url("decide", workshop, *whom(registration)), {"withdraw": "1"})

    assert not Decision.objects.exists()


def test_replacing_from_the_form_after_the_name_was_corrected(
    organiser_client, workshop, certificate
):
    person = certificate.registration.person
    person.name_on_certificate = "Anna Beridze"
    person.save()
    page = organiser_client.get(url("person", workshop, certificate.person_id))

    organiser_client.post(
        url("replace", workshop, certificate.pk),
        {"replace-participation-language": "en", "replace-participation-reason": "Misspelt"},
    )

    certificate.refresh_from_db()
    assert "Anna Beridze" in page.content.decode()
    assert certificate.state == CertificateState.REPLACED
    assert certificate.replaced_by.wording["name"] == "Anna Beridze"


def test_replacing_by_the_same_words_comes_back_with_the_sentence(
    organiser_client, workshop, certificate
):
    answer = organiser_client.post(
        url("replace", workshop, certificate.pk),
        {"replace-participation-language": "en", "replace-participation-reason": "Just so"},
    )

    assert answer.status_code == 422
    assert "would say the same" in answer.content.decode()
    assert "Just so" in answer.content.decode()


def test_revoking_from_the_form(organiser_client, organiser, workshop, certificate):
    organiser_client.post(
        url("revoke", workshop, certificate.pk), {"revoke-participation-reason": "Was not there"}
    )

    certificate.refresh_from_db()
    assert (certificate.state, certificate.revoked_by) == (CertificateState.REVOKED, organiser)


def test_downloads_are_named_by_number(organiser_client, workshop, certificate):
    one = organiser_client.get(url("sheet", workshop, certificate.pk))
    merged = organiser_client.get(url("print_file", workshop, workshop.print_files.get().pk))

    prefix = workshop.slug.upper()
    assert one.headers["Content-Disposition"] == f'attachment; filename="{prefix}-0001.pdf"'
    assert one.headers["Cache-Control"] == "no-store"
    assert b"".join(one.streaming_content).startswith(b"%PDF-")
    assert b"".join(merged.streaming_content).startswith(b"%PDF-")


def test_sheet_of_a_protected_person_is_for_named_staff_and_each_look_is_noted(
    client, organiser, workshop, certificate
):
    registration = certificate.registration
    registration.is_protected, registration.alias = True, "Guest 7"
    registration.save()

    signed_in(client, workshop, Role.CERTIFICATE_STAFF)
    refused = client.get(url("sheet", workshop, certificate.pk))
    page = client.get(url("person", workshop, registration.person_id)).content.decode()
    client.force_login(organiser)
    answer = client.get(url("sheet", workshop, certificate.pk))
    read(answer)

    assert refused.status_code == 404
    assert "Beridze" not in page
    assert answer.status_code == 200
    assert [look.by for look in ProtectedLook.objects.all()] == [organiser]


GET = ["list", "progress", "person", "sheet", "print_file"]
GET += ["kinds", "add_kind", "naming", "results"]
POST = ["issue", "decide", "replace", "revoke"]
# What door staff, donors and people of other workshops must never reach.
FORBIDDEN = {
    Role.DOOR_STAFF: GET + POST,
    Role.DONOR: GET + POST,
    Role.ASSISTANT: [*POST, "kinds", "add_kind", "naming"],
    Role.CERTIFICATE_STAFF: ["decide", "kinds", "add_kind", "naming", "results"],
}


def addresses(workshop, certificate):
    keys = {
        "person": [certificate.person_id],
        "decide": [certificate.person_id, certificate.kind],
        "naming": ["thanks"],
        "sheet": [certificate.pk],
        "replace": [certificate.pk],
        "revoke": [certificate.pk],
        "print_file": [workshop.print_files.get().pk],
    }
    return {name: url(name, workshop, *keys.get(name, [])) for name in GET + POST}


def asked(client, name, address):
    return client.get(address) if name in GET else client.post(address)


def test_anonymous_is_asked_to_sign_in(client, workshop, certificate):
    for name, address in addresses(workshop, certificate).items():
        answer = asked(client, name, address)

        assert answer.status_code == 302, name
        assert answer.headers["Location"].startswith("/accounts/login/"), name


def test_stranger_gets_404(client, stranger, workshop, certificate):
    client.force_login(stranger)
    for name, address in addresses(workshop, certificate).items():
        assert asked(client, name, address).status_code == 404, name


def test_organiser_of_another_workshop_gets_404(client, workshop, certificate):
    signed_in(client, WorkshopFactory(), Role.ORGANISER)
    for name, address in addresses(workshop, certificate).items():
        assert asked(client, name, address).status_code == 404, name


@pytest.mark.parametrize("role", list(FORBIDDEN))
def test_wrong_role_gets_404(client, workshop, certificate, role):
    signed_in(client, workshop, role)
    for name, address in addresses(workshop, certificate).items():
        if name in FORBIDDEN[role]:
            assert asked(client, name, address).status_code == 404, name


def test_other_workshops_rows_are_not_reached_through_ones_own(client, workshop, certificate):
    other = WorkshopFactory()
    signed_in(client, other, Role.ORGANISER)

    for name in ["person", "sheet", "replace", "revoke", "decide"]:
        address = addresses(workshop, certificate)[name].replace(workshop.slug, other.slug)
        assert asked(client, name, address).status_code == 404, name
