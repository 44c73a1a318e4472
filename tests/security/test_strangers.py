"""What strangers may try, and how often."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.urls import reverse

from mail.models import Message
from participants.links import token_of
from participants.models import Registration
from tests.factories import CertificateFactory, RegistrationFactory
from workshops.models import Workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_form(workshop):
    Workshop.objects.update(open_registration=True)
    return reverse("participants:register_openly", args=[workshop.slug])


def typed(**changes):
    fields = {
        "given_names": "Ana",
        "family_name": "Beridze",
        "email": "ana@example.org",
        "agency": "Police",
    }
    return {**fields, **changes}


def test_open_form_answers_alike_for_known_and_unknown_addresses(client, workshop, open_form):
    answers = []
    for state in ("nominated", "invited", "approved", "withdrawn", "rejected", "declined"):
        known = RegistrationFactory(workshop=workshop, state=state)
        answers.append(client.post(open_form, typed(email=known.person.email)))
    answers.append(client.post(open_form, typed(email="new@example.org")))

    assert {(one.status_code, one["Location"]) for one in answers} == {
        (302, reverse("participants:register_openly_sent", args=[workshop.slug]))
    }


@pytest.mark.parametrize(
    "name", ["Win https://evil.example", "www.evil.example", "evil.com", "a@b", "<b>"]
)
@pytest.mark.parametrize("field", ["given_names", "family_name"])
def test_nobody_advertises_in_our_messages(client, open_form, field, name):
    answer = client.post(open_form, typed(**{field: name}))

    assert answer.status_code == 422
    assert Message.objects.count() == 0


@pytest.mark.parametrize(
    "name", ["J. R.", "Jean-Luc", "O’Brien", "Д. С.", "Dr.Ana", "J.Robert", "Müller jr."]
)
def test_real_names_are_taken(client, open_form, name):
    assert client.post(open_form, typed(given_names=name)).status_code == 302


@pytest.mark.usefixtures("standing_clock")
def test_one_certificate_takes_few_names_from_many_addresses(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    wording = {
        "name": "Ana Beridze", "workshop_title": "W", "starts_on": "2030-12-12",
        "ends_on": "2030-12-13", "city": "", "country": "", "minutes": 60, "organisers": [],
    }  # fmt: skip
    certificate = CertificateFactory(wording=wording)
    Workshop.objects.update(name_at_verification="match")
    page = reverse("certificates:verify", args=[certificate.code])

    statuses = [
        client.post(page, {"name": f"X{n}"}, headers={"X-Forwarded-For": f"10.0.0.{n}"}).status_code
        for n in range(31)
    ]

    assert set(statuses[:30]) == {200}
    assert statuses[30] == 429


def test_personal_pages_are_for_no_search_engine(client):
    registration = RegistrationFactory(state="invited")

    answer = client.get(f"/r/{token_of(registration)}/registration/")

    assert answer["X-Robots-Tag"] == "noindex, nofollow"


def test_nul_in_a_text_breaks_nothing(client, workshop, organiser):
    registration = RegistrationFactory(workshop=workshop, state="invited")
    client.post(f"/r/{token_of(registration)}/leave/", {"reason": "a\0b"})
    client.force_login(organiser)
    listed = client.post(
        reverse("participants:registrations", args=[workshop.slug]), {"search": "a\0b"}
    )

    assert Registration.objects.get(pk=registration.pk).state_reason == "ab"
    assert listed.status_code == 200
    assert "\0" not in listed.context["search"]


def test_production_names_its_hosts(tmp_path):
    clean = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    production = {
        "PRODUCTION": "1",
        "SECRET_KEY": "k" * 60,
        "SITE_URL": "https://rollcall.example",
        "ALLOWED_HOSTS": "*",
        "DATA_DIR": str(tmp_path),
    }

    answer = subprocess.run(
        [sys.executable, "-c", "import config.settings"],
        cwd=Path(__file__).resolve().parent.parent.parent,
        env={**clean, **production},
        capture_output=True,
        text=True,
    )

    assert answer.returncode != 0
    assert "ALLOWED_HOSTS" in answer.stderr
