"""Search finds what the user may see, and names nobody who is protected."""

import pytest
from django.urls import reverse

from pages.searching import MOST, fold, search
from tests.factories import (
    AgendaItemFactory,
    CertificateFactory,
    DelegationFactory,
    RegistrationFactory,
    SeriesFactory,
    WorkshopFactory,
)
from workshops.roles import Role


def titles(hits):
    return [hit.title for hit in hits]


@pytest.mark.parametrize(
    "typed, name",
    [
        ("kaukens", "Ķauķēns"),
        ("HUSEYNZADE", "Hüseynzadə"),
        ("шевченко", "ШЕВЧЕНКО"),
        ("kjaer", "Kjær"),
        ("ზურაბ", "ზურაბ"),
    ],
)
def test_accents_and_case_do_not_matter(typed, name):
    assert fold(typed) in fold(name)


def test_person_is_found_in_any_script_and_order(organiser, workshop):
    RegistrationFactory(
        workshop=workshop,
        person__given_names="Mārtiņš",
        person__family_name="Ķauķēns",
        person__name_in_own_script="Мартиньш",
    )

    for words in ("kaukens martins", "Ķauķēns", "мартин"):
        assert titles(search(organiser, words).people) == ["Mārtiņš Ķauķēns"]


def test_every_kind_is_found(organiser, workshop):
    DelegationFactory(workshop=workshop, organisation_name="", country="GE")
    AgendaItemFactory(workshop=workshop, title="Briefing by INTERPOL")
    registration = RegistrationFactory(workshop=workshop)
    series = SeriesFactory(workshop=workshop, prefix="ILP-KYIV")
    CertificateFactory(registration=registration, series=series, number=12)

    assert titles(search(organiser, workshop.title).workshops) == [workshop.title]
    assert titles(search(organiser, "georg").delegations) == ["Georgia"]
    assert titles(search(organiser, "interpol").sessions) == ["Briefing by INTERPOL"]
    assert titles(search(organiser, "ILP-KYIV/0012").certificates) == ["ILP-KYIV/0012"]
    assert titles(search(organiser, "0012").certificates) == ["ILP-KYIV/0012"]
    assert titles(search(organiser, "OTHER/0012").certificates) == []


def test_other_workshops_are_not_searched(organiser):
    elsewhere = RegistrationFactory(person__family_name="Gogichaishvili")
    CertificateFactory(registration=elsewhere, number=77)
    AgendaItemFactory(workshop=elsewhere.workshop, title="Secret session")

    for words in ("Gogichaishvili", "0077", "Secret", elsewhere.workshop.title):
        assert search(organiser, words).total == 0


def test_door_staff_finds_no_people(workshop, member_of):
    RegistrationFactory(workshop=workshop, person__family_name="Gogichaishvili")

    assert search(member_of(workshop, Role.DOOR_STAFF), "gogichaishvili").total == 0


def test_protected_person_is_found_by_name_only_by_those_who_may_know_it(
    organiser, workshop, member_of
):
    RegistrationFactory(
        workshop=workshop,
        person__family_name="Käärmets",
        person__email="ott@example.org",
        is_protected=True,
        alias="Participant EE-6",
    )
    assistant = member_of(workshop, Role.ASSISTANT)

    assert titles(search(organiser, "kaarmets").people) == ["Participant EE-6"]
    assert titles(search(assistant, "EE-6").people) == ["Participant EE-6"]
    for words in ("kaarmets", "ott@example"):
        assert search(assistant, words).total == 0


def test_a_right_in_one_workshop_unveils_nobody_in_another(organiser, workshop, member_of):
    other = WorkshopFactory()
    RegistrationFactory(
        workshop=other, person__family_name="Käärmets", is_protected=True, alias="EE-6"
    )
    assistant = member_of(other, Role.ASSISTANT)
    workshop.team.create(project=workshop.project, user=assistant, role=Role.ORGANISER)

    assert search(assistant, "kaarmets").total == 0


def test_person_of_several_workshops_is_found_once_with_all_of_them(organiser, workshop):
    person = RegistrationFactory(workshop=workshop, person__family_name="Käärmets").person
    other = WorkshopFactory(project=workshop.project, title="Second workshop")
    other.team.create(project=other.project, user=organiser, role=Role.ORGANISER)
    RegistrationFactory(workshop=other, person=person)

    (hit,) = search(organiser, "kaarmets").people

    assert sorted(hit.note.split(" · ")) == sorted([workshop.title, other.title])
    assert hit.url == reverse("pages:person", args=[workshop.project.code, person.pk])


def test_alias_and_name_of_one_person_are_found_apart(organiser, workshop):
    person = RegistrationFactory(workshop=workshop, person__family_name="Käärmets").person
    veiled = WorkshopFactory(project=workshop.project)
    veiled.team.create(project=veiled.project, user=organiser, role=Role.ORGANISER)
    RegistrationFactory(workshop=veiled, person=person, is_protected=True, alias="EE-6")

    hits = search(organiser, "kaarmets").people

    assert sorted(titles(hits)) == sorted(["EE-6", person.full_name])
    assert not [hit for hit in hits if "/people/" in hit.url]


def test_too_short_a_word_finds_nothing(organiser, workshop):
    assert search(organiser, " x ").total == 0


def test_long_lists_are_cut_and_say_so(organiser, workshop):
    RegistrationFactory.create_batch(MOST + 1, workshop=workshop, delegation=None)

    found = search(organiser, "beridze")

    assert (len(found.people), found.has_more) == (MOST, True)


def test_search_is_by_post_only(organiser_client):
    assert organiser_client.get(reverse("pages:search"), {"q": "x"}).status_code == 405


def test_anonymous_visitor_is_asked_to_sign_in(client):
    assert client.post(reverse("pages:search"), {"q": "Ana"}).status_code == 302


def test_page_shows_the_words_and_the_hits(organiser_client, workshop):
    RegistrationFactory(workshop=workshop, person__family_name="Gogichaishvili")

    page = organiser_client.post(reverse("pages:search"), {"q": "<gogi"})
    hits = organiser_client.post(reverse("pages:search"), {"q": "gogi"}).content.decode()

    assert "&lt;gogi" in page.content.decode()
    assert "Gogichaishvili" in hits


def test_search_costs_the_same_for_one_and_three(
    organiser, workshop, django_assert_max_num_queries
):
    RegistrationFactory(workshop=workshop)
    with django_assert_max_num_queries(20) as one:
        search(organiser, "beridze")
    RegistrationFactory.create_batch(2, workshop=workshop)

    with django_assert_max_num_queries(20) as three:
        assert len(search(organiser, "beridze").people) == 3

    assert len(three) == len(one)
