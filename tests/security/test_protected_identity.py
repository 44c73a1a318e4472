"""Where the name or address of a protected person could come through by a back door."""

import smtplib

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from certificates.models import PrintFile
from mail import delivery
from mail.models import Message
from participants.actions.nominating import nominate
from participants.actions.protecting import protect
from participants.actions.sending_links import send_registration_link
from participants.protocol import registrations_in_protocol_order
from participants.rules import AlreadyRegistered
from sessions.actions.adding_speakers import AlreadySpeaks, add_speaker
from tests.downloads import read
from tests.factories import (
    CertificateFactory,
    PersonFactory,
    RegistrationFactory,
    SpeakerFactory,
    TeamMemberFactory,
)
from workshops.roles import Role

pytestmark = pytest.mark.django_db

ALIAS = "Delegate 7"


@pytest.fixture
def registration(workshop):
    person = PersonFactory(
        given_names="Zviad", family_name="Qipiani", email="zviad.qipiani@police.example"
    )
    return RegistrationFactory(workshop=workshop, person=person, state="invited")


@pytest.fixture
def assistant_client(client, workshop):
    client.force_login(TeamMemberFactory(workshop=workshop, role=Role.ASSISTANT).user)
    return client


def gives_away(answer):
    page = answer.content.decode().lower()
    return [part for part in ("zviad", "qipiani") if part in page]


@pytest.mark.parametrize("is_protected_first", [True, False])
def test_outbox_shows_neither_name_nor_address(
    organiser_client, organiser, registration, is_protected_first
):
    if is_protected_first:
        protect(registration=registration, alias=ALIAS, by=organiser)
        send_registration_link(registration=registration)
    else:
        send_registration_link(registration=registration)
        Message.objects.update(subject="To Zviad Qipiani")
        protect(registration=registration, alias=ALIAS, by=organiser)
    message = Message.objects.get()

    listed = organiser_client.get(reverse("mail:outbox"))
    page = organiser_client.get(reverse("mail:message", args=[message.pk]))

    assert (gives_away(listed), gives_away(page)) == ([], [])
    assert ALIAS in listed.content.decode()
    assert ALIAS in page.content.decode()


def test_reason_of_a_failure_repeats_no_address(registration, settings, monkeypatch):
    settings.EMAIL_URL = "smtp://x"
    send_registration_link(registration=registration)
    words = b"<Zviad.Qipiani@police.example>: no such user"
    refusal = smtplib.SMTPRecipientsRefused({"x": (550, words)})
    monkeypatch.setattr(
        "django.core.mail.EmailMessage.send", lambda self: (_ for _ in ()).throw(refusal)
    )

    with pytest.raises(delivery.Refused) as refused:
        delivery.deliver(Message.objects.get())

    assert "iani" not in refused.value.sentence
    assert "no such user" in refused.value.sentence


def test_finding_the_alias_by_the_real_name_is_a_look(client, organiser, registration):
    protect(registration=registration, alias=ALIAS, by=organiser)
    client.force_login(organiser)

    by_alias = client.post(reverse("pages:search"), {"q": "delegate"})
    looks_before = list(registration.looks.all())
    by_name = client.post(reverse("pages:search"), {"q": "qipiani"})

    assert ALIAS in by_alias.content.decode()
    assert ALIAS in by_name.content.decode()
    assert looks_before == []
    assert [look.by for look in registration.looks.all()] == [organiser]


def test_place_in_a_list_tells_no_name(registration, organiser):
    protect(registration=registration, alias=ALIAS, by=organiser)
    others = [
        RegistrationFactory(
            workshop=registration.workshop,
            delegation=registration.delegation,
            person__family_name=name,
        )
        for name in ("Abashidze", "Eristavi", "Zurabishvili")
    ]

    ordered = registrations_in_protocol_order([registration, *others], "en")

    assert [one.listed_name for one in ordered] == [
        "Ana Abashidze",
        ALIAS,
        "Ana Eristavi",
        "Ana Zurabishvili",
    ]


def test_print_file_made_before_the_protection_is_not_handed_out(client, organiser, registration):
    certificate = CertificateFactory(registration=registration)
    old = PrintFile.objects.create(
        workshop=registration.workshop,
        file=ContentFile(b"%PDF-", "p.pdf"),
        certificate_ids=[certificate.pk],
    )
    client.force_login(organiser)
    address = reverse("certificates:print_file", args=[registration.workshop.slug, old.pk])

    before = client.get(address)
    read(before)
    protect(registration=certificate.registration, alias=ALIAS, by=organiser)
    after = client.get(address)

    assert (before.status_code, after.status_code) == (200, 404)


def test_address_of_a_protected_person_does_not_tell_the_alias(organiser, registration):
    protect(registration=registration, alias=ALIAS, by=organiser)

    with pytest.raises(AlreadyRegistered) as refused:
        nominate(
            delegation=registration.delegation,
            given_names="Zviad",
            family_name="Qipiani",
            email=registration.person.email.upper(),
        )

    assert ALIAS not in refused.value.sentence
    assert refused.value.field == "email"


def test_name_of_a_protected_speaker_does_not_tell_the_alias(organiser, registration):
    protect(registration=registration, alias=ALIAS, by=organiser)
    SpeakerFactory(workshop=registration.workshop, person=registration.person, agency="Police")

    with pytest.raises(AlreadySpeaks) as refused:
        add_speaker(
            workshop=registration.workshop,
            by=organiser,
            given_names="Zviad",
            family_name="Qipiani",
            agency="Police",
        )

    assert ALIAS not in refused.value.sentence
