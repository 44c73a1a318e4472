"""A participant's certificates: all of one person by account, those of a workshop by link."""

import pytest
from django.core.cache import cache

from certificates.actions import issuing, replacing, revoking
from participants.links import token_of
from tests.factories import (
    CertificateFactory,
    PersonFactory,
    RegistrationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def person():
    return PersonFactory(given_names="Ana", family_name="Gelašvili", email="ana@example.org")


@pytest.fixture
def certificate(attended, workshop, run_jobs, person):
    attended(person=person)
    issuing.start_batch(workshop=workshop)
    run_jobs()
    return person.registrations.get().certificates.get()


def by_link(client, certificate):
    return client.get(f"/r/{token_of(certificate.registration)}/").content.decode()


def by_account(client, email="ana@example.org"):
    client.force_login(UserFactory(email=email))
    answer = client.get("/my/certificates/")
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.content.decode()


def test_link_offers_file_badge_credential_and_address(client, certificate):
    page = by_link(client, certificate)

    token = token_of(certificate.registration)
    for form in ("pdf", "svg", "jwt", "json"):
        assert f'href="/r/{token}/certificates/{certificate.pk}.{form}"' in page
    assert f'data-copy="http://127.0.0.1:8000/v/{certificate.grouped_code}/"' in page
    assert "It is valid." in page


def test_everything_that_is_offered_can_be_fetched(client, certificate):
    token = token_of(certificate.registration)
    for form in ("certificate.pdf", "credential.svg", "credential.jwt", "credential.json"):
        answer = client.get(f"/r/{token}/{form}")
        assert answer.status_code == 200, form
        assert answer.getvalue(), form


def test_account_shows_those_of_all_workshops_and_nobody_elses(client, certificate, person):
    other = CertificateFactory(
        registration=RegistrationFactory(person=person),
        wording={"workshop_title": "Another workshop", "dates": "2031", "place": ""},
    )
    strange = CertificateFactory(wording={"workshop_title": "Of a stranger"})

    page = by_account(client)

    assert certificate.printed_number in page
    assert other.printed_number in page
    assert "Another workshop" in page
    assert strange.printed_number not in page
    assert "Of a stranger" not in page


def test_revoked_and_replaced_say_so_and_offer_nothing(
    client, certificate, person, organiser, now, run_jobs
):
    person.name_on_certificate = "Anna Gelašvili"
    person.save()
    new = replacing.replace(certificate=certificate, reason="Misspelt", by=organiser, now=now)
    run_jobs()
    revoking.revoke(certificate=new, reason="Was in prison", by=organiser, now=now)

    for page in (by_link(client, certificate), by_account(client)):
        assert f"On 14 December 2030 certificate {new.printed_number} took its place." in page
        assert "The organisers revoked it on 14 December 2030." in page
        assert "prison" not in page
        assert f"{certificate.pk}.pdf" not in page
        assert "/my/certificates/" + str(new.pk) not in page


def test_protected_holder_has_the_file_and_no_credential(client, certificate):
    registration = certificate.registration
    registration.is_protected, registration.alias = True, "Guest 7"
    registration.save()

    page = by_link(client, certificate)

    assert f"{certificate.pk}.pdf" in page
    assert f"{certificate.pk}.jwt" not in page


def test_unverified_address_shows_nothing(client, certificate):
    impostor = UserFactory(email="ana@example.org")
    impostor.emailaddress_set.update(verified=False)
    client.force_login(impostor)

    page = client.get("/my/certificates/").content.decode()

    assert "No certificate has been issued to you yet" in page
    assert certificate.printed_number not in page


def test_same_queries_for_one_and_three(client, person, django_assert_max_num_queries):
    def queries():
        with django_assert_max_num_queries(30) as captured:
            client.get("/my/certificates/")
        return len(captured)

    client.force_login(UserFactory(email="ana@example.org"))
    said = {"workshop_title": "A", "dates": "2031", "place": ""}
    CertificateFactory(registration=RegistrationFactory(person=person), wording=said)
    one = queries()
    for _ in range(2):
        CertificateFactory(registration=RegistrationFactory(person=person), wording=said)

    assert queries() == one
