"""A passport is compared by a digest that lives exactly as long as the answer."""

import datetime

import pytest

from pages.actions.merging import merge
from pages.actions.undoing_merge import undo_merge
from participants.actions.correcting import correct
from participants.actions.erasing import erase_what_is_due
from participants.matching import reasons
from participants.models import Answer
from participants.passports import birth_key, passport_key
from tests.factories import PersonFactory, RegistrationFactory, UserFactory, WorkshopFactory
from tests.participants.documents import give_documents

pytestmark = pytest.mark.django_db

ENDED = datetime.date(2020, 1, 31)
LATER = datetime.datetime(2020, 6, 1, tzinfo=datetime.UTC)


def documents(person):
    return set(person.match_keys.filter(kind__in=["passport", "birth"]).values_list("kind", "key"))


def keys(passport="", born=""):
    found = {("passport", passport_key(passport))} if passport else set()
    return found | ({("birth", birth_key(datetime.date.fromisoformat(born)))} if born else set())


@pytest.mark.parametrize("written", ["AA 123-456", "aa123456", "АА123456", "AA№123456"])
def test_one_number_has_one_key_however_it_is_written(written):
    assert passport_key(written) == passport_key("AA123456") != ""


@pytest.mark.parametrize("text", ["", "n/a", "000000", "none yet", "12", "–"])
def test_what_is_no_number_has_no_key(text):
    assert passport_key(text) == ""


def test_key_cannot_be_worked_out_without_the_secret(settings):
    key = passport_key("AA123456")
    settings.SECRET_KEY = "another secret"

    assert passport_key("AA123456") != key
    assert "123456" not in key


def test_keys_follow_the_answers(organiser):
    registration = RegistrationFactory()
    give_documents(registration, passport="AA123456", born="1980-12-25")
    assert documents(registration.person) == keys("AA123456", "1980-12-25")

    correct(registration=registration, values={"passport_number": "BB654321"}, by=organiser)
    changed = documents(registration.person)
    give_documents(registration, remove=["passport_number"])

    assert changed == keys("BB654321", "1980-12-25")
    assert documents(registration.person) == keys(born="1980-12-25")


def test_key_vanishes_when_the_period_of_the_answer_ends():
    registration = RegistrationFactory(workshop=WorkshopFactory(starts_on=ENDED, ends_on=ENDED))
    give_documents(registration, passport="AA123456", born="1980-12-25")
    names = set(registration.person.match_keys.exclude(kind__in=["passport", "birth"]))

    erase_what_is_due(now=LATER)

    assert not Answer.objects.exists()
    assert documents(registration.person) == set()
    assert registration.person.match_keys.count() == len(names)


def test_number_that_another_workshop_still_keeps_goes_on_being_compared():
    ended = RegistrationFactory(workshop=WorkshopFactory(starts_on=ENDED, ends_on=ENDED))
    other = RegistrationFactory(person=ended.person)
    for registration in (ended, other):
        give_documents(registration, passport="AA123456")

    erase_what_is_due(now=LATER)

    assert documents(ended.person) == keys("AA123456")


def test_keys_go_to_the_survivor_of_a_merge_and_back():
    kept, gone = RegistrationFactory(), RegistrationFactory()
    give_documents(kept, passport="AA123456")
    give_documents(gone, passport="BB654321")
    admin = UserFactory(is_superuser=True)

    record = merge(survivor=kept.person, other=gone.person, by=admin)
    together = documents(kept.person)
    outcome = undo_merge(record=record, by=admin)

    assert together == keys("AA123456") | keys("BB654321")
    assert documents(kept.person) == keys("AA123456")
    assert documents(outcome.restored) == keys("BB654321")


@pytest.mark.parametrize(
    ("ours", "theirs", "words"),
    [
        ({"passport": "AA123456"}, {"passport": "aa 123456"}, ["same passport number", "{names}"]),
        ({"born": "1980-12-25"}, {"born": "1980-12-25"}, ["{names}", "same date of birth"]),
        ({"born": "1980-12-25"}, {"born": "1980-12-26"}, ["{names}", "{other}"]),
        ({"born": "1980-12-25"}, {}, ["{names}"]),
        ({"passport": "AA123456"}, {"passport": "BB654321"}, ["{names}"]),
    ],
)  # fmt: skip
def test_reasons_say_what_documents_add_to_a_name(ours, theirs, words):
    one, other = (
        RegistrationFactory(person=PersonFactory(given_names=given, family_name=family))
        for given, family in (("Natalia", "Boiko"), ("Наталія", "Бойко"))
    )
    give_documents(one, **ours)
    give_documents(other, **theirs)

    said = reasons(one.person, other.person)

    names = "names read alike: Natalia Boiko ↔ Наталія Бойко"
    assert said == [
        word.format(names=names, other="but different dates of birth") for word in words
    ]


def test_same_name_and_date_of_birth_are_one_reason_and_the_date_alone_is_none():
    one = RegistrationFactory(person=PersonFactory(given_names="Jo", family_name="Doe"))
    other = RegistrationFactory(person=PersonFactory(given_names="JO", family_name="doe"))
    third = RegistrationFactory()
    for registration in (one, other, third):
        give_documents(registration, born="1980-12-25")

    assert reasons(one.person, other.person) == ["same name and date of birth"]
    assert reasons(one.person, third.person) == []
