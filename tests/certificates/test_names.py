"""Initials, and whether a typed name is the one on the sheet."""

import pytest

from certificates.names import initials, matches

WORDING = {"name": "Jürgen Łukasz O'Neill-Šimić", "own_script_name": "Юрий Шимич"}


@pytest.mark.parametrize(
    "typed",
    [
        "Jürgen Łukasz O'Neill-Šimić",
        "  jurgen   LUKASZ oneill simic ",
        "O'Neill Simic Jurgen Lukasz",
        "JÜRGEN ŁUKASZ O’NEILL-ŠIMIĆ",
        "юрий шимич",
        "Шимич Юрий",
    ],
)
def test_forgiving_match(typed):
    assert matches(typed, WORDING)


@pytest.mark.parametrize(
    "typed", ["", "…", "Jürgen", "Jürgen Łukasz", "Jurgen Lucas O'Neill-Simic"]
)
def test_other_name_or_part_does_not_match(typed):
    assert not matches(typed, WORDING)


def test_nothing_matches_a_name_without_letters():
    assert not matches("-", {"name": "-", "own_script_name": ""})


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Ana Beridze", "A. B."),
        ("Łukasz O'Neill-Šimić", "Ł. O."),
        ("王小明", "王."),
        ("ანა ბერიძე", "ა. ბ."),
        ("", ""),
    ],
)
def test_initials(name, short):
    assert initials(name) == short
