"""States by the lists and the names of the organisations that invite them."""

import unicodedata

import pytest
from babel import Locale

from common.collation import dictionary_key
from workshops.countries import (
    EU_STATES,
    OSCE_PARTNERS,
    OSCE_STATES,
    UN_STATES,
    country_choices,
    country_name,
    country_names,
    country_sort_key,
    organisation_name,
)
from workshops.official_names import OFFICIAL_NAMES


def test_lists_are_complete_and_without_repeats():
    sizes = [len(set(each)) for each in (OSCE_STATES, OSCE_PARTNERS, EU_STATES, UN_STATES)]

    assert sizes == [57, 11, 27, 193]
    assert sizes == [len(each) for each in (OSCE_STATES, OSCE_PARTNERS, EU_STATES, UN_STATES)]
    assert set(EU_STATES) < set(OSCE_STATES)
    assert set(OSCE_STATES) - set(UN_STATES) == {"VA"}


@pytest.mark.parametrize("language", ["en", "fr", "ru"])
def test_every_state_has_a_name_without_abbreviation(language):
    names = [country_name(code, language) for code in {*UN_STATES, *OSCE_STATES}]

    assert [name for name in names if len(name) < 3 or "&" in name or "St." in name] == []
    assert len(set(names)) == len(names)


def test_every_name_is_written_in_the_letters_of_its_language():
    codes = {*UN_STATES, *OSCE_STATES}

    wrong = [
        name
        for code in codes
        for language, alphabet in (("en", "LATIN"), ("fr", "LATIN"), ("ru", "CYRILLIC"))
        for name in [country_name(code, language)]
        if any(c.isalpha() and not unicodedata.name(c).startswith(alphabet) for c in name)
    ]

    assert wrong == []


def test_no_state_is_corrected_to_what_cldr_says_anyway():
    """A correction that Unicode has taken over can go; one for a mistyped code does nothing."""
    idle = {
        code
        for code, official in OFFICIAL_NAMES.items()
        if all(
            name in ("", Locale.parse(language).territories.get(code))
            for language, name in zip(("en", "fr", "ru"), official, strict=True)
        )
    }

    assert idle == set()


@pytest.mark.parametrize(
    ("code", "english", "french", "russian"),
    [
        ("MD", "Republic of Moldova", "République de Moldova", "Республика Молдова"),
        ("MK", "North Macedonia", "Macédoine du Nord", "Северная Македония"),
        ("VA", "Holy See", "Saint-Siège", "Святой Престол"),
        ("TR", "Türkiye", "Türkiye", "Турция"),
        ("CZ", "Czechia", "Tchéquie", "Чехия"),
        ("GB", "United Kingdom", "Royaume-Uni", "Соединенное Королевство"),
        ("BA", "Bosnia and Herzegovina", "Bosnie-Herzégovine", "Босния и Герцеговина"),
        ("KG", "Kyrgyzstan", "Kirghizistan", "Кыргызстан"),
        ("GE", "Georgia", "Géorgie", "Грузия"),
    ],
)
def test_names_are_those_of_the_organisations(code, english, french, russian):
    names = [country_name(code, language) for language in ("en", "fr", "ru")]

    assert names == [english, french, russian]


@pytest.mark.parametrize(
    ("language", "order"),
    [
        ("en", ["MT", "MD", "MC", "MN", "PL", "RO"]),
        ("fr", ["FR", "MD", "MC", "MN", "RO", "GB", "RU"]),
        ("ru", ["MT", "MD", "MC", "MN", "PL", "RO"]),
    ],
)
def test_republics_stand_under_their_own_word(language, order):
    listed = [code for code, _name in country_choices(language) if code in order]

    assert listed == order


