"""People across workshops: who is seen by whom, under which name, and what is found."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pages.directory import Wanted, directory_of
from participants.models import ProtectedLook
from tests.factories import (
    AppearanceFactory,
    AttendanceFactory,
    CertificateFactory,
    DelegationFactory,
    PersonFactory,
    RegistrationFactory,
    SpeakerFactory,
    WorkshopFactory,
)
from workshops.models import Workshop
from workshops.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def project(workshop):
    return workshop.project


@pytest.fixture
def another(project):
    """A second workshop of the same project."""
    return WorkshopFactory(project=project, title="Second workshop", slug="second", city="Batumi")


@pytest.fixture
def leader(workshop, member_of):
    """Organiser of the whole project."""
    return member_of(workshop, of_project=True)


def names(project, user, **wanted):
    return [each.name for each in directory_of(project, user, Wanted(**wanted)).people]


def page(client, user, person, project):
    client.force_login(user)
    return client.get(reverse("pages:person", args=[project.code, person.pk]))


def test_directory_lists_a_person_once_with_all_workshops(client, leader, workshop, another):
    person = RegistrationFactory(workshop=workshop).person
    RegistrationFactory(workshop=another, person=person)
    SpeakerFactory(workshop=another, person=person)
    client.force_login(leader)

    answer = client.get(reverse("pages:people", args=[workshop.project.code]))

    assert names(workshop.project, leader) == [person.full_name]
    text = answer.content.decode()
    assert text.count(person.full_name) == 1
    assert "Kyiv, 2030" in text
    assert "Batumi, 2030" in text


@pytest.mark.parametrize(
    "words",
    ["kaukens", "ĶAUĶĒNS martins", "мартиньш", "m.kaukens@example", "rīgas policija", "riga"],
)
def test_search_finds_names_in_any_script_addresses_and_agencies(leader, workshop, words):
    RegistrationFactory(
        workshop=workshop,
        person=PersonFactory(
            given_names="Mārtiņš",
            family_name="Ķauķēns",
            name_in_own_script="Мартиньш Каукенс",
            email="m.kaukens@example.org",
        ),
        agency="Rīgas policija",
    )
    RegistrationFactory(workshop=workshop)

    assert names(workshop.project, leader, words=words) == ["Mārtiņš Ķauķēns"]


def test_filters_and_orders(leader, workshop, another, project):
    georgia = DelegationFactory(workshop=workshop, organisation_name="", country="GE")
    one = PersonFactory(given_names="A", family_name="Zeta")
    two = PersonFactory(given_names="A", family_name="Alpha")
    RegistrationFactory(workshop=workshop, delegation=georgia, person=one)
    RegistrationFactory(workshop=another, person=one)
    RegistrationFactory(workshop=workshop, person=two)
    Workshop.objects.filter(pk=another.pk).update(starts_on="2031-01-01", ends_on="2031-01-02")

    assert names(project, leader) == ["A Alpha", "A Zeta"]
    assert names(project, leader, order="latest") == ["A Zeta", "A Alpha"]
    assert names(project, leader, order="most") == ["A Zeta", "A Alpha"]
    assert names(project, leader, delegation="GE") == ["A Zeta"]
    assert names(project, leader, workshop="second") == ["A Zeta"]
    assert names(project, leader, workshop=workshop.slug) == ["A Alpha", "A Zeta"]
    assert names(project, leader, only_alike=True) == []


def test_other_projects_and_workshops_are_not_shown(workshop, another, member_of):
    """A member of one workshop sees its people, and of them only what belongs there."""
    member = member_of(workshop, Role.ASSISTANT)
    here = RegistrationFactory(workshop=workshop).person
    RegistrationFactory(workshop=another, person=here)
    RegistrationFactory(workshop=another)

    people = directory_of(workshop.project, member, Wanted()).people

    assert [each.person for each in people] == [here]
    assert [part.workshop for part in people[0].parts] == [workshop]


def test_strangers_get_404_everywhere(client, workshop, another, member_of, stranger):
    person = RegistrationFactory(workshop=another).person
    code = workshop.project.code
    organiser_of_one = member_of(workshop)
    door = member_of(workshop, Role.DOOR_STAFF)
    somebody = RegistrationFactory(workshop=workshop).person
    addresses = [
        reverse("pages:person", args=[code, person.pk]),
        reverse("pages:merge", args=[code, somebody.pk, person.pk]),
    ]

    for user in (organiser_of_one, door, stranger):
        client.force_login(user)
        assert [client.get(address).status_code for address in addresses] == [404, 404]
    for user in (door, stranger):
        client.force_login(user)
        assert client.get(reverse("pages:people", args=[code])).status_code == 404


def test_speaker_is_seen_by_whoever_sees_the_agenda(client, workshop, another, member_of):
    part = AppearanceFactory(item__workshop=workshop, item__title="Case of the lost evidence")
    assistant = member_of(workshop, Role.ASSISTANT)
    elsewhere = member_of(another, Role.ASSISTANT)

    shown = page(client, assistant, part.speaker.person, workshop.project)
    hidden = page(client, elsewhere, part.speaker.person, workshop.project)

    assert "Case of the lost evidence" in shown.content.decode()
    assert hidden.status_code == 404


def test_page_shows_attendance_certificates_and_the_place_in_the_delegation(
    client, leader, workshop
):
    registration = RegistrationFactory(workshop=workshop, is_head=True)
    AppearanceFactory(item__workshop=workshop, item__day=workshop.starts_on)
    AttendanceFactory(registration=registration)
    certificate = CertificateFactory(registration=registration)

    text = page(client, leader, registration.person, workshop.project).content.decode()

    assert "Present at 1 of 1" in text
    assert certificate.printed_number in text
    assert reverse("certificates:person", args=[workshop.slug, registration.person_id]) in text
    assert "head of delegation" in text


@pytest.fixture
def protected(workshop, another):
    """Protected in one workshop, with an open part in another one."""
    person = PersonFactory(given_names="Zviad", family_name="Qipiani", email="zviad@example.org")
    RegistrationFactory(
        workshop=workshop, person=person, is_protected=True, alias="Delegate 7", agency="Police"
    )
    RegistrationFactory(workshop=another, person=person)
    return person


def test_protected_person_goes_by_the_alias_and_without_what_belongs_to_the_name(
    client, protected, workshop, another, member_of
):
    for role in (Role.ASSISTANT, Role.ORGANISER):
        user = member_of(workshop, role, of_project=True)
        shown = page(client, user, protected, workshop.project).content.decode()
        listed = client.get(reverse("pages:people", args=[workshop.project.code]))

        for text in (shown, listed.content.decode()):
            assert "Delegate 7" in text
            assert "Zviad" not in text
            assert "Qipiani" not in text
            assert "zviad@" not in text
        assert another.title not in shown
    assert not ProtectedLook.objects.exists()


def test_protected_person_is_found_by_name_by_those_who_may_know_it_and_noted(
    client, protected, workshop, member_of
):
    url = reverse("pages:people", args=[workshop.project.code])
    client.force_login(member_of(workshop, Role.ASSISTANT, of_project=True))
    for words in ("qipiani", "zviad@example.org"):
        assert "Delegate 7" not in client.post(url, {"search": words}).content.decode()

    leader = member_of(workshop, of_project=True)
    client.force_login(leader)
    client.post(url, {"search": "delegate"})
    assert not ProtectedLook.objects.exists()
    assert "Delegate 7" in client.post(url, {"search": "qipiani"}).content.decode()
    assert [look.by for look in ProtectedLook.objects.all()] == [leader]


def test_real_name_is_shown_on_request_and_the_look_is_noted(
    client, protected, workshop, another, member_of
):
    url = reverse("pages:reveal_person", args=[workshop.project.code, protected.pk])
    client.force_login(member_of(workshop, Role.ASSISTANT, of_project=True))
    assert client.post(url).status_code == 404
    leader = member_of(workshop, of_project=True)
    client.force_login(leader)

    shown = client.post(url).content.decode()

    assert "Zviad Qipiani" in shown
    assert another.title in shown
    assert [look.by for look in ProtectedLook.objects.all()] == [leader]


def test_right_in_another_workshop_unveils_nobody(client, protected, workshop, another, member_of):
    user = member_of(another)
    workshop.team.create(project=workshop.project, user=user, role=Role.ASSISTANT)

    text = page(client, user, protected, workshop.project).content.decode()
    url = reverse("pages:reveal_person", args=[workshop.project.code, protected.pk])

    assert "Qipiani" not in text
    assert client.post(url).status_code == 404


def test_registration_leads_to_the_person_but_never_from_the_name_to_an_alias(
    client, leader, protected, workshop, another
):
    client.force_login(leader)
    person_url = reverse("pages:person", args=[workshop.project.code, protected.pk])

    def shows_link(registration):
        url = reverse(
            "participants:registration", args=[registration.workshop.slug, registration.pk]
        )
        return person_url in client.get(url).content.decode()

    open_part = protected.registrations.get(workshop=another)
    veiled = protected.registrations.get(workshop=workshop)
    assert (shows_link(open_part), shows_link(veiled)) == (False, True)


def cost(client, url):
    """The number of queries of a page."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


