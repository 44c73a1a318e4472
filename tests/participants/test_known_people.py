"""Staff who type a name that reads alike are asked whether it is somebody they know."""

import pytest
from django.urls import reverse

from participants.models import DistinctPair, Person, Registration
from sessions.models import Speaker
from tests.factories import PersonFactory, RegistrationFactory, SpeakerFactory, WorkshopFactory
from workshops.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def known(workshop, organiser):
    """Somebody of another workshop whose people ``organiser`` sees."""
    other = WorkshopFactory(title="Workshop in Chișinău")
    other.team.create(project=other.project, user=organiser, role=Role.ASSISTANT)
    person = PersonFactory(given_names="Natalia", family_name="Boiko", email="n@example.org")
    return RegistrationFactory(workshop=other, person=person, agency="Police of Moldova").person


@pytest.fixture
def add(organiser_client, workshop):
    def post(**values):
        typed = {"given_names": "Наталія", "family_name": "Бойко", "email": "new@example.org"}
        url = reverse("participants:add_registration", args=[workshop.slug])
        return organiser_client.post(url, typed | values)

    return post


@pytest.fixture
def add_speaker(organiser_client, workshop):
    def post(**values):
        typed = {"given_names": "Наталія", "family_name": "Бойко", "agency": "Police"}
        return organiser_client.post(
            reverse("agenda:speakers", args=[workshop.slug]), typed | values
        )

    return post


def test_participant_who_reads_alike_is_asked_about_first(add, workshop, known):
    answer = add()

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Somebody reads alike. Say who it is." in text
    assert "Natalia Boiko · n@example.org · Police of Moldova · Workshop in Chișinău" in text
    assert not workshop.registrations.exists()


def test_known_record_is_used_as_it_is(add, workshop, known):
    add(known=known.pk)

    registration = workshop.registrations.get()
    known.refresh_from_db()
    assert registration.person == known
    assert (known.given_names, known.email) == ("Natalia", "n@example.org")


def test_somebody_else_is_a_new_record_and_remembered(add, workshop, known, organiser):
    add(known="new")

    person = workshop.registrations.get().person
    pair = DistinctPair.objects.get()
    assert person != known
    assert ({pair.first, pair.second}, pair.by) == ({person, known}, organiser)


def test_address_of_the_known_record_may_not_be_in_use_here(add, workshop, known):
    RegistrationFactory(workshop=workshop, person=PersonFactory(email="N@example.org"))

    answer = add(known=known.pk)

    assert "already in use in this workshop" in answer.content.decode()
    assert workshop.registrations.count() == 1


def test_nobody_is_asked_about_strangers_protected_people_and_other_names(add, workshop, known):
    Registration.objects.filter(person=known).update(is_protected=True, alias="Delegate 7")
    RegistrationFactory(person=PersonFactory(given_names="Natalia", family_name="Boiko"))

    add()

    assert workshop.registrations.count() == 1
    assert Person.objects.count() == 3


def test_record_that_was_not_offered_cannot_be_chosen(add, workshop, known):
    stranger = RegistrationFactory().person

    assert add(known=stranger.pk).status_code == 422
    assert not workshop.registrations.exists()


def test_speaker_who_reads_alike_is_asked_about_and_used_again(add_speaker, workshop, known):
    assert add_speaker().status_code == 422
    assert not Speaker.objects.exists()

    add_speaker(known=known.pk)

    speaker = Speaker.objects.get()
    assert (speaker.person, speaker.agency) == (known, "Police")


def test_speaker_of_another_agenda_is_offered_too(add_speaker, workshop, organiser):
    elsewhere = SpeakerFactory(
        workshop__project=workshop.project,
        person=PersonFactory(given_names="Natalia", family_name="Boiko"),
    )
    elsewhere.workshop.team.create(
        project=workshop.project, user=organiser, role=Role.CERTIFICATE_STAFF
    )

    add_speaker(known="new")

    assert Speaker.objects.filter(workshop=workshop).get().person != elsewhere.person
    assert DistinctPair.objects.count() == 1
