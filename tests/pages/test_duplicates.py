"""Proposals, their memory, and the pages on which staff decide."""

import pytest
from django.urls import reverse

from pages.duplicates import MOST_WITH_ONE_ADDRESS, explained, proposals_of
from participants.models import DistinctPair, MergeRecord, Person
from tests.factories import (
    PersonFactory,
    RegistrationFactory,
    SpeakerFactory,
    WorkshopFactory,
)
from tests.participants.documents import give_documents
from workshops.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def another(workshop):
    return WorkshopFactory(project=workshop.project)


@pytest.fixture
def leader(workshop, member_of):
    return member_of(workshop, of_project=True)


@pytest.fixture
def pair(workshop, another):
    one = PersonFactory(given_names="Natalia", family_name="Boiko", phone="+380 1")
    other = PersonFactory(given_names="Наталія", family_name="Бойко", title="Colonel")
    RegistrationFactory(workshop=workshop, person=one)
    RegistrationFactory(workshop=another, person=other)
    return one, other


def keys(pair):
    return tuple(person.pk for person in pair)


def url(name, workshop, *people):
    return reverse(f"pages:{name}", args=[workshop.project.code, *(each.pk for each in people)])


def test_names_that_read_alike_are_proposed_with_the_reason(leader, workshop, pair):
    found = proposals_of(workshop.project, leader)

    assert found == [keys(pair)]
    assert explained(found)[0].reasons == ["names read alike: Natalia Boiko ↔ Наталія Бойко"]


def test_participant_and_speaker_of_another_project_are_compared(leader, workshop, member_of):
    one = RegistrationFactory(workshop=workshop).person
    elsewhere = SpeakerFactory(person=PersonFactory(email=one.email.upper()))

    assert proposals_of(workshop.project, leader) == []
    elsewhere.workshop.team.create(
        project=elsewhere.workshop.project, user=leader, role=Role.ASSISTANT
    )
    assert proposals_of(workshop.project, leader) == [(one.pk, elsewhere.person_id)]


def test_protected_people_are_compared_with_nobody(client, leader, workshop, pair):
    pair[0].registrations.update(is_protected=True, alias="Delegate 7")
    client.force_login(leader)

    assert proposals_of(workshop.project, leader) == []
    assert client.get(url("merge", workshop, *pair)).status_code == 404
    assert client.post(url("apart", workshop, *pair)).status_code == 404


def test_address_of_an_office_proposes_nobody(leader, workshop):
    for n in range(MOST_WITH_ONE_ADDRESS + 1):
        RegistrationFactory(
            workshop=workshop,
            person=PersonFactory(family_name=f"Person {n}", email="office@example.org"),
        )

    assert proposals_of(workshop.project, leader) == []


def test_same_passport_proposes_a_pair_and_a_day_of_birth_alone_does_not(leader, workshop, another):
    one, other = (RegistrationFactory(workshop=each) for each in (workshop, another))
    third = RegistrationFactory(workshop=another)
    for registration, passport in ((one, "AA123456"), (other, "aa 123 456"), (third, "BB654321")):
        give_documents(registration, passport=passport, born="1980-12-25")

    found = proposals_of(workshop.project, leader)

    assert found == [(one.person_id, other.person_id)]
    assert explained(found)[0].reasons == ["same passport number"]
    other.is_protected, other.alias = True, "Guest 1"
    other.save()
    assert proposals_of(workshop.project, leader) == []


def test_date_of_birth_puts_the_likelier_pair_first(leader, workshop, another):
    names = {"given_names": "Jo", "family_name": "Doe"}
    one, unlike, unknown, alike = (
        RegistrationFactory(workshop=each, person=PersonFactory(**names))
        for each in (workshop, another, another, another)
    )
    for registration, born in ((one, "1980-12-25"), (unlike, "1955-01-01"), (alike, "1980-12-25")):
        give_documents(registration, born=born)

    found = [pair for pair in proposals_of(workshop.project, leader) if one.person_id in pair]

    others = [sum(pair) - one.person_id for pair in found]
    assert others == [alike.person_id, unknown.person_id, unlike.person_id]


def test_not_the_same_is_remembered_and_can_be_taken_back(client, leader, workshop, pair):
    client.force_login(leader)

    client.post(url("apart", workshop, *pair))

    said = DistinctPair.objects.get()
    assert (said.first, said.second, said.by) == (*pair, leader)
    assert proposals_of(workshop.project, leader) == []
    assert (
        "Natalia Boiko ≠ Наталія Бойко" in client.get(url("duplicates", workshop)).content.decode()
    )
    client.post(url("apart", workshop, *pair), {"take-back": "1"})
    assert proposals_of(workshop.project, leader) == [keys(pair)]


def test_page_shows_both_records_and_both_buttons(client, leader, workshop, another, pair):
    client.force_login(leader)

    text = client.get(url("duplicates", workshop)).content.decode()

    for words in (*(p.email for p in pair), workshop.title, another.title, "names read alike"):
        assert words in text
    assert url("merge", workshop, *pair) in text
    assert url("apart", workshop, *pair) in text


def test_assistants_see_people_and_decide_nothing(client, workshop, pair, member_of):
    client.force_login(member_of(workshop, Role.ASSISTANT, of_project=True))

    assert client.get(url("people", workshop)).status_code == 200
    assert client.get(url("duplicates", workshop)).status_code == 404
    assert client.post(url("merge", workshop, *pair)).status_code == 404
    assert Person.objects.count() == 2


def test_form_merges_field_by_field_and_the_page_of_the_person_undoes(
    client, leader, workshop, pair
):
    one, other = pair
    client.force_login(leader)
    choices = {
        "survivor": one.pk,
        "given_names": one.pk,
        "family_name": other.pk,
        "email": one.pk,
        "phone": one.pk,
        "title": other.pk,
    }

    shown = client.get(url("merge", workshop, *pair))
    answer = client.post(url("merge", workshop, *pair), choices, follow=True)

    assert set(shown.context["form"].fields) == set(choices)
    one.refresh_from_db()
    assert (one.given_names, one.family_name, one.phone, one.title) == (
        "Natalia",
        "Бойко",
        "+380 1",
        "Colonel",
    )
    assert "Can be undone until" in answer.content.decode()

    record = MergeRecord.objects.get()
    answer = client.post(
        reverse("pages:undo_merge", args=[workshop.project.code, record.pk]), follow=True
    )
    assert "There are two records again." in answer.content.decode()
    assert Person.objects.count() == 2


def test_refusal_is_said_above_the_form_and_nothing_is_lost(client, leader, workshop, pair):
    one, other = pair
    RegistrationFactory(workshop=workshop, person=other)
    client.force_login(leader)
    choices = {"survivor": one.pk, "given_names": other.pk, "family_name": other.pk}
    choices |= {"email": other.pk, "phone": one.pk, "title": one.pk}

    answer = client.post(url("merge", workshop, *pair), choices)

    assert answer.status_code == 422
    assert f"Both take part in “{workshop.title}”" in answer.content.decode()
    assert answer.context["form"]["given_names"].value() == str(other.pk)


def test_whoever_organises_one_workshop_cannot_undo_for_others(
    client, leader, workshop, pair, member_of
):
    from pages.actions.merging import merge

    record = merge(survivor=pair[0], other=pair[1], by=leader)
    client.force_login(member_of(workshop))

    page = client.get(url("person", workshop, pair[0])).content.decode()
    client.post(reverse("pages:undo_merge", args=[workshop.project.code, record.pk]))

    record.refresh_from_db()
    assert record.undone_at is None
    assert "Somebody who organises all the workshops concerned can undo it." in page
