"""What every answer carries, and what no request can do."""

import re

import pytest
from django.conf import settings as installed
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from common.throttling import allow
from participants.links import new_link, token_of
from tests.factories import (
    CertificateFactory,
    DelegationFactory,
    FocalPointFactory,
    RegistrationFactory,
)
from tests.test_every_url import example_for, ours

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/", "/nowhere/", "/r/wrong/", "/manage/", "/accounts/login/"])
def test_every_answer_is_kept_from_frames_and_foreign_scripts(client, path):
    answer = client.get(path)

    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cache-Control"] == "no-store" or "no-cache" in answer["Cache-Control"]


def test_error_of_ours_carries_the_policy_too(client, monkeypatch):
    monkeypatch.setattr("pages.views.public.place_of", lambda *a, **k: 1 / 0)
    slug = RegistrationFactory().workshop.slug
    client.raise_request_exception = False

    answer = client.get(f"/workshops/{slug}/")

    assert answer.status_code == 500
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "no-store"


def test_no_page_of_ours_takes_a_post_without_the_token(organiser, workshop):
    client = Client(enforce_csrf_checks=True)
    client.force_login(organiser)
    token = token_of(RegistrationFactory(workshop=workshop))

    taken = []
    for name, entry in ours():
        known = {"slug": workshop.slug, "code": workshop.project.code, "token": token}
        path = reverse(name, kwargs=example_for(entry, **known))
        if client.post(path, {"x": "y"}).status_code != 403:
            taken.append(name)
    cache.clear()

    assert taken == []


def test_body_beyond_the_limit_is_refused_unread(client, settings):
    settings.REQUEST_MAX_BYTES = 1000

    answer = client.post("/language/", {"language": "x" * 2000})

    assert answer.status_code == 413
    assert "too large" in answer.content.decode()
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_limit_lies_above_what_a_field_takes():
    assert installed.REQUEST_MAX_BYTES > 2 * installed.UPLOAD_MAX_BYTES


def test_counts_are_not_pushed_out_by_a_few_hundred_strangers():
    from django.core.cache.backends.locmem import LocMemCache

    from config import settings as own

    assert own.CACHES["default"]["OPTIONS"]["MAX_ENTRIES"] >= 10_000
    assert LocMemCache("x", own.CACHES["default"])._max_entries >= 10_000
    assert allow("somebody", 1, 3600)
    assert not allow("somebody", 1, 3600)


# --- Personal links ---------------------------------------------------------------------------


def personal_addresses(token):
    return [
        reverse(name, kwargs=example_for(entry, token=token))
        for name, entry in ours()
        if getattr(entry.callback, "permission", "") == "by-link"
        and str(entry.pattern).startswith("r/")
    ]


def portal_addresses(token):
    return [
        reverse(name, kwargs=example_for(entry, token=token))
        for name, entry in ours()
        if getattr(entry.callback, "permission", "") == "by-link"
        and str(entry.pattern).startswith("d/")
    ]


def statuses(client, addresses):
    found = set()
    for one in addresses:
        found |= {client.get(one).status_code, client.post(one).status_code}
    return found - {405}


def test_tokens_open_only_what_they_were_made_for(client):
    registration = RegistrationFactory(pk=4711)
    focal_point = FocalPointFactory(
        pk=4711, delegation=registration.delegation, link_nonce=registration.link_nonce
    )

    on_the_portal = statuses(client, portal_addresses(token_of(registration)))
    cache.clear()
    on_the_person = statuses(client, personal_addresses(token_of(focal_point)))
    cache.clear()

    assert on_the_portal == {404}
    assert on_the_person == {404}


def test_replaced_link_opens_nothing(client):
    registration = RegistrationFactory()
    old = token_of(registration)
    new_link(registration)

    assert statuses(client, personal_addresses(old)) == {410}


def test_portal_reaches_no_other_delegations_people(client):
    focal_point = FocalPointFactory()
    other = RegistrationFactory(
        workshop=focal_point.delegation.workshop,
        delegation=DelegationFactory(workshop=focal_point.delegation.workshop),
        state="invited",
    )
    of_a_person = [
        (name, entry) for name, entry in ours() if re.match(r"d/.*people/<int", str(entry.pattern))
    ]

    found = set()
    for name, _entry in of_a_person:
        path = reverse(name, kwargs={"token": token_of(focal_point), "pk": other.pk})
        found |= {client.get(path).status_code, client.post(path).status_code}

    assert len(of_a_person) >= 6
    assert found - {405} == {404}


def test_signed_in_person_gets_no_certificate_of_others(client, stranger):
    certificate = CertificateFactory(wording={"name": "A"})
    client.force_login(stranger)

    assert client.get(f"/my/certificates/{certificate.pk}.pdf").status_code == 404