@pytest.mark.parametrize(
    ("language", "order"),
    [
        ("en", ["KH", "CD", "CR", "CI", "HR", "TM", "TV"]),
        ("fr", ["DM", "EG", "SV", "AE", "EC", "ER", "ES", "US", "ET", "FJ"]),
        ("fr", ["HU", "MH", "SB", "IN"]),
        ("ru", ["GA", "HT", "GY", "GM"]),
        ("ru", ["IL", "IN", "IR", "IT", "YE", "CV"]),
    ],
)
def test_accents_do_not_move_a_state_and_letters_do(language, order):
    """É stands under E and Î under I, but Й is a letter of its own, after И."""
    listed = [code for code, _name in country_choices(language) if code in order]

    assert listed == order


def test_only_states_that_are_called_so_have_a_form_of_state_in_their_name():
    forms = ("Republic", "Kingdom", "State ", "States", "Federation", "Principality", "Duchy")
    codes = {*UN_STATES, *OSCE_STATES}

    with_form = {code for code in codes if any(each in country_name(code, "en") for each in forms)}

    called_so = "BO CD CF DO FM GB IR KP KR LA MD RU SY TZ US VE"
    assert with_form == set(called_so.split())


@pytest.mark.parametrize(
    ("language", "forms", "named_by_it"),
    [
        ("en", ("Republic", "Federat", "State ", "United Republic", "Islamic"), set()),
        ("fr", ("République", "Fédération", "État "), {"CF", "DO"}),
        ("ru", ("Республика", "Федеративн", "Государство", "Исламская"), set()),
    ],
)
def test_lists_look_past_the_form_that_a_name_begins_with(language, forms, named_by_it):
    """Two republics have no other word: the "République dominicaine" stands under R."""
    names = {code: country_name(code, language) for code in {*UN_STATES, *OSCE_STATES}}

    looked_at = {
        code
        for code, name in names.items()
        if name.startswith(forms) and country_sort_key(code, language) == dictionary_key(name)
    }

    assert looked_at == named_by_it


def test_known_organisations_are_named_in_the_readers_language():
    assert organisation_name("Council of Europe", "ru") == "Совет Европы"
    assert organisation_name("Council of Europe", "de") == "Council of Europe"
    assert organisation_name("Police Academy", "fr") == "Police Academy"


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("BO", "en", "Plurinational State of Bolivia"),
        ("BO", "fr", "État plurinational de Bolivie"),
        ("BO", "ru", "Многонациональное Государство Боливия"),
        ("VE", "en", "Bolivarian Republic of Venezuela"),
        ("VE", "fr", "République bolivarienne du Venezuela"),
        ("VE", "ru", "Боливарианская Республика Венесуэла"),
        ("FM", "en", "Federated States of Micronesia"),
        ("FM", "fr", "États fédérés de Micronésie"),
        ("FM", "ru", "Федеративные Штаты Микронезии"),
        ("IQ", "fr", "Iraq"),
        ("LR", "fr", "Libéria"),
        ("NG", "fr", "Nigéria"),
        ("SV", "fr", "El Salvador"),
        ("BS", "ru", "Багамские Острова"),
        ("CF", "ru", "Центральноафриканская Республика"),
        ("KM", "ru", "Коморские Острова"),
        ("MV", "ru", "Мальдивские Острова"),
        ("ZA", "ru", "Южная Африка"),
    ],
)
def test_name_is_that_of_the_united_nations(code, language, name):
    assert country_name(code, language) == name


@pytest.mark.parametrize(
    ("code", "neighbours"), [("BO", ("BT", "BA")), ("VE", ("VU", "VN")), ("FM", ("MX", "MD"))]
)
def test_form_of_the_state_does_not_place_it(code, neighbours):
    before, after = (country_sort_key(each, "en") for each in neighbours)

    assert before < country_sort_key(code, "en") < after


def test_state_is_known_by_its_usual_names_too():
    assert country_names("BO", "en") == {"Plurinational State of Bolivia", "Bolivia"}
    assert country_names("KR", "en") == {"Republic of Korea", "South Korea", "Korea"}
    assert country_names("FR", "fr") == {"France"}
