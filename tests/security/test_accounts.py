"""Accounts of others, and links that must not lead to others' hosts."""

import pytest
from allauth.account.models import EmailAddress
from allauth.core.context import request_context
from django.test import RequestFactory
from django.urls import reverse

from mail.adapter import QueueingAccountAdapter
from mail.models import Message
from tests.factories import UserFactory
from workshops.actions.staffing import StaffingRefused, add_member
from workshops.roles import Role

pytestmark = pytest.mark.django_db


def test_address_that_nobody_has_proved_gets_no_role(workshop, organiser):
    """Anyone can sign up with a colleague's address and wait for the role and the colleague."""
    squatter = UserFactory(email="colleague@example.org")
    EmailAddress.objects.filter(user=squatter).update(verified=False)

    with pytest.raises(StaffingRefused) as refused:
        add_member(
            workshop=workshop,
            email="colleague@example.org",
            role=Role.ASSISTANT,
            in_whole_project=False,
            by=organiser,
        )

    assert refused.value.field == "email"
    assert squatter.team_roles.count() == 0


@pytest.mark.parametrize("is_secure", [True, False])
def test_links_in_account_mail_lead_home_whatever_host_was_asked(settings, is_secure):
    settings.SITE_URL = "https://rollcall.example.org"
    settings.ALLOWED_HOSTS = ["*"]
    request = RequestFactory().get("/", headers={"Host": "evil.example"}, secure=is_secure)
    links = {
        "password_reset_url": "https://evil.example/accounts/password/reset/key/1-a/",
        "signup_url": "http://evil.example/accounts/signup/",
        "code": "ABC123",
    }

    with request_context(request):
        context = QueueingAccountAdapter()._at_home(links)

    assert context == {
        "password_reset_url": "https://rollcall.example.org/accounts/password/reset/key/1-a/",
        "signup_url": "https://rollcall.example.org/accounts/signup/",
        "code": "ABC123",
    }


def test_reset_asked_through_a_foreign_host_links_home(client, settings):
    settings.SITE_URL = "https://rollcall.example.org"
    user = UserFactory()

    client.post(
        reverse("account_reset_password"), {"email": user.email}, headers={"Host": "evil.example"}
    )

    body = Message.objects.get().body
    assert "evil.example" not in body
    assert "https://rollcall.example.org/accounts/password/reset/key/" in body


def test_signing_in_gives_the_session_a_new_key(client):
    user = UserFactory()
    client.get(reverse("account_login"))
    session = client.session
    session["planted"] = "x"
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted

    client.post(
        reverse("account_login"), {"login": user.email, "password": "correct horse battery"}
    )

    assert client.session["_auth_user_id"] == str(user.pk)
    assert client.session.session_key != planted


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example"])
@pytest.mark.parametrize("name", ["account_login", "accounts:set_language"])
def test_next_leads_to_no_other_site(client, name, target):
    user = UserFactory()

    answer = client.post(
        reverse(name),
        {
            "login": user.email,
            "password": "correct horse battery",
            "language": "fr",
            "next": target,
        },
    )

    assert answer.status_code == 302
    assert "evil" not in answer["Location"]


def test_unknown_and_known_addresses_get_the_same_answer(client):
    user = UserFactory()
    page = reverse("account_reset_password")

    known = client.post(page, {"email": user.email})
    unknown = client.post(page, {"email": "nobody@example.org"})

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert Message.objects.count() == 2
