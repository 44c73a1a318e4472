"""What people are recognised by is kept right by whoever writes a name."""

import pytest

from participants.actions.correcting import correct
from participants.actions.nominating import add_individual, nominate
from participants.actions.telling_apart import take_back, tell_apart
from participants.importing.applying import apply
from participants.importing.preview import correct as correct_list
from participants.importing.preview import start
from participants.importing.reading import read_pasted
from participants.matching import alike, reasons
from participants.models import DistinctPair, ImportRow, Person
from participants.rules import AlreadyRegistered, MoveRefused
from participants.spelling import name_key
from participants.states import RegistrationState
from sessions.actions.adding_speakers import add_speaker
from tests.factories import (
    DelegationFactory,
    PersonFactory,
    RegistrationFactory,
    UserFactory,
    WorkshopFactory,
)

pytestmark = pytest.mark.django_db


def keys(person):
    return set(person.match_keys.values_list("kind", "key"))


def natalia():
    return {
        ("name", name_key("Natalia Boiko")),
        ("email", "natalia@example.org"),
    }


def test_person_who_is_named_is_recognised_by_name_and_address(organiser):
    delegation = DelegationFactory()
    facts = {"given_names": "Наталія", "family_name": "Бойко", "email": "Natalia@example.org"}

    named = nominate(delegation=delegation, **facts)
    added = add_individual(
        workshop=WorkshopFactory(), by=organiser, **facts | {"given_names": "Nataliia"}
    )

    assert keys(named.person) == natalia()
    assert keys(added.person) == natalia()


def test_new_speaker_and_imported_person_are_recognised(organiser, workshop):
    speaker = add_speaker(
        workshop=workshop,
        by=organiser,
        given_names="Natalia",
        family_name="Boiko",
        email="natalia@example.org",
    )
    text = "Family name;Given names;E-mail\nБойко;Наталья;natalia@example.org\n"
    run = start(sheet=read_pasted(text), workshop=workshop, delegation=None, by=organiser)

    apply(run=run)

    imported = run.rows.get().registration.person
    assert keys(speaker.person) == natalia()
    assert keys(imported) == natalia()


def test_corrected_name_and_address_change_what_is_recognised(organiser):
    registration = RegistrationFactory()

    correct(
        registration=registration,
        values={
            "given_names": "Nataliya",
            "family_name": "Boiko",
            "name_in_own_script": "Наталія Степанівна Бойко",
            "email": "NATALIA@example.org",
        },
        by=organiser,
    )

    assert keys(registration.person) == natalia() | {("name", name_key("Наталія Степанівна Бойко"))}


def test_reasons_are_said_in_words():
    one = PersonFactory(
        given_names="Natalia", family_name="Boiko", email="n@example.org", name_in_own_script=""
    )
    other = PersonFactory(
        given_names="N.",
        family_name="B.",
        email="N@example.org",
        name_in_own_script="Бойко Наталія",
    )
    same = PersonFactory(given_names="natalia", family_name="BOIKO", email="")

    assert reasons(one, other) == [
        "same e-mail address",
        "names read alike: Natalia Boiko ↔ Бойко Наталія",
    ]
    assert reasons(one, same) == ["same name"]
    assert reasons(one, PersonFactory(given_names="Natalia")) == []


def test_empty_addresses_and_lone_words_are_no_likeness():
    one = PersonFactory(name_in_own_script="Наталія", email="")
    PersonFactory(name_in_own_script="Наталія", email="")

    found = alike(Person.objects.exclude(pk=one.pk), names=["Наталія"], email="")

    assert list(found) == []


def test_protected_people_are_never_found_alike():
    protected = RegistrationFactory(is_protected=True, alias="A").person

    assert not alike(Person.objects.all(), names=[protected.full_name], email=protected.email)


def test_first_word_about_a_pair_stands_and_can_be_taken_back():
    one, other = PersonFactory(), PersonFactory()
    first, second = UserFactory(), UserFactory()

    tell_apart(one=other, other=one, by=first)
    tell_apart(one=one, other=other, by=second)

    pair = DistinctPair.objects.get()
    assert (pair.first, pair.second, pair.by) == (one, other, first)
    take_back(one=one, other=other)
    assert not DistinctPair.objects.exists()


def test_somebody_else_in_an_imported_list_is_remembered(workshop, organiser, member_elsewhere):
    known = member_elsewhere
    text = f"Family name;Given names;E-mail\n{known.family_name};Ana;other@example.org\n"
    run = start(sheet=read_pasted(text), workshop=workshop, delegation=None, by=organiser)
    row = run.rows.get()
    assert row.known == known

    correct_list(run=run, corrections={}, answers={row.pk: ImportRow.Answer.OTHER})
    apply(run=run)

    new = run.rows.get().registration.person
    pair = DistinctPair.objects.get()
    assert ({pair.first, pair.second}, pair.by) == ({known, new}, organiser)


@pytest.fixture
def member_elsewhere(organiser):
    """Somebody of another workshop that ``organiser`` may see."""
    other = WorkshopFactory()
    other.team.create(project=other.project, user=organiser, role="organiser")
    return RegistrationFactory(workshop=other).person


def test_known_person_is_used_again_as_the_record_is(workshop, organiser, member_elsewhere):
    person = member_elsewhere

    added = add_individual(
        workshop=workshop,
        given_names="Typed",
        family_name="Otherwise",
        email="new@example.org",
        agency="Police",
        person=person,
        by=organiser,
    )

    person.refresh_from_db()
    assert (added.person, added.agency) == (person, "Police")
    assert person.given_names == "Ana"
    with pytest.raises(AlreadyRegistered):
        add_individual(
            workshop=workshop,
            given_names="",
            family_name="x",
            email="",
            person=person,
            by=organiser,
        )


def test_ended_registration_does_not_come_back_beside_a_living_one(organiser):
    from participants.actions.changing_state import change_state

    living = RegistrationFactory()
    ended = RegistrationFactory(
        workshop=living.workshop,
        delegation=living.delegation,
        person=living.person,
        state=RegistrationState.WITHDRAWN,
    )

    with pytest.raises(MoveRefused, match="another registration"):
        change_state(registration=ended, to=RegistrationState.NOMINATED, by=organiser)
