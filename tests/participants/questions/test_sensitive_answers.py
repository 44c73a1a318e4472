"""Passports, emergency contacts, health and own questions are read by those who need them alone."""

import csv
import io

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from participants.actions.keeping_questions import switch_on
from participants.listing import SENSITIVE
from participants.models import Answer, AnswerChange
from participants.questions.catalogue import BUILT_IN
from tests.downloads import read
from tests.factories import RegistrationFactory, TeamMemberFactory
from workshops.roles import PERMISSIONS, Role, permissions_of

pytestmark = pytest.mark.django_db

SECRETS = ("AB123456", "Aunt Nino", "no peanuts", "ramp at the door", "I was once in prison")
SEEING = sorted(role for role in Role if "registration.view" in permissions_of({role}))


@pytest.fixture
def registration(workshop, organiser, ask):
    """Somebody with a secret of each kind, and with a unit, which is none."""
    found = RegistrationFactory(
        workshop=workshop, dietary_needs=SECRETS[2], access_needs=SECRETS[3], state="submitted"
    )
    said = {
        switch_on(workshop=workshop, key="passport_number", by=organiser): SECRETS[0],
        switch_on(workshop=workshop, key="emergency_name", by=organiser): SECRETS[1],
        switch_on(workshop=workshop, key="unit", by=organiser): "Unit 7",
        ask("Anything else?"): SECRETS[4],
    }
    for question, value in said.items():
        Answer.objects.create(registration=found, question=question, value=value)
    AnswerChange.objects.create(
        registration=found, question_key="passport_number", actor="user", old="XY999999", new="AB"
    )
    return found


def client_of(client, workshop, role):
    client.force_login(TeamMemberFactory(workshop=workshop, role=role).user)
    return client


def may(role):
    return SENSITIVE in permissions_of({role})


def test_organisers_and_assistants_alone_read_them():
    assert PERMISSIONS[SENSITIVE] == {Role.ORGANISER, Role.ASSISTANT}
    assert {key for key, question in BUILT_IN.items() if question.is_sensitive} == {
        "birth_date", "nationality", "passport_number", "passport_expires_on",
        "emergency_name", "emergency_phone", "emergency_relation",
        "dietary_needs", "access_needs",
    }  # fmt: skip


@pytest.mark.parametrize("role", SEEING)
def test_page_of_a_person(client, workshop, registration, role):
    address = reverse("participants:registration", args=[workshop.slug, registration.pk])

    page = client_of(client, workshop, role).get(address).content.decode()

    assert {secret for secret in (*SECRETS, "XY999999") if secret in page} == (
        {*SECRETS, "XY999999"} if may(role) else set()
    )
    assert "Unit 7" in page


@pytest.mark.parametrize("role", SEEING)
def test_columns_of_the_list_and_of_its_files(client, workshop, registration, role):
    asked = "columns=food&columns=answer-passport_number&columns=answer-q1&columns=answer-unit"
    address = reverse("participants:registrations", args=[workshop.slug])
    client = client_of(client, workshop, role)

    page = client.get(f"{address}?{asked}").content.decode()
    text = read(client.get(f"{address}list.csv?{asked}")).decode("utf-8-sig")

    shown = {SECRETS[0], SECRETS[2], SECRETS[4]} if may(role) else set()
    assert {secret for secret in SECRETS if secret in page} == shown
    assert {secret for secret in SECRETS if secret in text} == (
        shown | {SECRETS[3]} if may(role) else set()
    )
    headings = next(csv.reader(io.StringIO(text)))
    assert ("Access needs" in headings, "Food" in headings) == (may(role), may(role))
    assert "Unit 7" in page
    assert "Unit 7" in text


@pytest.mark.parametrize("role", sorted(Role))
def test_files_that_were_answered(client, workshop, registration, ask, role):
    question = ask("A copy of your passport", kind="file")
    answer = Answer(
        registration=registration,
        question=question,
        value="passport.pdf",
        media_type="application/pdf",
    )
    answer.file.save("passport.pdf", ContentFile(b"%PDF-1.7"))
    address = reverse("participants:answer_file", args=[workshop.slug, registration.pk, "q2"])

    response = client_of(client, workshop, role).get(address)

    assert response.status_code == (200 if may(role) else 404)
    assert (read(response) == b"%PDF-1.7") == may(role)
