from datetime import date

import pytest

from common.dates import date_range, day_in_words

DECEMBER_12 = date(2019, 12, 12)


@pytest.mark.parametrize(
    ("end", "language", "words"),
    [
        (DECEMBER_12, "en", "12 December 2019"),
        (None, "en", "12 December 2019"),
        (date(2019, 12, 13), "en", "12–13 December 2019"),
        (date(2019, 12, 13), "fr", "12–13 décembre 2019"),
        (date(2019, 12, 13), "ru", "12–13 декабря 2019\u202fг."),
        (date(2020, 1, 2), "en", "12 December 2019 – 2 January 2020"),
    ],
)
def test_range_is_as_short_as_the_language_allows(end, language, words):
    assert date_range(DECEMBER_12, end, language) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2017, 1, 1), None, "1er janvier 2017"),
        (date(2017, 1, 1), date(2017, 1, 3), "1er–3 janvier 2017"),
        (date(2017, 1, 1), date(2017, 2, 1), "1er janvier – 1er février 2017"),
        (date(2017, 1, 1), date(2027, 12, 31), "1er janvier 2017 – 31 décembre 2027"),
        (date(2017, 1, 11), date(2017, 1, 21), "11–21 janvier 2017"),
        (date(2017, 1, 30), date(2017, 1, 31), "30–31 janvier 2017"),
    ],
)
def test_french_writes_the_first_of_a_month_as_an_ordinal(start, end, words):
    assert date_range(start, end, "fr") == words


def test_day_of_the_week_stands_before_the_ordinal():
    assert day_in_words(date(2017, 2, 1), "fr") == "Mercredi 1er février 2017"
    assert day_in_words(date(2017, 2, 1), "ru") == "Среда, 1 февраля 2017\u202fг."


def test_range_over_two_months_names_both():
    assert (
        date_range(date(2019, 11, 30), date(2019, 12, 1), "en") == "30 November – 1 December 2019"
    )


def test_languages_that_write_the_month_first_spell_both_dates_out():
    assert date_range(DECEMBER_12, date(2019, 12, 13), "hu") == (
        "december 12. – 2019. december 13."
    )
