"""Participants take their own certificate, by the personal link or signed in."""

import pytest
from django.core.cache import cache

from certificates.actions import issuing, revoking
from certificates.models import Certificate
from participants.links import new_link, token_of
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def certificate(attended, workshop, run_jobs):
    attended()
    issuing.start_batch(workshop=workshop)
    run_jobs()
    return Certificate.objects.get()


def by_link(certificate):
    return f"/r/{token_of(certificate.registration)}/certificate.pdf"


def test_personal_link_downloads_the_certificate(client, certificate):
    answer = client.get(by_link(certificate))

    name = f"{certificate.series.prefix}-0001.pdf"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")


def test_forged_link_is_not_found(client, certificate):
    assert client.get(by_link(certificate).replace("/r/", "/r/x")).status_code == 404


def test_link_that_was_replaced_is_gone_with_a_sentence(client, certificate):
    old = by_link(certificate)
    new_link(certificate.registration)

    answer = client.get(old)

    assert answer.status_code == 410
    assert "replaced by a newer one" in answer.content.decode()


def test_nothing_issued_is_not_found(client, attended):
    registration = attended()

    assert client.get(f"/r/{token_of(registration)}/certificate.pdf").status_code == 404


def test_sheet_not_yet_printed_asks_for_patience(client, attended):
    certificate = issuing.issue_one(registration=attended())

    answer = client.get(by_link(certificate))

    assert answer.status_code == 404
    assert "still being made" in answer.content.decode()


def test_revoked_certificate_is_not_handed_out(client, certificate, organiser):
    revoking.revoke(certificate=certificate, reason="Wrong", by=organiser)

    assert client.get(by_link(certificate)).status_code == 404


def test_owner_by_verified_address_downloads_it(client, certificate):
    client.force_login(UserFactory(email=certificate.registration.person.email.upper()))

    answer = client.get(f"/my/certificates/{certificate.pk}.pdf")

    assert b"".join(answer.streaming_content).startswith(b"%PDF-")


def test_unverified_address_and_strangers_get_404(client, stranger, certificate):
    impostor = UserFactory(email=certificate.registration.person.email)
    impostor.emailaddress_set.update(verified=False)

    for user in (impostor, stranger):
        client.force_login(user)
        assert client.get(f"/my/certificates/{certificate.pk}.pdf").status_code == 404


def test_anonymous_is_asked_to_sign_in(client, certificate):
    answer = client.get(f"/my/certificates/{certificate.pk}.pdf")

    assert answer.headers["Location"].startswith("/accounts/login/")
