import pytest

from certificates.rendering import missing_glyphs
from certificates.rendering.coverage import advance
from certificates.rendering.fitting import Box, fit
from certificates.rendering.typefaces import SERIF
from tests.certificates.rendering_samples import LONG_NAMES, NAMES

BOX = Box(600, SERIF, ((1, 34, 23), (2, 25, 16), (3, 15, 8)))


@pytest.mark.parametrize("script", NAMES)
def test_every_promised_script_can_be_printed(script):
    assert missing_glyphs(NAMES[script][0]) == ""


def test_missing_characters_are_named_once_in_order():
    assert missing_glyphs("Anna 𓀁𓀀𓀁 Example") == "𓀁𓀀"


def test_accent_typed_apart_counts_as_present():
    assert missing_glyphs("Ko\u0303rvits Я\u0301") == ""


def test_invisible_characters_are_not_missing():
    assert missing_glyphs("A\u200db\u00a0c\u2009d\u200f") == ""


def test_short_name_gets_the_largest_size_on_one_line():
    fitted = fit("Anna Example", BOX)

    assert (fitted.size, fitted.lines) == (34, 1)


def test_longer_names_shrink_first_and_wrap_then():
    one_line = fit("Anna-Liisa Konstantinopolskaya-Kõrvits", BOX)
    two_lines = fit(LONG_NAMES["eighty"], BOX)

    assert one_line.lines == 1 and 23 <= one_line.size < 34
    assert two_lines.lines == 2 and 16 <= two_lines.size <= 25


def test_wrapped_lines_are_about_equally_long():
    text = "Maria Konstantinopolskaya Vyshnevetska Aleksandrovna Trinidad"

    fitted = fit(text, BOX)

    assert fitted.lines == 2
    assert fitted.width < 0.85 * BOX.width


def test_absurd_length_shrinks_below_the_floor_instead_of_overflowing():
    fitted = fit("Anna " * 100, BOX)

    assert fitted.lines <= 3
    assert fitted.size < 8


def test_width_of_a_han_character_is_an_em():
    assert advance("王") == pytest.approx(1, abs=0.05)
