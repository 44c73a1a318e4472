"""A code is read as it was meant."""

import pytest

from certificates.codes import grouped, looks_complete, normalised, verification_url

CODE = "0123456789ABCDEFGH01"


@pytest.mark.parametrize(
    "typed",
    [
        "0123-4567-89AB-CDEF-GH01",
        " 0123 4567 89ab cdef gh01 ",
        "O123-4567-89AB-CDEF-GHOI",
        "ol23456789abcdefgh0L",
        "0123-4567-89АВ-СDЕF-GН01",  # letters of a Russian keyboard
        "０１２３４５６７８９ＡＢＣＤＥＦＧＨ０１",
    ],
)
def test_typed_code_is_put_right(typed):
    assert normalised(typed) == CODE


@pytest.mark.parametrize("typed", ["", "ABC", CODE + "2", "U" * 20, "é" * 20])
def test_what_cannot_be_a_code(typed):
    assert not looks_complete(normalised(typed))


def test_whole_code_is_one():
    assert looks_complete(CODE)


def test_address_is_grouped_for_typing(settings):
    settings.SITE_URL = "https://rollcall.example.org"

    assert grouped(CODE) == "0123-4567-89AB-CDEF-GH01"
    assert verification_url(CODE) == "https://rollcall.example.org/v/0123-4567-89AB-CDEF-GH01/"