@pytest.mark.parametrize("address", ["pages:people", "pages:duplicates"])
def test_lists_cost_the_same_for_one_three_and_a_thousand(
    client, leader, workshop, another, address
):
    client.force_login(leader)
    url = reverse(address, args=[workshop.project.code])

    def add(number, name):
        for n in range(number):
            for where in (workshop, another):
                RegistrationFactory(
                    workshop=where,
                    delegation=None,
                    person=PersonFactory(family_name=f"{name} {n}"),
                )

    add(1, "First")
    cost(client, url)  # what is looked up once per process
    one = cost(client, url)
    add(2, "Second")
    three = cost(client, url)
    add(500, "Many")

    assert one == three == cost(client, url) <= 25


def test_page_costs_the_same_for_one_and_three_workshops(client, leader, workshop):
    person = PersonFactory()
    client.force_login(leader)
    url = reverse("pages:person", args=[workshop.project.code, person.pk])

    def add(where):
        registration = RegistrationFactory(workshop=where, person=person)
        AttendanceFactory(registration=registration)
        CertificateFactory(registration=registration)
        AppearanceFactory(item__workshop=where, speaker__person=person)

    add(workshop)
    cost(client, url)
    one = cost(client, url)
    for _n in range(2):
        add(WorkshopFactory(project=workshop.project))

    assert cost(client, url) == one
