"""The export is about one person: what it must not become a way to read."""

import pytest

from mail.kinds import kinds
from mail.models import Message
from participants.actions.inviting import send_letter
from participants.actions.registering import save_facts
from participants.actions.sending_links import send_registration_link
from participants.emails import SENT_TO_A_PERSON, SENT_TO_A_REGISTRATION, TOLD_BY_A_MOVE
from participants.links import token_of
from tests.factories import DelegationFactory, FocalPointFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


def export(client, registration):
    return client.get(f"/r/{token_of(registration)}/data.json").json()


@pytest.fixture
def registration(workshop):
    return RegistrationFactory(workshop=workshop, state="invited")


def test_own_messages_are_in_the_export(client, registration):
    send_registration_link(registration=registration)

    (message,) = export(client, registration)["messages"]

    assert message["kind"] == "registration-link"
    assert token_of(registration) in message["body"]


def test_taking_the_focal_points_address_does_not_show_the_portals_link(client, registration):
    focal_point = FocalPointFactory(delegation=DelegationFactory(workshop=registration.workshop))
    send_letter(focal_point=focal_point, by=None)

    save_facts(registration=registration, values={"email": focal_point.email})

    assert token_of(focal_point) in Message.objects.get().body
    assert export(client, registration)["messages"] == []


def test_taking_the_address_of_somebody_who_left_does_not_show_their_link(client, registration):
    left = RegistrationFactory(workshop=registration.workshop, state="invited")
    send_registration_link(registration=left)
    left.state = "withdrawn"
    left.save(update_fields=["state"])

    save_facts(registration=registration, values={"email": left.person.email})

    assert export(client, registration)["messages"] == []


def test_messages_stay_in_the_export_after_the_address_was_corrected(client, registration):
    send_registration_link(registration=registration)

    save_facts(registration=registration, values={"email": "better@example.org"})

    assert len(export(client, registration)["messages"]) == 1


def test_text_of_a_secret_message_is_left_out(client, registration):
    send_registration_link(registration=registration)
    Message.objects.update(is_secret=True)

    (message,) = export(client, registration)["messages"]

    assert message["body"] == ""


def test_every_kind_that_goes_to_participants_is_looked_for():
    known = {
        *TOLD_BY_A_MOVE,
        *SENT_TO_A_REGISTRATION,
        *SENT_TO_A_PERSON,
        "workshop-cancelled",
    }

    assert {kind.name for kind in kinds()} - known == {"delegation-letter", "delegation-reminder"}
