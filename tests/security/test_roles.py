"""What roles could reach by sending more than their pages offer."""

import pytest
from django.urls import reverse

from participants.models import StateChange
from tests.factories import DelegationFactory, RegistrationFactory, TeamMemberFactory
from workshops.forms import WorkshopForm
from workshops.models import Workshop
from workshops.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_role(client, workshop):
    def sign_in(role):
        client.force_login(TeamMemberFactory(workshop=workshop, role=role).user)
        return client

    return sign_in


def settings_of(workshop):
    form = WorkshopForm(instance=workshop)
    typed = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in typed.items() if value not in (None, False)}


@pytest.mark.parametrize(("role", "changes"), [(Role.ASSISTANT, False), (Role.ORGANISER, True)])
def test_settings_that_publish_take_the_permission_to(as_role, workshop, role, changes):
    client = as_role(role)
    typed = settings_of(workshop) | {
        "city": "Lviv",
        "agenda_is_public": "on",
        "open_registration": "on",
        "name_at_verification": "full",
    }

    answer = client.post(reverse("workshops:edit", args=[workshop.slug]), typed)

    assert answer.status_code == 302
    saved = Workshop.objects.get(pk=workshop.pk)
    assert saved.city == "Lviv"
    assert (saved.agenda_is_public, saved.open_registration) == (changes, changes)
    assert saved.name_at_verification == ("full" if changes else "initials")


def test_assistant_gives_no_seat_beyond_the_quota(as_role, workshop):
    client = as_role(Role.ASSISTANT)
    delegation = DelegationFactory(workshop=workshop, quota=0)

    answer = client.post(
        reverse("participants:add_registration", args=[workshop.slug]),
        {
            "given_names": "Ana",
            "family_name": "Beridze",
            "delegation": delegation.pk,
            "override_reason": "because",
        },
    )

    assert answer.status_code == 422
    assert delegation.registrations.count() == 0


@pytest.mark.parametrize("role", [Role.ASSISTANT, Role.CERTIFICATE_STAFF, Role.DOOR_STAFF])
def test_decisions_are_the_organisers(as_role, workshop, role):
    registration = RegistrationFactory(workshop=workshop, state="submitted")
    client = as_role(role)

    one = reverse("participants:change_registration_state", args=[workshop.slug, registration.pk])
    many = reverse("participants:decide_many", args=[workshop.slug])

    assert client.post(one, {"to": "approved"}).status_code == 404
    assert client.post(many, {"action": "approve", "chosen": registration.pk}).status_code == 404
    assert StateChange.objects.count() == 0


@pytest.mark.parametrize("role", [Role.ASSISTANT, Role.CERTIFICATE_STAFF])
def test_protected_name_is_not_reached_by_the_form(as_role, workshop, role):
    registration = RegistrationFactory(
        workshop=workshop,
        person__family_name="Qipiani",
        person__email="qipiani@example.org",
        is_protected=True,
        alias="Delegate 7",
    )
    client = as_role(role)
    args = [workshop.slug, registration.pk]
    pages = [
        client.get(reverse("participants:registration", args=args)),
        client.get(reverse("participants:edit_registration", args=args)),
        client.post(reverse("participants:reveal", args=args)),
        client.get(reverse("participants:substitute", args=args)),
        client.get(reverse("participants:registrations", args=args[:1])),
        client.post(reverse("participants:registrations", args=args[:1]), {"search": "qipiani"}),
        client.get(reverse("participants:delegation", args=[args[0], registration.delegation.pk])),
        client.get(reverse("certificates:list", args=args[:1])),
        client.get(reverse("certificates:person", args=args)),
        client.get(reverse("agenda:speakers", args=args[:1])),
        client.get(reverse("agenda:attendance", args=args[:1])),
        client.post(reverse("pages:search"), {"q": "delegate"}),
        client.get(reverse("pages:overview", args=args[:1])),
    ]

    telling = [
        answer.request["PATH_INFO"]
        for answer in pages
        if "qipiani" in answer.content.decode().lower().replace('value="qipiani"', "")
    ]

    assert telling == []
    assert registration.looks.count() == 0
